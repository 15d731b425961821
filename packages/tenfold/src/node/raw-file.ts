import { createHash } from "node:crypto";
import { readBytes } from "./files.js";
import { unpacked } from "./gzip.js";

/** A data file as it was before it was packed. */
export interface RawFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Of those bytes, in hex. */
  readonly sha256: string;
}

/**
 * Reads a file, unpacked where it is gzip.
 *
 * @param limit how many bytes gzip may unpack to, 1 GiB by default
 * @throws InputError when it cannot be read
 * @throws FormatError when it is damaged gzip, or unpacks to more
 */
export async function rawFile(path: string, limit?: number): Promise<RawFile> {
  return rawOf(await readBytes(path), path, limit);
}

/** The same for bytes that are read already. */
export async function rawOf(packed: Uint8Array, path: string, limit?: number): Promise<RawFile> {
  const bytes = await unpacked(packed, path, limit);
  return { path, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}
