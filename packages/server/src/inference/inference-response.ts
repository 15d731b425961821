import type { InferenceRequest } from "./inference-request.js";

/** An answer of the Open Inference Protocol: JSON, or JSON with its numbers behind it. */
export interface InferenceResponse {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** @param probabilities `[count, classes]` */
export function inferenceResponse(
  model: string,
  { id, count, isBinary }: InferenceRequest,
  probabilities: Float32Array,
): InferenceResponse {
  const output = { name: "probabilities", shape: [count, probabilities.length / count], datatype: "FP32" };
  const head = { model_name: model, ...(id !== undefined && { id }) };
  if (!isBinary) {
    const body = Buffer.from(JSON.stringify({ ...head, outputs: [{ ...output, data: [...probabilities] }] }));
    return { body, headers: { "content-type": "application/json" } };
  }
  const numbers = Buffer.alloc(4 * probabilities.length);
  for (const [at, probability] of probabilities.entries()) numbers.writeFloatLE(probability, 4 * at);
  const json = Buffer.from(JSON.stringify({ ...head, outputs: [{ ...output, parameters: { binary_data_size: numbers.length } }] }));
  const headers = { "content-type": "application/octet-stream", "inference-header-content-length": String(json.length) };
  return { body: Buffer.concat([json, numbers]), headers };
}
