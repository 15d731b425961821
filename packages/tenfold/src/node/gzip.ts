import { promisify } from "node:util";
import { gunzip as gunzipWithCallback } from "node:zlib";
import { FormatError } from "../errors.js";

/** Room for EMNIST ByClass: 697932 images, 0.55 GB. */
const UNPACKED_LIMIT = 2 ** 30;

/**
 * Bytes as they are, or unpacked when they are gzip: told by the bytes, not the name, because browsers unpack what they fetch and keep
 * the .gz in its name.
 *
 * @param name what to call the file in an error
 * @param limit how many bytes gzip may unpack to, 1 GiB by default
 * @throws FormatError when the gzip is damaged or unpacks to more
 */
export async function unpacked(bytes: Uint8Array, name: string, limit = UNPACKED_LIMIT): Promise<Uint8Array> {
  if (!(bytes[0] === 0x1f && bytes[1] === 0x8b)) return bytes;
  try {
    const buffer = await promisify(gunzipWithCallback)(bytes, { maxOutputLength: limit });
    return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  } catch (error) {
    const tooLarge = error instanceof RangeError; // what zlib throws beyond maxOutputLength
    const fault = tooLarge ? `unpacks to more than ${limit} bytes; pass the files of one dataset` : `is damaged gzip; fetch it again`;
    throw new FormatError(`${name} ${fault}`, { cause: error });
  }
}
