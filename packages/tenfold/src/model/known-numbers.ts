import { sizeOf } from "../engine/tensor.js";
import { dense } from "../layers/dense.js";
import { embedding } from "../layers/embedding.js";
import type { WeightedLayer } from "./imported.js";
import type { StoredTensor } from "./stored/safetensors.js";

/** One of the numbers that come beside the images, or the row of a table that it means. */
export interface KnownNumber {
  /** Its place among them all. */
  readonly at: number;
  /** `[rows, size]` */
  readonly table?: StoredTensor | undefined;
  /** How far its row was worked out: half was added, then it was rounded down; or it is a row of so many, the first where it was none. */
  readonly row?: "half more" | "nearest" | number | undefined;
}

/** What comes beside the images while no layer has read it: numbers, and rows of tables, in any order. */
export interface KnownNumbers {
  readonly numbers: readonly KnownNumber[];
  /** The shape that the file gives to them, of one example. */
  readonly dims: readonly number[];
}

/** Whether one of them lies between two bounds, the lower one included. */
export interface KnownTest {
  readonly at: number;
  readonly from: number;
  readonly below: number;
}

/** Where such numbers become layers. */
export interface KnownSite {
  /** Shape of them all. */
  readonly context: readonly number[] | undefined;
  /** Counts numbers that are worked out to weights, and refuses too many. */
  spend(numbers: number): void;
  /** Refuses what does not hold. */
  want(holds: boolean, fault: string): void;
}

/** Those of an input, `first` the place of its first one. */
export function knownNumbers(first: number, dims: readonly number[]): KnownNumbers {
  return { numbers: Array.from({ length: sizeOf(dims) }, (_, at) => ({ at: first + at })), dims };
}

/**
 * The layers that make a row of such numbers: none where they are the context as it is; an embedding, and behind it, where some are left out, in another order
 * or of tables of different sizes, a dense layer that chooses among its outputs.
 *
 *   at          0        2              1                  rows [0, 0, 3], size 4
 *   table       -     [3, 4]            -                  embedding: number 0, number 1, four of number 2
 *   wanted   number 0, four of number 2, number 1          dense: 6 of 6, in that order
 */
export function layersOfKnown(
  { numbers }: KnownNumbers,
  { context, spend, want }: KnownSite,
): { readonly layers: readonly WeightedLayer[]; readonly width: number } {
  const total = (context as readonly number[])[0] as number;
  want(
    numbers.every(({ row }) => row === undefined),
    "reads a place in a table that was worked out in another way than Tenfold's files do it",
  );
  const tables = new Map<number, StoredTensor>();
  for (const { at, table } of numbers) if (table) tables.set(at, table);
  want(
    numbers.every(({ at, table }) => tables.get(at) === table),
    "reads one number beside the images as a number and as a place in a table, or in two tables",
  );
  const size = Math.max(1, ...[...tables.values()].map(({ shape }) => shape[1] as number));
  const layers = [...embedded(tables, { total, size, spend })];
  const sizeAt = (at: number) => (tables.has(at) ? size : 1);
  const firsts: number[] = [];
  for (let at = 0, first = 0; at < total; first += sizeAt(at++)) firsts.push(first);
  const wanted = numbers.flatMap(({ at, table }) =>
    Array.from({ length: table?.shape[1] ?? 1 }, (_, place) => (firsts[at] as number) + place),
  );
  const width = (firsts.at(-1) as number) + sizeAt(total - 1);
  const isAll = wanted.length === width && wanted.every((from, place) => from === place);
  if (!isAll) layers.push(choosing(wanted, width, spend));
  return { layers, width: wanted.length };
}

/** All tables as one: rows of smaller ones end with zeros. */
function embedded(
  tables: ReadonlyMap<number, StoredTensor>,
  { total, size, spend }: { readonly total: number; readonly size: number } & Pick<KnownSite, "spend">,
): readonly WeightedLayer[] {
  if (tables.size === 0) return [];
  const rows = Array.from({ length: total }, (_, at) => tables.get(at)?.shape[0] ?? 0);
  const layer = embedding(rows, size);
  const all = rows.reduce((sum, count) => sum + count, 0);
  spend(all * size);
  const data = new Float32Array(all * size);
  let first = 0;
  for (const [at, count] of rows.entries()) {
    const table = tables.get(at);
    const own = table?.shape[1] ?? 0;
    for (let row = 0; table && row < count; row++) data.set(table.data.subarray(row * own, (row + 1) * own), (first + row) * size);
    first += count;
  }
  return [{ layer, weights: { table: { shape: [all, size], data } } }];
}

/** A dense layer whose outputs are some of its inputs, as they are. */
export function choosing(wanted: readonly number[], inputs: number, spend: KnownSite["spend"]): WeightedLayer {
  spend(wanted.length * inputs);
  const data = new Float32Array(inputs * wanted.length);
  for (const [output, input] of wanted.entries()) data[input * wanted.length + output] = 1;
  const bias = { shape: [wanted.length], data: new Float32Array(wanted.length) };
  return { layer: dense(wanted.length), weights: { kernel: { shape: [inputs, wanted.length], data }, bias } };
}
