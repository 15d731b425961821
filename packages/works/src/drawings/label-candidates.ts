import type { Point } from "tenfold";
import type { Box } from "tenfold/image";

/** A text to be set at a shape, in pixels of the drawing. */
export interface Label {
  /** Of the shape that it names. */
  readonly corners: readonly Point[];
  readonly width: number;
  readonly height: number;
  /** Where it goes if there is room: "inside" is always in one of the shape's corners. */
  readonly side: Side;
}

export type Side = "above" | "right" | "inside";

/** A place that might be taken, and how far it is from the best by its position alone, in heights of the label. */
export interface Candidate extends Box {
  readonly strain: number;
}

/** Places for a label within a cell: its four corners. */
export function insideOf({ left, top, right, bottom }: Box, { width, height }: Label, gap: number): Candidate[] {
  const [x, y] = [right - gap - width, bottom - gap - height];
  return [
    boxAt(left + gap, top + gap, width, height, 0),
    boxAt(x, top + gap, width, height, 0.4),
    boxAt(left + gap, y, width, height, 0.5),
    boxAt(x, y, width, height, 0.6),
  ];
}

/** What speaks against each side, by where a label would go if there were room everywhere. */
const strains = {
  above: { above: 0, right: 0.65, below: 0.7, left: 0.9 },
  right: { above: 0.8, right: 0, below: 1, left: 0.9 },
} as const;
/** Steps that a label is slid along a shape, and lines that it goes away from it. */
const [SLIDES, LINES] = [10, 4];

/** Places for a label beside a shape: above and below, slid along the shape; to its sides; each at hand and further away; and in its corner, if all else is worse. */
export function besideOf({ left, top, right, bottom }: Box, { corners, width, height, side }: Label, gap: number): Candidate[] {
  const sides = strains[side === "right" ? "right" : "above"];
  const free = Math.max(0, right - left - width);
  const places: Candidate[] = [boxAt(left + gap, top + gap, width, height, 3)];
  for (let line = 0; line < LINES; line++) {
    const [away, strain] = [line * height, line * 2];
    for (let slide = 0; slide <= SLIDES; slide++) {
      const x = left + (free * slide) / SLIDES;
      const edges = edgesOver(corners, x, x + width);
      const slid = (0.6 * slide) / SLIDES;
      places.push(boxAt(x, edges.top - gap - away - height, width, height, strain + slid + sides.above));
      places.push(boxAt(x, edges.bottom + gap + away, width, height, strain + slid + sides.below));
    }
    for (const y of [(top + bottom - height) / 2, top, bottom - height]) {
      places.push(boxAt(right + gap + away, y, width, height, strain + sides.right));
      places.push(boxAt(left - gap - away - width, y, width, height, strain + sides.left));
    }
    if (right - left < width) places.push(boxAt(right - width, top - gap - away - height, width, height, strain + sides.above + 0.3));
  }
  return places;
}

function boxAt(left: number, top: number, width: number, height: number, strain: number): Candidate {
  return { left, top, right: left + width, bottom: top + height, strain };
}

/** The highest and the lowest point of a polygon between two verticals; it has some there. */
function edgesOver(corners: readonly Point[], from: number, to: number): { top: number; bottom: number } {
  const heights = corners.flatMap(([x0, y0], at) => {
    const [x1, y1] = corners[(at + 1) % corners.length] as Point;
    const [start, end] = [Math.max(from, Math.min(x0, x1)), Math.min(to, Math.max(x0, x1))];
    if (start > end) return [];
    return x0 === x1 ? [y0, y1] : [start, end].map((x) => y0 + ((x - x0) / (x1 - x0)) * (y1 - y0));
  });
  return { top: Math.min(...heights), bottom: Math.max(...heights) };
}
