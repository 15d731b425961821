import { resolve } from "node:path";
import { type ContextUsed, contextUsed, isContextUsed } from "../files/context-used.js";
import { exists } from "../files/exists.js";
import { isText } from "../files/json-checks.js";

/** Where a run's data comes from, as its `config.json` keeps it. Empty: MNIST. */
export interface DataSource {
  /** A set by name. */
  readonly set?: string;
  /** The whole path of a folder or a file. */
  readonly folder?: string;
  /** Whether pictures of another size were scaled. */
  readonly resize?: boolean;
  /** Which column of a table has the labels, where that was told. */
  readonly labelColumn?: string;
  /** What is known beside the images, where something is. */
  readonly context?: ContextUsed;
}

/** What `--data`, `--resize`, `--label-column` and `--context` mean. */
export async function sourceOf(
  data: string | undefined,
  resizing: boolean | undefined,
  labelColumn?: string,
  context?: string,
): Promise<DataSource> {
  const { knownSet } = await import("tenfold/node");
  const both = { ...(resizing && { resize: true }), ...(context !== undefined && { context: await contextUsed(context) }) };
  if (data === undefined) return both;
  if (knownSet(data)) return { set: data, ...both };
  const folder = (await exists(data)) ? resolve(data) : data; // what is not there is called what it was called
  return { folder, ...both, ...(labelColumn !== undefined && { labelColumn }) };
}

/** The name or path to open. */
export function whereOf({ set, folder }: DataSource): string {
  return folder ?? set ?? "mnist";
}

/** The part of a larger record that is a source. */
export function sourceIn({ set, folder, resize, labelColumn, context }: DataSource): DataSource {
  const all = Object.entries({ set, folder, resize, labelColumn, context });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

export function isDataSource({ set, folder, resize, labelColumn, context }: Readonly<Record<string, unknown>>): boolean {
  return (
    [set, folder, labelColumn].every((value) => value === undefined || isText(value)) &&
    (resize === undefined || typeof resize === "boolean") &&
    (context === undefined || isContextUsed(context))
  );
}
