export { encodeOnnx, type OnnxOptions } from "./encode-onnx.js";
