import type { Gray } from "../../image/basics/picture.js";
import { areaOf, convexHull, largestQuad, middleOf, type Quad } from "../../image/geometry/quad.js";
import { distance, type Point } from "../../image/geometry/transform.js";
import { connectedComponents } from "../../image/ink/connected-components.js";
import { lowerMedian } from "../../median.js";

/** A box as seen in a picture: its corners in the middle of its lines, and the middle of these. */
export interface SeenBox {
  readonly quad: Quad;
  readonly middle: Point;
  /** In pixels squared. */
  readonly area: number;
  /** How thick its lines are, in pixels. */
  readonly line: number;
}

/** The share of the hull that a quadrilateral must fill, and the share of the quadrilateral that must be paper. */
const FILLED = 0.86;
const PAPER = 0.45;
/** Pixels that a side has at least. */
const SHORTEST = 7;
const MOST = 600;

/**
 * The boxes of a page, turned and seen at an angle as may be, the largest first: paper that ink closes off all around, and whose hull is a
 * quadrilateral. What is written in a box does not hide it, so long as its lines hold.
 *
 * @param mask 0 for paper
 */
export function findBoxes(mask: Gray): SeenBox[] {
  const paper = { ...mask, pixels: paperBeside(mask) };
  const found: SeenBox[] = [];
  for (const { left, top, right, bottom, area, runs } of connectedComponents(paper)) {
    if (Math.min(right - left, bottom - top) < SHORTEST) continue;
    if (left <= 1 || top <= 1 || right >= mask.width - 1 || bottom >= mask.height - 1) continue; // the page around
    const hull = convexHull(endsOf(runs));
    const inner = largestQuad(hull);
    if (!inner || areaOf(inner) < FILLED * areaOf(hull) || area < PAPER * areaOf(inner)) continue;
    const shortest = Math.min(...inner.map((corner, at) => distance(corner, inner[(at + 1) % 4] as Point)));
    if (shortest < SHORTEST) continue;
    const line = lineWidth(mask, inner);
    const quad = widened(inner, 1 + line / 2);
    found.push({ quad, middle: middleOf(quad), area: areaOf(quad), line });
  }
  return found.sort((one, other) => other.area - one.area).slice(0, MOST);
}

/** 1 for paper that is not beside ink, so that faint lines hold and none slips through at a corner; at the picture's edge all is. */
function paperBeside({ pixels, height, width }: Gray): Uint8Array {
  const paper = new Uint8Array(pixels.length).fill(1);
  const inked = (row: number, column: number) => {
    if (row > 0 && column > 0 && row < height - 1 && column < width - 1) paper[row * width + column] = 0;
  };
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      if (pixels[at] === 0) continue;
      inked(row, column);
      inked(row, column - 1);
      inked(row, column + 1);
      inked(row - 1, column);
      inked(row + 1, column);
    }
  }
  return paper;
}

/** The corners of a component's first and last pixel in every row: its hull is theirs. */
export function endsOf(runs: Int32Array): Point[] {
  const points: Point[] = [];
  for (let at = 0; at < runs.length; ) {
    const [row = 0, from = 0] = [runs[at], runs[at + 1]];
    let to = 0;
    for (; at < runs.length && runs[at] === row; at += 3) to = runs[at + 2] as number;
    points.push([from, row], [to, row], [from, row + 1], [to, row + 1]);
  }
  return points;
}

/** How many pixels of ink follow outward on the middles of the sides; the lower median. */
function lineWidth({ pixels, height, width }: Gray, quad: Quad): number {
  const middle = middleOf(quad);
  const widths = quad.map((corner, at) => {
    const next = quad[(at + 1) % 4] as Point;
    const [x, y] = [(corner[0] + next[0]) / 2, (corner[1] + next[1]) / 2];
    const reach = distance([x, y], middle) || 1;
    const [dx, dy] = [(x - middle[0]) / reach, (y - middle[1]) / reach];
    let count = 0;
    for (let step = 0; step < 12; step++) {
      const [column, row] = [Math.floor(x + dx * step), Math.floor(y + dy * step)];
      if (column < 0 || row < 0 || column >= width || row >= height) break;
      if (pixels[row * width + column] !== 0) count++;
      else if (count > 0) break;
    }
    return count;
  });
  return lowerMedian(widths) ?? 0;
}

/** Every corner moved outward along both sides. */
function widened(quad: Quad, by: number): Quad {
  return quad.map((corner, at) => {
    const [before, after] = [quad[(at + 3) % 4] as Point, quad[(at + 1) % 4] as Point];
    const away = (from: Point): Point => {
      const length = distance(from, corner) || 1;
      return [(corner[0] - from[0]) / length, (corner[1] - from[1]) / length];
    };
    const [p, q] = [away(before), away(after)];
    return [corner[0] + by * (p[0] + q[0]), corner[1] + by * (p[1] + q[1])];
  }) as unknown as Quad;
}
