import { UsageError } from "./errors.js";

/** Signs of a value that a message shows. */
const SHOWN = 40;

/**
 * What came in place of what was wanted, as a message shows it: short, on one line, whatever it holds.
 *
 *   "us-zip"   12   null   [1, 2]   a list of 200   an object   a function
 */
export function whatCame(value: unknown): string {
  if (typeof value === "string") {
    const text = value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
    return JSON.stringify(text.replace(/\p{Cc}/gu, "?"));
  }
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) {
    const plain = value.length <= 6 && value.every((part) => typeof part === "number" || typeof part === "boolean" || part === null);
    return plain ? `[${value.map(String).join(", ")}]` : `a list of ${value.length}`;
  }
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} of ${value.byteLength} bytes`;
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/**
 * Refuses an argument or an option.
 *
 * @param place the call and what of it, as "compile: the network"
 * @param wanted in words, as "an object of options"
 * @throws UsageError that says what came and what is wanted
 */
export function refuseCame(place: string, came: unknown, wanted: string): never {
  throw new UsageError(`${place} is ${whatCame(came)}; ${wanted} is wanted`);
}

/**
 * @param place the call and what of it, as "decodeModel: the bytes"
 * @throws UsageError when they are none
 */
export function needBytes(place: string, came: Uint8Array): void {
  if (!(came instanceof Uint8Array)) refuseCame(place, came, "a file's bytes, as readFile() gives them,");
}
