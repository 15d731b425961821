/** A table of numbers and names: one heading a column. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null | undefined)[])[];
}

/**
 * Comma-separated values after RFC 4180, with a line feed after each row; what was not measured is an empty field. Text that a spreadsheet
 * would take for a formula gets an apostrophe in front.
 */
export function csv({ head, rows }: Table): string {
  return [head, ...rows].map((row) => `${row.map(field).join(",")}\n`).join("");
}

function field(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
