import { notInstalled } from "../not-installed.js";

/** What reads and writes the protobuf of ONNX files: packages that only those install who have such files. */
export interface OnnxFormat {
  readonly protobuf: typeof import("@bufbuild/protobuf");
  readonly onnx: typeof import("onnx-buf");
}

const missing = notInstalled("onnx-buf@1.20.0-1", "@bufbuild/protobuf@2");

/** @throws InputError with the command that installs them, where they are not */
export async function onnxFormat(): Promise<OnnxFormat> {
  return { protobuf: await import("@bufbuild/protobuf").catch(missing), onnx: await import("onnx-buf").catch(missing) };
}
