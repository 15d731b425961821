import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** A file as its makers published it. */
export interface PublishedFile {
  /** In the cache and in a folder of local copies. */
  readonly name: string;
  /** Where it is to be had, the official place first. */
  readonly urls: readonly string[];
  /** Length in bytes, where it is known. */
  readonly size?: number;
  /** "sha256:…" or "md5:…" of its bytes, in hex. */
  readonly hash: string;
}

/** The hash of a file's bytes, in the way that `wanted` is written; the file may be larger than memory. */
export async function hashLike(wanted: string, path: string): Promise<string> {
  const [algorithm = ""] = wanted.split(":");
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return `${algorithm}:${hash.digest("hex")}`;
}

/** "sha256:ab…" as people write it: "SHA-256 ab…". */
export function hashText(hash: string): string {
  const [algorithm = "", hex = ""] = hash.split(":");
  return `${algorithm === "sha256" ? "SHA-256" : algorithm.toUpperCase()} ${hex}`;
}
