export { listFolder, makeFolder, readBytes, writeAside } from "./files.js";
export { unpacked } from "./gzip.js";
export { idxFolder, idxTest } from "./idx-folder.js";
export { mnist } from "./mnist.js";
export { saveTo } from "./save-to.js";
export { readWriters } from "./writers.js";
