import { printable } from "./printable.js";

/** Cells as text in columns: the first column to the left, the others to the right. Ends with a line feed. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows].map((row) => row.map(plain));
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const cell = (text: string, column: number) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0));
  return `${lines.map((line) => line.map(cell).join("  ").trimEnd()).join("\n")}\n`;
}

/** Fit for a terminal, with ordinary spaces. */
export function plain(text: string): string {
  return printable(text.replaceAll("\u00a0", " "));
}
