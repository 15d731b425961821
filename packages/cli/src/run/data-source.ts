import { resolve } from "node:path";
import { isText } from "./json-checks.js";
import { exists } from "./run-folder.js";

/** Where a run's data comes from, as its `config.json` keeps it. Empty: MNIST. */
export interface DataSource {
  /** A set by name. */
  readonly set?: string;
  /** The whole path of a folder or a file. */
  readonly folder?: string;
  /** Whether pictures of another size were scaled. */
  readonly resize?: boolean;
}

/** What `--data` and `--resize` mean. */
export async function sourceOf(data: string | undefined, resizing: boolean | undefined): Promise<DataSource> {
  const { knownSet } = await import("tenfold/node");
  if (data === undefined) return { ...(resizing && { resize: true }) };
  if (knownSet(data)) return { set: data, ...(resizing && { resize: true }) };
  const folder = (await exists(data)) ? resolve(data) : data; // what is not there is called what it was called
  return { folder, ...(resizing && { resize: true }) };
}

/** The name or path to open. */
export function whereOf({ set, folder }: DataSource): string {
  return folder ?? set ?? "mnist";
}

/** The part of a larger record that is a source. */
export function sourceIn({ set, folder, resize }: DataSource): DataSource {
  return { ...(set !== undefined && { set }), ...(folder !== undefined && { folder }), ...(resize !== undefined && { resize }) };
}

export function isDataSource({ set, folder, resize }: Readonly<Record<string, unknown>>): boolean {
  return [set, folder].every((value) => value === undefined || isText(value)) && (resize === undefined || typeof resize === "boolean");
}
