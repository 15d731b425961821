export type { ImportOptions } from "../model/imported.js";
export { decodeOnnx, onnxOperators } from "./read/decode-onnx.js";
export { encodeOnnx, type OnnxOptions } from "./write/encode-onnx.js";
