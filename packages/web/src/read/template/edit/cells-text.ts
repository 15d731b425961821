import type { SourceCells } from "../template-source.js";

/** How cells stand in an input: "8", or "2 2 4" in groups; "1 1 1" of cells that each stand apart. Boxes one by one have no such words. */
export function cellsText(cells: SourceCells | undefined): string {
  if (cells === undefined || Array.isArray(cells)) return "";
  if (typeof cells === "number") return String(cells);
  const { count, groups } = cells as { count?: number; groups?: readonly number[] };
  return groups ? groups.join(" ") : new Array<number>(count ?? 0).fill(1).join(" ");
}

export function gapOf(cells: SourceCells | undefined): number {
  return typeof cells === "object" && !Array.isArray(cells) ? ((cells as { gap?: number }).gap ?? 0) : 0;
}

/**
 * Cells as somebody wrote them. What is no number stays in them as it is, for the library to refuse.
 *
 * @param gap between groups, in the template's units
 */
export function cellsFrom(text: string, gap: number): SourceCells | undefined {
  const groups = text.split(/[\s,+-]+/).flatMap((part) => (part === "" ? [] : [numberOr(part)]));
  if (groups.length === 0) return undefined;
  if (groups.length === 1) return groups[0] as number;
  if (groups.every((size) => size === 1)) return { count: groups.length, gap };
  return { groups: groups as number[], gap };
}

function numberOr(part: string): number | string {
  const number = Number(part);
  return Number.isNaN(number) ? part : number;
}
