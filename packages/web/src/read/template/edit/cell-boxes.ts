import type { SourceBox, SourceField } from "../template-source.js";

/** More cells than this are none that somebody meant, and not drawn. */
const MOST = 200;

/** The boxes of a field's cells as a template tells them, to be drawn while it is edited. */
export function cellBoxes({ box, cells }: Pick<SourceField, "box" | "cells">): readonly SourceBox[] {
  if (cells === undefined) return [];
  if (Array.isArray(cells)) return cells as readonly SourceBox[];
  const {
    count = 0,
    groups = new Array<number>(count).fill(1),
    gap = 0,
  } = typeof cells === "number" ? { groups: [cells] } : (cells as { count?: number; groups?: readonly number[]; gap?: number });
  const all = groups.reduce((sum, size) => sum + size, 0);
  if (!(all >= 1 && all <= MOST)) return [];
  const [left = 0, top = 0, width = 0, height = 0] = box;
  const each = (width - gap * (groups.length - 1)) / all;
  if (!(each > 0)) return [];
  let x = left;
  return groups.flatMap((size) => {
    const own = Array.from({ length: size }, (_, at) => [x + at * each, top, each, height]);
    x += size * each + gap;
    return own;
  });
}
