export { decodePages } from "./decode-pages.js";
export { listFolder, makeFolder, readBytes, writeAside } from "./files.js";
export { unpacked } from "./gzip.js";
export { idxFolder, idxTest } from "./idx-folder.js";
export { mnist } from "./mnist.js";
export type { DecodeOptions, Page } from "./page.js";
export { saveTo } from "./save-to.js";
