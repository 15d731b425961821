import type { PlainDigit, ReadString } from "tenfold/document";
import type { FieldSpec } from "tenfold/recognize";

/** A number or a day that a spreadsheet can reckon with. */
export type TypedCell = { readonly amount: number; readonly decimals: number } | { readonly day: Date };

/** Spreadsheets reckon 1900 a leap year: from here on they and the calendar agree. */
const FIRST_DAY = "1900-03-01";

/**
 * What a string is worth to a spreadsheet: an amount or a day where its field is one, else its text, so that 01234 stays what it is. Where nothing
 * was read, nothing.
 *
 * @param kind what kind of field the string is
 */
export function typedCell(
  { text, value }: Pick<ReadString<PlainDigit>, "text" | "value">,
  kind: FieldSpec | undefined,
): TypedCell | string {
  if (kind === undefined || value === undefined) return text;
  const options = typeof kind === "string" ? { kind } : kind;
  if (options.kind === "date") return dayOf(value) ?? text;
  if (options.kind === "amount") return amountOf(value, decimalsIn(options)) ?? text;
  return text;
}

function decimalsIn(options: object): unknown {
  return "decimals" in options ? options.decimals : 2;
}

/** "2024-02-29" */
function dayOf(value: string): TypedCell | undefined {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value) && value >= FIRST_DAY;
  const day = new Date(`${value}T00:00:00Z`);
  return isDay && !Number.isNaN(day.getTime()) ? { day } : undefined;
}

/** "1234.50" where decimals are those that are written, else units of the smaller kind, "123450". */
function amountOf(value: string, decimals: unknown): TypedCell | undefined {
  const [, units = "", behind = ""] = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(value) ?? [];
  if (units === "") return undefined;
  if (typeof decimals !== "number") return { amount: Number(value), decimals: behind.length };
  return { amount: Number(value) / 10 ** decimals, decimals };
}
