export type { ImportOptions } from "../model/imported.js";
export { decodeOnnx, type OnnxImportOptions, onnxOperators, onnxWeightOperators } from "./read/decode-onnx.js";
export type { ExternalData } from "./values/external-data.js";
export { encodeOnnx, type OnnxOptions } from "./write/encode-onnx.js";
