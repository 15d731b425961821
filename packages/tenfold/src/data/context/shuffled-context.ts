import { rng } from "../../engine/rng.js";
import { InputError } from "../../errors.js";
import type { Dataset } from "../dataset.js";
import type { ContextRow } from "./context-columns.js";

/**
 * A dataset whose writers have changed what is known of them with each other: the control to a gain by context. What is still gained by another writer's context is no
 * knowledge of the writer. Where nobody knows who wrote, images that share a row are one writer's.
 *
 * @param seed a whole number from 0 to 2³² - 1: the same seed shuffles alike
 * @throws InputError when nothing is known
 */
export function shuffledContext(dataset: Dataset, seed: number): Dataset {
  const { context, name } = dataset;
  if (!context) throw new InputError(`shuffledContext: "${name}" has no context to shuffle`);
  const writers = contextWriters(dataset);
  const rows = new Map<number, ContextRow>();
  for (const [at, writer] of writers.entries()) if (!rows.has(writer)) rows.set(writer, context[at] as ContextRow);
  const all = [...rows.values()];
  const order = rng(seed).shuffle(Array.from(all.keys()));
  const others = new Map([...rows.keys()].map((writer, at) => [writer, all[order[at] as number] as ContextRow]));
  return { ...dataset, context: Array.from(writers, (writer) => others.get(writer) as ContextRow) };
}

/** Who wrote each image, as far as can be told: the writers, or else those who share a row. */
export function contextWriters({ writers, context = [], images }: Dataset): Uint32Array {
  if (writers) return writers;
  const rows = new Map<ContextRow, number>();
  return Uint32Array.from({ length: images.count }, (_, at) => {
    const row = context[at] as ContextRow;
    const known = rows.get(row) ?? rows.size;
    rows.set(row, known);
    return known;
  });
}
