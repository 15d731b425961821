import { InputError } from "../../errors.js";
import { mean } from "../../mean.js";
import { whatCame } from "../../what-came.js";

/**
 * What is known beside an image, mostly of its writer, by column: `{ region: "CH", age: 34 }`. What is null, or not there, is not known.
 */
export type ContextRow = Readonly<Record<string, string | number | null | undefined>>;

/** A column of numbers: a network sees by how many standard deviations one is above the mean, and beside it 1; 0 and 0 where it is not known. */
export interface NumberColumn {
  readonly name: string;
  readonly kind: "number";
  readonly mean: number;
  /** Standard deviation, above 0. */
  readonly sd: number;
}

/** A column of categories: a network sees the category's place in the list, counted from 1; 0 where it is not known. */
export interface CategoryColumn {
  readonly name: string;
  readonly kind: "category";
  /** All that there are, each once. */
  readonly categories: readonly string[];
}

/** A column of numbers as another program's network takes them: a network sees the number itself, and 0 where it is not known. */
export interface PlainColumn {
  readonly name: string;
  readonly kind: "plain";
}

/** What a column of a context may hold, and how a network sees it. */
export type ContextColumn = NumberColumn | CategoryColumn | PlainColumn;

/** The most columns, and the most categories of one. */
export const MOST_COLUMNS = 64;
export const MOST_CATEGORIES = 1000;
/** The most numbers that a network takes beside an image, as those of other programs may without names. */
export const MOST_NUMBERS = 4096;

/** How many numbers a network sees of a column. */
export function widthOf({ kind }: ContextColumn): number {
  return kind === "number" ? 2 : 1;
}

/** How many numbers a network sees of all columns: its context is `[numbers]`. */
export function contextWidth(columns: readonly ContextColumn[]): number {
  return columns.reduce((sum, column) => sum + widthOf(column), 0);
}

/** What `embedding` wants to know of these columns: rows for categories and one for what is not known; 0 for numbers, which pass. */
export function embeddingRows(columns: readonly ContextColumn[]): readonly number[] {
  return columns.flatMap((column) =>
    column.kind === "category" ? [column.categories.length + 1] : Array.from({ length: widthOf(column) }, () => 0),
  );
}

/** Columns of which nothing is known but how many a network takes. */
export function plainColumns(count: number): readonly PlainColumn[] {
  return Array.from({ length: count }, (_, at) => ({ name: `context_${at}`, kind: "plain" }));
}

/**
 * What columns the rows of a training have: numbers where all that is known of one are numbers, else categories, sorted.
 *
 * @param rows one an image
 * @throws InputError when there are no columns, too many, or one of them tells nothing
 */
export function contextColumns(rows: readonly ContextRow[]): readonly ContextColumn[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (names.length === 0 || names.length > MOST_COLUMNS) {
    throw new InputError(`the context has ${names.length} columns, 1 to ${MOST_COLUMNS} are wanted`);
  }
  return names.map((name) => {
    checkName(name);
    const known = rows.map((row) => row[name] ?? null).filter((value) => value !== null);
    return known.every((value) => typeof value === "number") ? numbers(name, known) : categories(name, known.map(String));
  });
}

/** @throws InputError when it cannot be a column's name */
function checkName(name: string): void {
  if (name.trim() !== "" && name.length <= 100 && !/\p{Cc}/u.test(name)) return;
  throw new InputError(`the context has a column ${whatCame(name)}; a name of 1 to 100 signs is wanted`);
}

function numbers(name: string, known: readonly number[]): NumberColumn {
  const wrong = known.find((value) => !Number.isFinite(value));
  if (wrong !== undefined)
    throw new InputError(`the context's column "${name}" holds ${wrong}; finite numbers are wanted, null where one is not known`);
  if (known.length === 0) throw new InputError(`the context's column "${name}" is empty; leave it out`);
  const middle = mean(known);
  const sd = Math.sqrt(mean(known.map((value) => (value - middle) ** 2)));
  return { name, kind: "number", mean: middle, sd: sd > 0 ? sd : 1 };
}

function categories(name: string, known: readonly string[]): CategoryColumn {
  const found = [...new Set(known)].sort();
  const wrong = found.find((category) => category.length > 100 || /\p{Cc}/u.test(category));
  if (wrong !== undefined)
    throw new InputError(`the context's column "${name}" holds ${whatCame(wrong)}; a category is a text of up to 100 signs`);
  if (found.length <= MOST_CATEGORIES) return { name, kind: "category", categories: found };
  throw new InputError(
    `the context's column "${name}" holds ${found.length} categories, at most ${MOST_CATEGORIES} are possible; leave out what names each writer`,
  );
}
