import { FormatError } from "tenfold";

/** As much as EMNIST ByClass unpacks to, and more. */
const UNPACKED_LIMIT = 2 ** 30;

/**
 * The bytes of a file, unpacked when they are gzip: told by the bytes, because hosts and browsers unpack what they fetch and keep the .gz in its name.
 *
 * @param name what to call the file in an error
 * @throws FormatError when the gzip is damaged or unpacks to more than a gibibyte
 */
export async function unzipped(file: Blob, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (!(first === 0x1f && second === 0x8b)) return new Uint8Array(await file.arrayBuffer());
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      parts.push(value as Uint8Array);
      size += value?.length ?? 0;
      if (size > UNPACKED_LIMIT) {
        await reader.cancel();
        throw new FormatError(`${name} unpacks to more than ${UNPACKED_LIMIT} bytes; pass the files of one dataset`);
      }
    }
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError(`${name} is damaged gzip; fetch it again`, { cause: error });
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
