import { InputError } from "../../errors.js";
import type { Dataset } from "../dataset.js";
import type { ContextRow } from "./context-columns.js";
import { type ContextTable, plainPath } from "./context-table.js";

/** Of an image that the table does not name nothing is known. */
const NOTHING: ContextRow = {};

/**
 * A dataset with what a table tells of its images.
 *
 * @param from where among the table's rows those of this dataset begin, where they go by place
 * @throws InputError when the data do not say who wrote them, or which files they are
 */
export function attachContext(dataset: Dataset, table: ContextTable, from = 0): Dataset {
  const { images } = dataset;
  const keys = keysOf(dataset, table, from);
  return { ...dataset, context: Array.from({ length: images.count }, (_, row) => table.by.get(keys(row)) ?? NOTHING) };
}

/** Of how many images a table tells nothing. */
export function untold({ context = [] }: Dataset): number {
  return context.filter((row) => row === NOTHING).length;
}

/**
 * Refuses a table that is about other images.
 *
 * @throws InputError when it tells nothing of any
 */
export function refuseStranger(table: ContextTable, parts: readonly Dataset[]): void {
  const [first] = parts;
  if (!first || parts.some((part) => untold(part) < part.images.count)) return;
  const key = keysOf(first, table, 0)(0);
  throw new InputError(
    `${table.name} tells nothing of "${first.name}", whose first ${table.key} is ${key}; pass the table that belongs to these images`,
  );
}

function keysOf({ name, writers, files }: Dataset, { name: table, key }: ContextTable, from: number): (row: number) => string {
  if (key === "place") return (row) => String(from + row);
  if (key === "writer") {
    if (writers) return (row) => String(writers[row]);
    throw new InputError(
      `${table} goes by writer, and "${name}" does not say who wrote its images; pass a table with a row an image, in their order, and no column "writer"`,
    );
  }
  if (files) return (row) => plainPath(files[row] as string);
  throw new InputError(
    `${table} goes by file, and the images of "${name}" have none of their own; pass a table with a row an image, in their order, and no column "file"`,
  );
}
