import type { Box } from "../../image/geometry/box.js";
import type { Point } from "../../image/geometry/transform.js";
import type { FormField, FormPage } from "./template.js";

/** A straight printed line, in millimeters: level from left to right or upright from top to bottom. */
export interface PrintedLine {
  readonly from: Point;
  readonly to: Point;
}

/** How high the teeth of a comb are surely, as a share of the field's height. */
const TOOTH = 0.2;

/** All lines that a template says are printed on a page: those of its fields and of its anchors. */
export function printedLines({ fields, anchors }: FormPage): PrintedLine[] {
  const boxes = anchors.flatMap((anchor) => (anchor.kind === "box" ? sidesOf(anchor.box) : []));
  return withoutTwins([...boxes, ...fields.flatMap(fieldLines)]);
}

/** The lines of one field. */
export function fieldLines({ box, cells, printed }: FormField): PrintedLine[] {
  if (printed === "none") return [];
  if (printed === "box") return cells.length > 0 ? withoutTwins(cells.flatMap(sidesOf)) : sidesOf(box);
  const below = { from: [box.left, box.bottom], to: [box.right, box.bottom] } as const;
  if (printed === "line") return [below];
  const teeth = cells.slice(1).map(({ left, bottom, top }): PrintedLine => {
    return { from: [left, bottom - TOOTH * (bottom - top)], to: [left, bottom] };
  });
  return [below, ...teeth];
}

/** Stretches are at most this long, in millimeters: so short that a slight turn does not move one end away from the other. */
const STRETCH = 25;

/** Lines in stretches short enough to be sighted, or at most as long as is told, in millimeters. */
export function stretchesOf(lines: readonly PrintedLine[], longest = STRETCH): PrintedLine[] {
  return lines.flatMap(({ from, to }) => {
    const count = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / longest));
    const at = (share: number): Point => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    return Array.from({ length: count }, (_, index) => ({ from: at(index / count), to: at((index + 1) / count) }));
  });
}

/** The boxes whose insides the print closes off: fields, cells and anchors. */
export function printedBoxes({ fields, anchors }: FormPage): Box[] {
  const own = fields.flatMap(({ printed, cells, box }) => (printed !== "box" ? [] : cells.length > 0 ? cells : [box]));
  return [...own, ...anchors.flatMap((anchor) => (anchor.kind === "box" ? [anchor.box] : []))];
}

function sidesOf({ left, top, right, bottom }: Box): PrintedLine[] {
  return [
    { from: [left, top], to: [right, top] },
    { from: [left, bottom], to: [right, bottom] },
    { from: [left, top], to: [left, bottom] },
    { from: [right, top], to: [right, bottom] },
  ];
}

/** Lines this close to each other are one, in millimeters. */
const TWIN = 0.5;

/** Neighbors share a side, which counts once. */
function withoutTwins(lines: readonly PrintedLine[]): PrintedLine[] {
  const seen = new Set<string>();
  return lines.filter(({ from, to }) => {
    const places = [...from, ...to].map((place) => Math.round(place / TWIN));
    const key = places.join(" ");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
