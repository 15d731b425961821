export type { ImportOptions } from "../model/imported.js";
export { decodeKeras, kerasLayerNames } from "./decode-keras.js";
