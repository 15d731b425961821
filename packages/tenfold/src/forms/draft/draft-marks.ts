import { areaOf } from "../../image/geometry/quad.js";
import type { Size } from "../../image/geometry/size.js";
import { findMarks, type SeenMark, WHITE } from "../see/find-marks.js";
import { markKinds } from "../template/template.js";
import type { UprightPage } from "./upright-page.js";

/** Widths of registration marks, in millimeters. */
const [LEAST, MOST] = [2.4, 13];
/** The corners of the marks span at least this share of the page; text does not. */
const SPANNED = 0.25;
/** They stand in a rectangle: by this share of its sides one may be off. */
const OFF = 0.03;
/** What a set of marks is worth for each that does not stand alone. */
const CROWDED = 0.6;
/** What a set of marks is worth for each that is of another kind than the others or, by more than this share, of another size. */
const UNLIKE = 0.9;
const ALIKE = 0.2;
/** How many things that may be marks are tried for each corner. */
const TRIED = 6;

type Chosen = readonly (SeenMark | undefined)[];

/**
 * The registration marks of an empty form, of whatever kinds: three or four in the corners of a rectangle, the farther out the better, and those
 * on its sides that are like one of them.
 *
 * @param scale pixels a millimeter
 */
export function draftMarks({ components, mask }: UprightPage, scale: number): SeenMark[] {
  const seen = findMarks(components, mask, { kinds: markKinds, least: LEAST * scale, most: MOST * scale, white: WHITE * scale });
  const corners = inCorners(seen, mask);
  const isBetween = (mark: SeenMark) => corners.some((corner) => isAlike(corner, mark)) && isOnSide(mark, corners);
  return [...corners, ...seen.filter((mark) => mark.isAlone && !corners.includes(mark) && isBetween(mark))];
}

/** The best of all sets of three or four, one for each corner of the page. */
function inCorners(marks: readonly SeenMark[], { height, width }: Size): SeenMark[] {
  const pageCorners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;
  const candidates = pageCorners.map(([x, y]) => {
    const away = ({ at }: SeenMark) => Math.hypot(at[0] - x, at[1] - y);
    return [...marks].sort((one, other) => away(one) - away(other)).slice(0, TRIED);
  });
  let [best, most] = [[] as Chosen, SPANNED];
  const choose = (chosen: Chosen) => {
    const next = candidates[chosen.length];
    if (next) {
      for (const mark of [...next, undefined]) if (!mark || !chosen.includes(mark)) choose([...chosen, mark]);
      return;
    }
    const worth = worthOf(chosen) / (width * height);
    if (worth > most) [best, most] = [chosen, worth];
  };
  choose([]);
  return best.filter((mark) => mark !== undefined);
}

/** The area that marks in the corners of a rectangle span, less for those that are off, unlike or crowded; 0 for what is no rectangle. */
function worthOf(chosen: Chosen): number {
  const marks = chosen.filter((mark) => mark !== undefined);
  if (marks.length < 3) return 0;
  const [a, b, c, d] = chosen.map((mark) => mark?.at);
  const [left, right] = [sideOf(a?.[0], d?.[0]), sideOf(b?.[0], c?.[0])];
  const [top, bottom] = [sideOf(a?.[1], b?.[1]), sideOf(d?.[1], c?.[1])];
  const [width, height] = [right.at - left.at, bottom.at - top.at];
  const off = Math.max(left.off / width, right.off / width, top.off / height, bottom.off / height);
  if (width <= 0 || height <= 0 || off > OFF) return 0;
  const sorts = marks.filter((mark, at) => !marks.slice(0, at).some((other) => isAlike(mark, other))).length;
  const crowded = marks.filter(({ isAlone }) => !isAlone).length;
  return areaOf(marks.map(({ at }) => at)) * (1 - off / OFF / 4) * UNLIKE ** (sorts - 1) * CROWDED ** crowded;
}

/** Where two marks put a side, and how far they disagree; or one, of three. */
function sideOf(one: number | undefined, other: number | undefined): { at: number; off: number } {
  if (one === undefined || other === undefined) return { at: (one ?? other) as number, off: 0 };
  return { at: (one + other) / 2, off: Math.abs(one - other) };
}

function isAlike(one: SeenMark, other: SeenMark): boolean {
  return one.kind === other.kind && Math.abs(one.size - other.size) <= ALIKE * one.size;
}

/** Whether a mark lies on one of the straight lines between marks in corners. */
function isOnSide({ at: [x, y], size }: SeenMark, corners: readonly SeenMark[]): boolean {
  return corners.some(({ at: [ax, ay] }, index) => {
    const [bx, by] = (corners[(index + 1) % corners.length] as SeenMark).at;
    const [dx, dy] = [bx - ax, by - ay];
    const length = Math.hypot(dx, dy);
    const [along, across] = [(x - ax) * dx + (y - ay) * dy, Math.abs((x - ax) * dy - (y - ay) * dx)];
    return along > 0 && along < length ** 2 && across < 0.5 * size * length;
  });
}
