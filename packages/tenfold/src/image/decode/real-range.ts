import { FormatError } from "../../errors.js";

/** Bytes of what came as larger numbers, and what the user should know of how they were taken. */
export interface RealRange {
  readonly bytes: Uint8Array;
  readonly notice?: string;
}

/** The numbers of a picture as decoded: of 16 or 32 bits, or floats. */
export type WideNumbers = Uint16Array | Uint32Array | Int32Array | Float32Array;

/**
 * A picture's numbers as bytes, by the range that they really have: floats of 0 to 1 or 0 to 255; files of 16 and 32 bits that use 8 or 12 of
 * them, which would come out all but black. The bytes are written over the numbers, since a large picture's take hundreds of megabytes.
 *
 * @param name what to call the picture in an error
 * @throws FormatError when numbers are infinite or none at all (NaN), below 0 or beyond 65535 as floats
 */
export function realRange(numbers: WideNumbers, name: string): RealRange {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < numbers.length; at++) {
    const value = numbers[at] as number;
    if (!Number.isFinite(value)) {
      throw new FormatError(`${name} holds ${value}, which is no shade; save it as PNG, or with numbers from 0 to 255`);
    }
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const usual = numbers instanceof Float32Array ? 1 : numbers instanceof Uint16Array ? 65535 : 2 ** 32 - 1;
  const full = most === 0 && least === 0 ? usual : fullOf(numbers, least, most);
  if (full === undefined) {
    const range = `from ${Number(least.toPrecision(4))} to ${Number(most.toPrecision(4))}`;
    throw new FormatError(`${name} holds numbers ${range}, which are no shades; save it as PNG, or with numbers from 0 to 255`);
  }
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.length); // each ends where its number does, or before
  const scale = 255 / full;
  for (let at = 0; at < bytes.length; at++) bytes[at] = Math.round((numbers[at] as number) * scale);
  if (full === usual) return { bytes };
  const kind = numbers instanceof Float32Array ? "floats" : `numbers of ${8 * numbers.BYTES_PER_ELEMENT} bits`;
  return { bytes, notice: `${name} holds ${kind} up to ${Number(most.toPrecision(4))}; they were taken for shades from 0 to ${full}` };
}

/** What full light is. */
function fullOf(numbers: WideNumbers, least: number, most: number): number | undefined {
  const fits = (fulls: readonly number[]) => fulls.find((full) => most <= full);
  if (least < 0) return undefined;
  if (numbers instanceof Float32Array) return fits([1, 255, 65535]);
  return fits([255, 4095, 65535, 2 ** 32 - 1]);
}
