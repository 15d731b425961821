import { FormatError, UsageError } from "../../errors.js";
import { whatCame } from "../../what-came.js";

/** What each column of a table is. */
export interface ColumnPlan {
  /** For each pixel, row by row, the column that has it. */
  readonly pixels: readonly number[];
  readonly label: number | undefined;
  /** What the user should know of how that was decided, in words. */
  readonly notices: readonly string[];
}

/** What is known of a table's columns. */
export interface Columns {
  /** What to call the table in an error. */
  readonly table: string;
  readonly count: number;
  /** What the first line calls them, where it does. */
  readonly names: readonly string[] | undefined;
  /** The first lines of pictures, as numbers. */
  readonly sample: () => readonly (readonly number[])[];
  /** The label's column as it was asked for: its name, or its number from 1. */
  readonly asked: string | undefined;
}

/** What the column of labels is called mostly. */
const LABEL = /^(labels?|class(es|_?id|_?name)?|targets?|y|digits?|category|number|ground_?truth)$/i;
/** What tells one line from another, and nothing of the picture. */
const INDEX = /^(|id|index|idx|nr|no|row|#|unnamed: ?\d+|(image|img|sample)_?(id|no|nr|index)|file(_?name)?|path|split|usage)$/i;

/**
 * Finds the pixels and the label among a table's columns: by what is asked for, by the names, or without names by the values.
 *
 * @throws FormatError when what is left over is no square of pixels
 * @throws UsageError when the column that is asked for is not there
 */
export function columnPlan(columns: Columns): ColumnPlan {
  const asked = columns.asked === undefined ? undefined : columnCalled(columns.asked, columns);
  const all = Array.from({ length: columns.count }, (_, at) => at);
  return columns.names ? byNames(columns.names, asked, columns) : byValues(all, asked, columns);
}

function columnCalled(asked: string, { table, count, names }: Columns): number {
  const named = names?.findIndex((name) => name.toLowerCase() === asked.toLowerCase()) ?? -1;
  if (named >= 0) return named;
  const number = /^\d{1,7}$/.test(asked) ? Number(asked) : 0;
  if (number >= 1 && number <= count) return number - 1;
  const there = names ? `they are called ${names.slice(0, 3).join(", ")}, …` : "they have no names";
  throw new UsageError(
    `${table} has no column ${whatCame(asked)} for the labels: it has ${count}, ${there}; pass a name, or a number from 1`,
  );
}

function byNames(names: readonly string[], asked: number | undefined, columns: Columns): ColumnPlan {
  const all = names.map((_, at) => at);
  const placed = placedPixels(names);
  if (asked !== undefined && placed?.includes(asked)) {
    throw new UsageError(
      `the column ${whatCame(names[asked])} of ${columns.table} is one of its ${placed.length} pixels; pass the column of the labels`,
    );
  }
  const known = asked ?? all.find((at) => LABEL.test(names[at] as string));
  const rest = all.filter((at) => at !== known);
  const pixels = placed ?? (isSquare(rest.length) ? rest : rest.filter((at) => !INDEX.test(names[at] as string)));
  if (!isSquare(pixels.length) && known === undefined) return byValues(pixels, undefined, columns); // the names say nothing
  if (!isSquare(pixels.length)) throw noSquare(columns.table, pixels.length);
  const taken = new Set(pixels);
  const others = all.filter((at) => !taken.has(at) && at !== known);
  const single = known === undefined && others.length === 1 && !INDEX.test(names[others[0] as number] as string) ? others[0] : undefined;
  const label = known === undefined || taken.has(known) ? single : known;
  const called = (at: number) => whatCame(names[at]);
  const left = others.filter((at) => at !== label);
  return {
    pixels,
    label,
    notices: [
      ...(single !== undefined && label === single
        ? [`the column ${called(single)} of ${columns.table} is no pixel, and was taken for the label`]
        : []),
      ...(left.length > 0
        ? [
            `${columns.table}: left out ${left.length === 1 ? "the column" : "the columns"} ${left.slice(0, 5).map(called).join(", ")}${left.length > 5 ? ", …" : ""}`,
          ]
        : []),
    ],
  };
}

/** The columns of pixels in order, where their names tell a place: numbered through, or by row and column. */
function placedPixels(names: readonly string[]): readonly number[] | undefined {
  const kinds = new Map<string, PlacedColumn[]>();
  for (const [at, name] of names.entries()) {
    const [, word = "", first, second] = /^(\D{0,20}?)[\s_-]?(\d{1,7})(?:\s?[x_,.:-]\s?(\d{1,7}))?$/.exec(name) ?? [];
    if (first === undefined) continue;
    const kind = `${word.toLowerCase()} ${second !== undefined}`;
    const alike = kinds.get(kind) ?? [];
    kinds.set(kind, alike);
    alike.push({ at, place: [Number(first), Number(second ?? 0)] });
  }
  const most = [...kinds.values()].reduce<readonly PlacedColumn[]>((largest, one) => (one.length > largest.length ? one : largest), []);
  const places = new Set(most.map(({ place }) => place.join()));
  if (most.length < LEAST_PIXELS || places.size < most.length || !isSquare(most.length)) return undefined;
  return most.toSorted((one, other) => one.place[0] - other.place[0] || one.place[1] - other.place[1]).map(({ at }) => at);
}

/** A column whose name tells the pixel's number, or its row and column. */
interface PlacedColumn {
  readonly at: number;
  readonly place: readonly [number, number];
}

/** Fewer columns that are numbered may be anything. */
const LEAST_PIXELS = 4;

/** Finds the label among these columns, those that are left when what is known is left out. */
function byValues(places: readonly number[], asked: number | undefined, { table, sample }: Columns): ColumnPlan {
  const { length } = places;
  const without = (...columns: readonly (number | undefined)[]) => places.filter((at) => !columns.includes(at));
  if (asked !== undefined) {
    if (!isSquare(length - 1)) throw noSquare(table, length - 1);
    return { pixels: without(asked), label: asked, notices: [] };
  }
  if (isSquare(length)) return { pixels: places, label: undefined, notices: [] };
  const lines = sample();
  const [first = 0, second = 0, last = 0] = [places[0], places[1], places.at(-1)];
  if (isSquare(length - 1)) {
    const [before, behind] = [valuesOf(lines, first), valuesOf(lines, last)];
    const isLast = behind.couldBe && (!before.couldBe || (before.different === 1 && behind.different > 1));
    const other = isLast ? [`${table} names no column for the label; the last one was taken for it, by its values`] : [];
    const unsure = !isLast && behind.couldBe && behind.different > 1 && before.couldBe && before.different > 1;
    const told = unsure
      ? [`${table} names no column for the label; the first one was taken (for the last: --label-column ${last + 1})`]
      : other;
    const label = isLast ? last : first;
    return { pixels: without(label), label, notices: told };
  }
  if (isSquare(length - 2) && lines.length > 2 && countsUp(lines, first)) {
    const label = valuesOf(lines, second).different === 1 ? last : second;
    return { pixels: without(first, label), label, notices: [`${table}: the first column counts the lines, and was left out`] };
  }
  throw noSquare(table, length - 1);
}

/** What a column's values say: whether they could be labels, whole numbers from 0, and how many differ. */
function valuesOf(sample: readonly (readonly number[])[], column: number): { readonly couldBe: boolean; readonly different: number } {
  const values = sample.map((row) => row[column] as number);
  return { couldBe: values.every((value) => !(value < 0) && !(value % 1 > 0)), different: new Set(values).size };
}

function countsUp(sample: readonly (readonly number[])[], column: number): boolean {
  return sample.every((line, row) => row === 0 || line[column] === (sample[row - 1]?.[column] as number) + 1);
}

function isSquare(count: number): boolean {
  return count >= 1 && Number.isInteger(Math.sqrt(count));
}

function noSquare(table: string, count: number): FormatError {
  return new FormatError(
    `${table} has ${count} pixel columns, which is no square; wanted are label,pixel0,… as for 28 x 28 pixels: 785 columns`,
  );
}
