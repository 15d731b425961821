import seekBzip from "seek-bzip";
import { FormatError } from "../errors.js";

/**
 * Unpacks bzip2, one stream or several behind each other.
 *
 * @param name what to call the file in an error
 * @param limit how many bytes it may unpack to, 256 MiB by default
 * @throws FormatError when the bytes are not bzip2, are damaged, or unpack to more
 */
export function bunzip2(bytes: Uint8Array, name: string, limit = 2 ** 28): Uint8Array {
  const output = growing(limit);
  const input = ending(bytes);
  try {
    do seekBzip.decode(input, output);
    while (input.left() > 0);
  } catch (error) {
    const tooLarge = error === TOO_LARGE;
    const fault = tooLarge ? `unpacks to more than ${limit} bytes; pass the files of one dataset` : "is damaged bzip2; fetch it again";
    throw new FormatError(`${name} ${fault}`, { cause: error });
  }
  return output.bytes();
}

const TOO_LARGE = new RangeError("larger than the limit");

/** Gives bytes one by one and fails beyond the last: told of the end, seek-bzip takes a stream that is cut between blocks for whole. */
function ending(bytes: Uint8Array) {
  let at = 0;
  const readByte = () => {
    if (at === bytes.length) throw new RangeError("cut short");
    return bytes[at++] as number;
  };
  return {
    readByte,
    /** `from` is where to begin in `into`. */
    read(into: Uint8Array, from: number, length: number): number {
      for (let index = 0; index < length; index++) into[from + index] = readByte();
      return length;
    },
    left: () => bytes.length - at,
  };
}

/** Takes bytes one by one, and refuses those beyond a limit while unpacking still goes on. */
function growing(limit: number) {
  let kept = new Uint8Array(2 ** 16);
  let length = 0;
  return {
    writeByte(byte: number): void {
      if (length === limit) throw TOO_LARGE;
      if (length === kept.length) {
        const larger = new Uint8Array(2 * length);
        larger.set(kept);
        kept = larger;
      }
      kept[length++] = byte;
    },
    bytes: () => kept.subarray(0, length),
  };
}
