import { boxArea, centerOf, cornersOf } from "../../image/geometry/box.js";
import { middleOf, type Quad, turnsOf } from "../../image/geometry/quad.js";
import { apply, type Point, scaleAt } from "../../image/geometry/transform.js";
import type { SeenBox } from "../see/find-boxes.js";
import { isLike } from "../see/find-marks.js";
import { pointSightings, type Sighting } from "../see/sighting.js";
import type { Mark } from "../template/template.js";
import type { Guess } from "./guess.js";
import type { Scene } from "./scene.js";

/** A feature of the form and what was taken for it in the picture. */
export interface Match {
  readonly of: Point;
  readonly sightings: readonly Sighting[];
  readonly isMark: boolean;
  /** Whether a mark looks rather like one of another kind. */
  readonly isOther: boolean;
}

/** What tells where features are looked for. */
type Expected = Pick<Guess, "map" | "allowance" | "known">;

/** Correspondences: every feature of the form with its nearest neighbor of the same kind and size in the picture, where one is near enough. */
export function matchedFeatures(expected: Expected, scene: Scene): Match[] {
  return [...matchedMarks(expected, scene), ...matchedBoxes(expected, scene)];
}

/** A mark seems between these shares of its size: ink spreads, and what is farther off looks smaller. */
const [LEAST_SIZE, MOST_SIZE] = [0.6, 1.7];
const MARK_WEIGHT = 4;

export function matchedMarks(expected: Expected, { form, seen }: Scene): Match[] {
  return form.marks.flatMap((mark): Match[] => {
    const scale = scaleAt(expected.map, mark.at);
    const size = mark.size * scale;
    const alike = seen.marks.filter((one) => isLike(one.kind, mark.kind) && one.size / size > LEAST_SIZE && one.size / size < MOST_SIZE);
    const found = nearest(alike, apply(expected.map, mark.at), allowed(mark.at, expected) * scale, ({ at }) => at);
    return found ? [matchOf(mark, found)] : [];
  });
}

function matchOf({ at, kind }: Mark, found: Pick<Mark, "at" | "kind">): Match {
  return { of: at, sightings: pointSightings(at, found.at, MARK_WEIGHT), isMark: true, isOther: found.kind !== kind };
}

/** A box seems between these shares of its area, is at most this share of its longer side off, and its corners this share of the root of its area. */
const [LEAST_AREA, MOST_AREA] = [0.55, 1.8];
const OFF = { middle: 0.9, corner: 0.35 };
/** Pixels that a corner may be off in any case. */
const CORNER = 3;
const BOX_WEIGHT = 0.25;

/** No box of the picture is taken twice. */
function matchedBoxes(expected: Expected, { form, seen }: Scene): Match[] {
  const { map, allowance } = expected;
  const taken = new Set<SeenBox>();
  return form.boxes.flatMap((box): Match[] => {
    const { left, top, right, bottom } = box;
    const of = centerOf(box);
    const scale = scaleAt(map, of);
    const area = boxArea(box) * scale * scale;
    const alike = seen.boxes.filter((one) => !taken.has(one) && one.area > LEAST_AREA * area && one.area < MOST_AREA * area);
    const slack = Math.max(OFF.middle * Math.max(right - left, bottom - top), allowance.near);
    const found = nearest(alike, apply(map, of), Math.min(allowed(of, expected), slack) * scale, ({ middle }) => middle);
    if (!found) return [];
    taken.add(found);
    const expectedAs = cornersOf(box).map((corner) => apply(map, corner)) as unknown as Quad;
    const quad = bestTurn(found, expectedAs);
    const [middle, most] = [apply(map, of), Math.max(OFF.corner * Math.sqrt(area), CORNER)];
    if (quad.some((corner, at) => away(minus(corner, found.middle), minus(expectedAs[at] as Point, middle)) > most)) return [];
    const sightings = cornersOf(box).flatMap((corner, at) => pointSightings(corner, quad[at] as Point, BOX_WEIGHT));
    return [{ of, sightings, isMark: false, isOther: false }];
  });
}

/** The corners of a box in the order in which they lie nearest to those expected. */
function bestTurn({ quad, middle }: SeenBox, expected: Quad): Quad {
  const center = middleOf(expected);
  const off = (corners: Quad) =>
    corners.reduce((sum, corner, at) => sum + away(minus(corner, middle), minus(expected[at] as Point, center)), 0);
  return turnsOf(quad).reduce((best, turn) => (off(turn) < off(best) ? turn : best));
}

/** How far off a place on the form may be seen, in millimeters. */
function allowed(at: Point, { allowance: { near, share }, known }: Expected): number {
  return near + share * (known.length === 0 ? 0 : Math.min(...known.map((other) => away(at, other))));
}

function nearest<Thing>(things: readonly Thing[], at: Point, most: number, placeOf: (thing: Thing) => Point): Thing | undefined {
  let [best, least] = [undefined as Thing | undefined, most];
  for (const thing of things) {
    const off = away(placeOf(thing), at);
    if (off <= least) [best, least] = [thing, off];
  }
  return best;
}

function minus([ax, ay]: Point, [bx, by]: Point): Point {
  return [ax - bx, ay - by];
}

function away([ax, ay]: Point, [bx, by]: Point): number {
  const [x, y] = [ax - bx, ay - by];
  return Math.sqrt(x * x + y * y); // several times as fast as Math.hypot
}
