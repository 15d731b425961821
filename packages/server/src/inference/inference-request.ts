import { ProblemError } from "../answers/problem.js";

/** One input of the protocol, as it came. */
interface RequestInput {
  readonly name?: unknown;
  readonly shape?: unknown;
  readonly datatype?: unknown;
  readonly parameters?: { readonly binary_data_size?: unknown };
  readonly data?: unknown;
}

interface RequestOutput {
  readonly name?: unknown;
  readonly parameters?: { readonly binary_data?: unknown };
}

/** What an inference is asked for. */
export interface InferenceRequest {
  readonly id: string | undefined;
  /** Ink 255, `[count, 28, 28]`. */
  readonly pixels: Uint8Array;
  readonly count: number;
  /** Whether the answer's numbers are bytes behind its JSON. */
  readonly isBinary: boolean;
}

const [INPUT, OUTPUT] = ["image", "probabilities"];
const PICTURE = 28 * 28;

/**
 * Reads a request of the Open Inference Protocol, whose numbers are in its JSON or behind it (binary_tensor_data).
 *
 * @param body JSON, and what stands behind it
 * @param head how many bytes of it are JSON, as Inference-Header-Content-Length says; all unless told
 * @param most pictures
 * @throws ProblemError that says what came and what is wanted
 */
export function inferenceRequest(body: Buffer, head: string | undefined, most: number): InferenceRequest {
  const length = head === undefined ? body.length : Number(head);
  if (!Number.isInteger(length) || length < 0 || length > body.length) {
    throw bad(`Inference-Header-Content-Length is ${head}, a number of bytes up to the body's ${body.length} is wanted`);
  }
  const request = jsonIn(body.subarray(0, length));
  const behind = body.subarray(length);
  const { id, inputs, outputs = [{ name: OUTPUT }], parameters } = request;
  if (id !== undefined && typeof id !== "string") throw bad("id is no text");
  if (!Array.isArray(inputs) || inputs.length !== 1) throw bad(`one input is wanted, "${INPUT}"`);
  const [input] = inputs as [RequestInput];
  if (typeof input !== "object" || input === null || input.name !== INPUT)
    throw bad(`the input's name is ${JSON.stringify(input?.name)}; "${INPUT}" is wanted`);
  const count = countIn(input.shape, most);
  if (!Array.isArray(outputs) || outputs.length !== 1 || (outputs as RequestOutput[])[0]?.name !== OUTPUT) {
    throw bad(`the outputs are ${JSON.stringify(outputs)?.slice(0, 100)}; there is one, "${OUTPUT}"`);
  }
  const asked = (outputs as RequestOutput[])[0]?.parameters?.binary_data;
  const usual = (parameters as { binary_data_output?: unknown } | undefined)?.binary_data_output;
  return { id, pixels: pixelsIn(input, count, behind), count, isBinary: (asked ?? usual) === true };
}

function jsonIn(bytes: Buffer): Record<string, unknown> & { readonly id?: string } {
  try {
    const value = JSON.parse(bytes.toString("utf8")) as unknown;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {}
  throw bad("the request is no JSON object; with numbers behind it Inference-Header-Content-Length says how long the JSON is");
}

/** `[n, 28, 28, 1]` */
function countIn(shape: unknown, most: number): number {
  const [count, height, width, channels] = Array.isArray(shape) ? (shape as unknown[]) : [];
  const isRight =
    Number.isInteger(count) &&
    (count as number) > 0 &&
    height === 28 &&
    width === 28 &&
    channels === 1 &&
    (shape as unknown[]).length === 4;
  if (!isRight) throw bad(`the shape of "${INPUT}" is ${JSON.stringify(shape)?.slice(0, 100)}; [n, 28, 28, 1] is wanted`);
  if ((count as number) > most) throw new ProblemError(413, `these are ${count} pictures; at most ${most} are taken at a time`);
  return count as number;
}

function pixelsIn({ datatype, parameters, data }: RequestInput, count: number, behind: Buffer): Uint8Array {
  if (datatype !== "UINT8" && datatype !== "FP32")
    throw bad(`the datatype is ${JSON.stringify(datatype)}; UINT8 (ink 255) or FP32 (ink 1) is wanted`);
  const size = count * PICTURE;
  const bytes = parameters?.binary_data_size;
  if (bytes === undefined) return fromNumbers(numbersIn(data), datatype, size);
  const wanted = datatype === "UINT8" ? size : 4 * size;
  if (bytes !== wanted || behind.length !== wanted) {
    throw bad(`binary_data_size is ${JSON.stringify(bytes)} and ${behind.length} bytes came; the shape wants ${wanted}`);
  }
  if (datatype === "UINT8") return new Uint8Array(behind);
  const view = new DataView(behind.buffer, behind.byteOffset, behind.length);
  return fromNumbers(
    Array.from({ length: size }, (_, at) => view.getFloat32(4 * at, true)),
    datatype,
    size,
  );
}

/** Flat, or in lists as the shape has it. */
function numbersIn(data: unknown): unknown[] {
  if (!Array.isArray(data)) throw bad("the input has no data; a list of numbers is wanted");
  return Array.isArray(data[0]) ? (data as unknown[][]).flat(4) : (data as unknown[]);
}

function fromNumbers(numbers: readonly unknown[], datatype: "UINT8" | "FP32", size: number): Uint8Array {
  if (numbers.length !== size) throw bad(`the data has ${numbers.length} numbers; the shape wants ${size}`);
  const most = datatype === "UINT8" ? 255 : 1;
  const pixels = new Uint8Array(size);
  for (const [at, value] of numbers.entries()) {
    const isRight = typeof value === "number" && value >= 0 && value <= most && (datatype === "FP32" || Number.isInteger(value));
    if (!isRight)
      throw bad(
        `number ${at} of the data is ${JSON.stringify(value)}; ${datatype} has ${most === 255 ? "whole numbers from 0 to 255" : "0 to 1"}`,
      );
    pixels[at] = datatype === "FP32" ? Math.round((value as number) * 255) : (value as number);
  }
  return pixels;
}

function bad(detail: string): ProblemError {
  return new ProblemError(400, detail);
}
