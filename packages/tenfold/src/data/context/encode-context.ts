import { InputError } from "../../errors.js";
import { spellingAdvice } from "../../nearest-word.js";
import { whatCame } from "../../what-came.js";
import { type CategoryColumn, type ContextColumn, type ContextRow, contextWidth, widthOf } from "./context-columns.js";

/** What one wants to know of rows to tell where something is wrong. */
interface Place {
  /** Who asks, as "predict". */
  readonly who: string;
  readonly row: number;
}

/**
 * What is known of images as a network sees it, `[rows, numbers]`: all zeros where nothing is known.
 *
 * @param who asks, as errors name it
 * @param columns those of the model
 * @throws InputError when a row has a column that the model has not, a category that it has never seen, or a text for a number
 */
export function encodeContext(who: string, columns: readonly ContextColumn[], rows: readonly ContextRow[]): Float32Array {
  const width = contextWidth(columns);
  const values = new Float32Array(rows.length * width);
  const seen = new Map<ContextRow, number>(); // images of one writer have one row
  for (const [row, known] of rows.entries()) {
    const same = seen.get(known);
    if (same === undefined) values.set(encodedRow(columns, known, { who, row }), row * width);
    else values.copyWithin(row * width, same * width, (same + 1) * width);
    if (same === undefined) seen.set(known, row);
  }
  return values;
}

function encodedRow(columns: readonly ContextColumn[], known: ContextRow, place: Place): number[] {
  if (typeof known !== "object" || known === null || Array.isArray(known)) {
    throw new InputError(`${said(place)} is ${whatCame(known)}; an object is wanted, as { ${columns[0]?.name}: … }`);
  }
  const names = columns.map(({ name }) => name);
  const stranger = Object.keys(known).find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw new InputError(
      `${said(place)} has ${whatCame(stranger)}, which the model does not know; ${spellingAdvice(stranger, names, `it knows ${names.join(", ")}`)}`,
    );
  }
  return columns.flatMap((column) => {
    const value = known[column.name] ?? null;
    if (value === null) return Array.from({ length: widthOf(column) }, () => 0);
    return column.kind === "category" ? placeOfCategory(column, value, place) : placeOfNumber(column, value, place);
  });
}

function placeOfCategory({ name, categories }: CategoryColumn, value: string | number, place: Place): number[] {
  const at = categories.indexOf(String(value));
  if (at >= 0) return [at + 1];
  const some = categories.length <= 12 ? categories.join(", ") : `${categories.slice(0, 10).join(", ")} and ${categories.length - 10} more`;
  throw new InputError(
    `${said(place)} has ${name} ${whatCame(value)}, which the model has never seen; it knows ${some}; leave it empty where it is another`,
  );
}

function placeOfNumber(column: Exclude<ContextColumn, CategoryColumn>, value: string | number, place: Place): number[] {
  const number = typeof value === "number" ? value : Number.NaN;
  const seen = column.kind === "number" ? (number - column.mean) / column.sd : number;
  if (!Number.isFinite(Math.fround(seen))) throw new InputError(`${said(place)} has ${column.name} ${whatCame(value)}; a number is wanted`);
  return column.kind === "number" ? [seen, 1] : [seen];
}

function said({ who, row }: Place): string {
  return `${who}: row ${row} of the context`;
}
