import { InputError } from "tenfold";
import type { Cell } from "./read-table.js";
import type { TypedCell } from "./typed-cell.js";

/** A table whose cells are text, numbers, amounts and days. */
export interface SheetTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell<TypedCell>[])[];
}

/** A sheet has no more rows, and a cell no more signs. ECMA-376 and Excel's limits. */
const MOST = { rows: 1_048_576, signs: 32_767 };

/**
 * A table as a workbook of one sheet, its heading frozen. Texts are cells of text, whatever they look like: "01234" keeps its zero and "=1+1" is
 * no formula.
 *
 * @throws InputError when there are more rows than a sheet has
 */
export async function xlsx({ head, rows }: SheetTable, sheet: string): Promise<Uint8Array> {
  if (rows.length >= MOST.rows)
    throw new InputError(`XLSX has at most ${MOST.rows} rows a sheet, and here are ${rows.length + 1}; write .csv instead`);
  const { default: writeExcelFile } = await import("write-excel-file/universal"); // in browsers, too
  const heading = head.map((value) => ({ value, type: String, fontWeight: "bold" as const }));
  const data = [heading, ...rows.map((row) => row.map(sheetCell))];
  const columns = head.map((_, at) => ({ width: widthOf([head, ...rows.slice(0, LOOKED_AT)].map((row) => row[at])) }));
  const book = await writeExcelFile(data, { sheet, columns, stickyRowsCount: 1 }).toBlob();
  return new Uint8Array(await book.arrayBuffer());
}

function sheetCell(cell: Cell<TypedCell>) {
  if (cell === null || cell === undefined || cell === "") return null;
  if (typeof cell === "number") return Number.isFinite(cell) ? { value: cell, type: Number } : null;
  if (typeof cell === "string") return { value: cell.slice(0, MOST.signs), type: String, format: "@" };
  if ("day" in cell) return { value: cell.day, type: Date, format: "yyyy-mm-dd" };
  return { value: cell.amount, type: Number, format: cell.decimals === 0 ? "0" : `0.${"0".repeat(cell.decimals)}` };
}

/** So many rows say how wide a column is to be. */
const LOOKED_AT = 200;

/** In signs: as wide as what stands in it, within reason. */
function widthOf(cells: readonly (Cell<TypedCell> | undefined)[]): number {
  const longest = Math.max(...cells.map((cell) => (typeof cell === "string" ? cell.length : 10)));
  return Math.min(60, Math.max(6, longest + 2));
}
