import { type ContextTable, parseContextTable } from "../data/context/context-table.js";
import { rawFile } from "./raw-file.js";

/**
 * Reads a table of what is known of writers, files or images, packed by gzip or not, and the SHA-256 of its raw bytes, in hex; see `parseContextTable`.
 *
 * @throws InputError when it cannot be read
 * @throws FormatError when it is no such table
 */
export async function contextFile(path: string): Promise<ContextTable & { readonly sha256: string }> {
  const { bytes, sha256 } = await rawFile(path);
  return { ...parseContextTable(bytes, path), sha256 };
}
