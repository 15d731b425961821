import { commonOptions, fieldKinds, fieldOf, type Kind } from "tenfold/recognize";

/** A kind of field as `fields` tells of it. */
export interface KnownKind extends Pick<Kind, "name" | "description" | "example" | "options"> {
  /** The fewest and the most digits it takes without options; null where there is no most. */
  readonly digits: { readonly least: number; readonly most: number | null };
}

/**
 * Every kind of field, or one of them.
 *
 * @throws UsageError when there is none of that name
 */
export function knownKinds(name?: string): KnownKind[] {
  if (name !== undefined) fieldOf(name); // refuses strangers in words
  return fieldKinds.filter((kind) => name === undefined || kind.name === name).map(described);
}

function described({ name, description, example, options }: Kind): KnownKind {
  const { least, most } = fieldOf(name).digits;
  return { name, description, example, options, digits: { least, most: Number.isFinite(most) ? most : null } };
}

/** A line a kind: its name, an example, what it is. */
export function kindsText(kinds: readonly KnownKind[]): string {
  const rows = kinds.map(({ name, example, description }) => [name, example.written, description]);
  return `${inColumns([["Kind", "As written", "What it is"], ...rows])}\nOne of them in full: tenfold fields us-zip\n`;
}

/** One kind in full, with its options and how to ask for it. */
export function kindText({ name, description, example, options, digits }: KnownKind): string {
  const { written, text, value } = example;
  const read = [`"${text}"`, ...(value === text ? [] : [`for programs "${value}"`])].join(", ");
  const allowed = JSON.stringify({ kind: name, allowed: [text] });
  return [
    `${name}: ${description}\n`,
    `  ${countText(digits)}; "${written}" is read as ${read}\n`,
    `\nOptions:\n${inColumns(Object.entries({ ...options, ...commonOptions }), "  ")}`,
    `\n  $ tenfold read photo.png --field ${name}\n  $ tenfold read photo.png --field '${allowed}'\n`,
  ].join("");
}

function countText({ least, most }: KnownKind["digits"]): string {
  if (most === null) return `${least} digit${least === 1 ? "" : "s"} or more`;
  return least === most ? `${least} digits` : `${least} to ${most} digits`;
}

/** Rows of text, all columns to the left. */
function inColumns(rows: readonly (readonly string[])[], start = ""): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return lines.map((line) => `${start}${line.trimEnd()}\n`).join("");
}
