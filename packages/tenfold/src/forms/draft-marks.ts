import { areaOf, convexHull } from "../image/quad.js";
import { findMarks, type MarkShape, type SeenMark } from "./find-marks.js";
import type { UprightPage } from "./upright-page.js";

/** Widths of registration marks, in millimeters. */
const [LEAST, MOST] = [2.4, 13];
/** Marks of one form differ by at most this share in size. */
const ALIKE = 0.25;
/** The corners of three marks and more span at least this share of the page; text does not. */
const SPANNED = 0.25;
const shapes = ["square", "cross", "corner"] as const satisfies readonly MarkShape[];

/** The registration marks of an empty form: at least three of one shape and size far apart, those farthest out. */
export function draftMarks({ components, mask }: UprightPage, scale: number): SeenMark[] {
  const area = mask.width * mask.height;
  const groups = shapes.flatMap((shape) => {
    const found = findMarks(components, mask, { shapes: [shape], least: LEAST * scale, most: MOST * scale });
    return found.map((one) => {
      const alike = found.filter(({ size }) => Math.abs(size - one.size) <= ALIKE * one.size);
      return outermost(alike, mask.width, mask.height);
    });
  });
  const spans = groups.map((group) => ({ group, span: group.length < 3 ? 0 : areaOf(convexHull(group.map(({ at }) => at))) / area }));
  const best = spans.reduce((most, one) => (one.span > most.span ? one : most), { group: [] as SeenMark[], span: SPANNED });
  return best.group;
}

/** The mark nearest to each corner of the page. */
function outermost(marks: readonly SeenMark[], width: number, height: number): SeenMark[] {
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;
  const nearest = corners.map(([x, y]) => {
    const away = ({ at }: SeenMark) => Math.hypot(at[0] - x, at[1] - y);
    return marks.reduce((best, mark) => (away(mark) < away(best) ? mark : best));
  });
  return [...new Set(nearest)];
}
