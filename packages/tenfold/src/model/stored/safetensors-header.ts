import { FormatError, InputError } from "../../errors.js";
import { clipped, shown } from "../shown.js";

/**
 * The header of a safetensors file: JSON that says where each tensor lies.
 *
 *   "conv/W" -> { "dtype": "F32", "shape": [3, 3, 1, 32], "data_offsets": [begin, end] }   bytes from the end of the header
 *   "__metadata__" -> { "any name": "any text" }
 *
 * A file is hostile until every rule of the format holds. Source: https://github.com/huggingface/safetensors#format
 */
export interface Header {
  readonly infos: readonly TensorInfo[];
  readonly metadata: Readonly<Record<string, string>>;
  /** The bytes after the header; the infos cover each of them once. */
  readonly body: Uint8Array;
}

export interface TensorInfo {
  readonly tensor: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  /** Bytes of `body`, up to, not including, `end`. */
  readonly begin: number;
  readonly end: number;
}

/** How a tensor's numbers are stored: float32, float16, bfloat16, whole numbers from -128 to 127. */
export type TensorType = "F32" | "F16" | "BF16" | "I8";

/** Bytes of a number. */
export const bytesPer: Readonly<Record<TensorType, number>> = { F32: 4, F16: 2, BF16: 2, I8: 1 };

/**
 * Writes the header of tensors that follow each other in this order, padded with spaces to a multiple of 8 bytes. Metadata is
 * sorted by name.
 *
 * @throws InputError when a tensor has a name that the format keeps for itself
 */
export function encodeHeader(
  tensors: readonly { readonly name: string; readonly shape: readonly number[]; readonly type: TensorType }[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  // Put together by hand, because JSON.stringify would move names like "10" to the front.
  const entries: string[] = [];
  const texts = Object.keys(metadata).sort();
  if (texts.length > 0) {
    entries.push(`"${METADATA}":{${texts.map((key) => `${JSON.stringify(key)}:${JSON.stringify(metadata[key])}`).join(",")}}`);
  }
  let at = 0;
  for (const { name, shape, type } of tensors) {
    if (RESERVED.has(name)) throw new InputError(`safetensors: a tensor cannot be called ${name}; choose another name`);
    const end = at + bytesPer[type] * shape.reduce((total, dimension) => total * dimension, 1);
    entries.push(`${JSON.stringify(name)}:${JSON.stringify({ dtype: type, shape, data_offsets: [at, end] })}`);
    at = end;
  }
  const json = new TextEncoder().encode(`{${entries.join(",")}}`);
  const padded = new Uint8Array(Math.ceil(json.length / 8) * 8).fill(0x20);
  padded.set(json);
  return padded;
}

/**
 * Reads the header, and refuses the file unless its tensors are of known types and cover the bytes that follow, each once.
 *
 * @param name what to call the file in an error
 * @throws FormatError when the bytes break a rule of the format, or hold a type that is not read
 */
export function parseHeader(bytes: Uint8Array, name: string): Header {
  const length = headerLength(bytes, name);
  const entries = parseJson(headerText(bytes.subarray(8, 8 + length), name), name);
  const body = bytes.subarray(8 + length);
  const infos = Object.entries(entries)
    .filter(([key]) => key !== METADATA)
    .map(([tensor, info]) => readInfo(tensor, info, name));
  checkCoverage(infos, body.length, name);
  return { infos, metadata: readMetadata(entries[METADATA], name), body };
}

const METADATA = "__metadata__";

const RESERVED = new Set([METADATA, "__proto__"]);

/** The format's own limit on the bytes of a header. */
const HEADER_LIMIT = 100_000_000;

/** A header is an object of objects of arrays; the rest is room for what other writers add. */
const DEPTH_LIMIT = 8;

function headerLength(bytes: Uint8Array, name: string): number {
  if (bytes.length < 8) {
    const found = bytes.length === 0 ? "is empty" : `is cut short: it has ${bytes.length} bytes`;
    throw new FormatError(`${name} ${found}, and a safetensors file starts with 8 that tell its length; fetch or save it again`);
  }
  const announced = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0, true);
  if (announced > HEADER_LIMIT) {
    throw notSafetensors(name, `it announces a header of ${announced} bytes, and the format allows ${HEADER_LIMIT}`);
  }
  const length = Number(announced);
  if (length > bytes.length - 8) {
    throw cutShort(name, `it announces a header of ${length} bytes, but ${bytes.length - 8} follow`);
  }
  return length;
}

function headerText(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw notSafetensors(name, "its header is not UTF-8 text");
  }
}

function parseJson(text: string, name: string): Readonly<Record<string, unknown>> {
  checkKeys(text, name);
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch {
    throw notSafetensors(name, "its header is not JSON");
  }
  if (!isObject(entries)) throw notSafetensors(name, "its header is not a JSON object");
  return entries;
}

/**
 * Finds what `JSON.parse` would hide, a name given twice, and what would exhaust its memory, deep nesting. What is no JSON at all may
 * pass here and is left to `JSON.parse`.
 */
function checkKeys(json: string, name: string): void {
  const open: Set<string>[] = []; // for each object and array around the place, the names seen in it
  for (let at = 0; at < json.length; at++) {
    const sign = json[at];
    if (sign === "{" || sign === "[") open.push(new Set());
    if (sign === "}" || sign === "]") open.pop();
    if (open.length > DEPTH_LIMIT) throw notSafetensors(name, `its header nests deeper than ${DEPTH_LIMIT} levels`);
    if (sign !== '"') continue;
    const end = closingQuote(json, at);
    if (isKey(json, end)) checkKey(unescaped(json.slice(at, end + 1)), open.at(-1), name);
    at = end;
  }
}

function checkKey(key: string, seen: Set<string> | undefined, name: string): void {
  if (key === "__proto__") throw damaged(name, "its header uses the name __proto__");
  if (seen?.has(key)) throw damaged(name, `its header has ${quote(key)} twice`);
  seen?.add(key);
}

/** Where the string that opens at `at` closes, or the end of the text. */
function closingQuote(json: string, at: number): number {
  for (let place = at + 1; place < json.length; place++) {
    if (json[place] === "\\") place++;
    else if (json[place] === '"') return place;
  }
  return json.length;
}

/** Whether a colon follows the string that closes at `end`. */
function isKey(json: string, end: number): boolean {
  let at = end + 1;
  while (at < json.length && " \t\n\r".includes(json[at] as string)) at++;
  return json[at] === ":";
}

/** The text that a JSON string stands for; the string itself when it is no JSON. */
function unescaped(string: string): string {
  try {
    return String(JSON.parse(string));
  } catch {
    return string;
  }
}

function readMetadata(value: unknown, name: string): Record<string, string> {
  const metadata: Record<string, string> = Object.create(null);
  if (value === undefined) return metadata;
  if (!isObject(value)) throw damaged(name, `its ${METADATA} is not an object of texts`);
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== "string") throw damaged(name, `its ${METADATA} has ${quote(key)}, which is not a text`);
    metadata[key] = text;
  }
  return metadata;
}

function readInfo(tensor: string, info: unknown, name: string): TensorInfo {
  const who = `its tensor ${quote(tensor)}`;
  if (!isObject(info)) throw damaged(name, `${who} is not described by an object`);
  const { dtype, shape, data_offsets: offsets } = info;
  if (typeof dtype !== "string") throw damaged(name, `${who} has no dtype`);
  if (!isType(dtype)) {
    throw new FormatError(
      `${name} cannot be read: ${who} has the type ${quote(dtype)}, and ${Object.keys(bytesPer).join(", ")} are read; save it as F32, which is float32`,
    );
  }
  if (!isSizes(shape)) throw damaged(name, `${who} has no shape of whole numbers from 0`);
  if (!isSizes(offsets) || offsets.length !== 2) throw damaged(name, `${who} has no data_offsets of two whole numbers from 0`);
  const [begin, end] = offsets as readonly [number, number];
  if (end < begin) throw damaged(name, `${who} ends at byte ${end}, before it begins at byte ${begin}`);
  // A product above 2⁵³ is rounded, but stays above the length of any file; 0 times infinity is NaN, and equals nothing.
  if (bytesPer[dtype] * shape.reduce((total, dimension) => total * dimension, 1) !== end - begin) {
    throw damaged(name, `${who} has ${end - begin} bytes, which is not what its shape ${clipped(`[${shape.join(", ")}]`)} takes`);
  }
  return { tensor, type: dtype, shape, begin, end };
}

/** Every byte after the header belongs to exactly one tensor. */
function checkCoverage(infos: readonly TensorInfo[], size: number, name: string): void {
  let covered = 0;
  for (const { tensor, begin, end } of infos.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < covered) throw damaged(name, `its tensor ${quote(tensor)} begins inside another, at byte ${begin}`);
    if (begin > covered) throw damaged(name, `its bytes ${covered} to ${begin} belong to no tensor`);
    if (end > size) throw cutShort(name, `its tensor ${quote(tensor)} ends at byte ${end}, but it has ${size}`);
    covered = end;
  }
  if (covered < size) throw damaged(name, `its tensors end at byte ${covered}, but its data at byte ${size}`);
}

function isType(value: string): value is TensorType {
  return Object.hasOwn(bytesPer, value);
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0 && !Object.is(size, -0));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function notSafetensors(name: string, fault: string): FormatError {
  return new FormatError(`${name} is not a safetensors file: ${fault}; pass a .safetensors file`);
}

function cutShort(name: string, fault: string): FormatError {
  return new FormatError(`${name} is cut short: ${fault}; fetch or save it again`);
}

function damaged(name: string, fault: string): FormatError {
  return new FormatError(`${name} is a damaged safetensors file: ${fault}; fetch or save it again`);
}

function quote(name: string): string {
  return `"${shown(name)}"`;
}
