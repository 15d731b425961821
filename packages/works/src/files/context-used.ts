import { resolve } from "node:path";
import { type ContextTable, InputError } from "tenfold";
import { contextFile } from "tenfold/node";
import { isRecord, isText } from "./json-checks.js";

/** The table that tells what is known of a run's images. */
export interface ContextUsed {
  /** Its whole path. */
  readonly file: string;
  /** Of its raw bytes, in hex. */
  readonly sha256: string;
}

/** @throws InputError when it cannot be read, or is no such table */
export async function contextUsed(file: string): Promise<ContextUsed> {
  return { file: resolve(file), sha256: (await contextFile(file)).sha256 };
}

/** The table, as it was when the run was begun. Throws InputError when it is no longer the same. */
export async function contextTable({ file, sha256 }: ContextUsed): Promise<ContextTable> {
  const table = await contextFile(file);
  if (table.sha256 !== sha256) throw new InputError(`${file} is not what the run was begun with; put the earlier file there`);
  return table;
}

export function isContextUsed(value: unknown): value is ContextUsed {
  return isRecord(value) && isText(value.file) && isText(value.sha256);
}
