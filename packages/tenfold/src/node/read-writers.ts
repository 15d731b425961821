import { createHash } from "node:crypto";
import { parseQmnistLabels, type QmnistLabels } from "../data/qmnist-labels.js";
import { readBytes } from "./files.js";
import { unpacked } from "./gzip.js";

/** QMNIST's extended labels of 60,000 images are 1.9 MB; what is much longer is something else. */
const UNPACKED_LIMIT = 64 * 2 ** 20;

/**
 * Reads who wrote which image from a file of QMNIST's extended labels, raw or .gz, and the SHA-256 of its raw bytes, in hex.
 *
 * @throws InputError when it cannot be read
 * @throws FormatError when it is damaged or of another kind
 */
export async function readWriters(path: string): Promise<QmnistLabels & { readonly sha256: string }> {
  const bytes = await unpacked(await readBytes(path), path, UNPACKED_LIMIT);
  return { ...parseQmnistLabels(bytes, path), sha256: createHash("sha256").update(bytes).digest("hex") };
}
