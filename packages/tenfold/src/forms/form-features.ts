import type { Box } from "../image/picture.js";
import type { Point, Transform } from "../image/transform.js";
import { apply } from "../image/transform.js";
import { adjusted, pointSightings, type Sighting } from "./adjust.js";
import type { SeenBox } from "./find-boxes.js";
import { isLike, type SeenMark } from "./find-marks.js";
import { printedBoxes } from "./printed-lines.js";
import type { FormPage, Mark } from "./template.js";

/** What of a form can be recognized by itself: marks and boxes. In millimeters. */
export interface FormFeatures {
  readonly marks: readonly Mark[];
  readonly boxes: readonly Box[];
  readonly center: Point;
  /** Half the page's diagonal. */
  readonly reach: number;
}

export interface SeenFeatures {
  readonly marks: readonly SeenMark[];
  readonly boxes: readonly SeenBox[];
}

/** Boxes that are enough to tell where a form lies. */
const ENOUGH_BOXES = 300;

/** Some of many things, evenly; all of a few. */
export function sparse<Thing>(things: readonly Thing[], enough: number): readonly Thing[] {
  const step = Math.ceil(things.length / enough);
  return step <= 1 ? things : things.filter((_, at) => at % step === 0);
}

export function featuresOf(page: FormPage): FormFeatures {
  const marks = page.anchors.flatMap((anchor) => (anchor.kind === "box" || anchor.kind === "page-edges" ? [] : [anchor]));
  return {
    marks,
    boxes: sparse(printedBoxes(page), ENOUGH_BOXES),
    center: [page.width / 2, page.height / 2],
    reach: Math.hypot(page.width, page.height) / 2,
  };
}

/** A feature of the form and what was taken for it in the picture. */
export interface Match {
  readonly of: Point;
  readonly sightings: readonly Sighting[];
  readonly isMark: boolean;
  /** Whether a mark looks rather like one of another kind. */
  readonly isOther?: boolean;
}

/** How far off a feature may be seen: by so many millimeters, and by a share of how far it is from those that were matched before. */
export interface Allowance {
  readonly near: number;
  readonly share: number;
}

/** A mark seems between these shares of its size: ink spreads, and what is farther off looks smaller. */
const [LEAST_SIZE, MOST_SIZE] = [0.6, 1.7];
const MARK_WEIGHT = 4;

/** Every feature of the form with the nearest thing of its kind and size in the picture, where one is near enough. */
export function matched(
  form: FormFeatures,
  seen: SeenFeatures,
  map: Transform,
  { near, share }: Allowance,
  known: readonly Point[],
): Match[] {
  const allowed = (at: Point, slack: number) => {
    const away = known.length === 0 ? 0 : Math.min(...known.map((other) => distance(at, other)));
    return Math.min(near + share * away, slack);
  };
  const marks = form.marks.flatMap((mark): Match[] => {
    const at = apply(map, mark.at);
    const scale = scaleAt(map, mark.at);
    const expected = mark.size * scale;
    const alike = seen.marks.filter(({ kind, size }) => isLike(kind, mark.kind) && isBetween(size / expected));
    const found = nearest(alike, at, allowed(mark.at, Number.POSITIVE_INFINITY) * scale, (one) => one.at);
    return found
      ? [{ of: mark.at, sightings: pointSightings(mark.at, found.at, MARK_WEIGHT), isMark: true, isOther: found.kind !== mark.kind }]
      : [];
  });
  const taken = new Set<SeenBox>();
  const boxes = form.boxes.flatMap((box): Match[] => {
    const corners = cornersOf(box);
    const of: Point = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const scale = scaleAt(map, of);
    const seenAs = corners.map((corner) => apply(map, corner)) as [Point, Point, Point, Point];
    const area = (box.right - box.left) * (box.bottom - box.top) * scale * scale;
    const alike = seen.boxes.filter((candidate) => !taken.has(candidate) && candidate.area > 0.55 * area && candidate.area < 1.8 * area);
    const most = 0.9 * Math.max(box.right - box.left, box.bottom - box.top);
    const found = nearest(alike, apply(map, of), allowed(of, Math.max(most, near)) * scale, (one) => one.middle);
    if (!found) return [];
    taken.add(found);
    const turned = bestTurn(found, seenAs);
    const slack = Math.max(0.35 * Math.sqrt(area), 3);
    if (turned.some((corner, at) => distance(minus(corner, found.middle), minus(seenAs[at] as Point, apply(map, of))) > slack)) return [];
    return [{ of, sightings: corners.flatMap((corner, at) => pointSightings(corner, turned[at] as Point, 0.25)), isMark: false }];
  });
  return [...marks, ...boxes];
}

/** A map made to fit the features, first near those that are known, then farther and farther out. */
export function grown(form: FormFeatures, seen: SeenFeatures, start: Transform, allowance: Allowance, known: readonly Point[]): Grown {
  let [map, matches] = [start, [] as Match[]];
  let around = known;
  for (let round = 0; round < ROUNDS; round++) {
    const isFirst = round === 0;
    const slack = isFirst
      ? allowance
      : { near: Math.max(1.5, allowance.near / 2 ** round), share: Math.max(0.03, allowance.share / 2 ** (round / 2)) };
    matches = matched(form, seen, map, slack, around);
    if (matches.length === 0) break;
    const sightings = matches.flatMap((match) => match.sightings);
    for (let step = 0; step < 2; step++) {
      map = adjusted(map, sightings, { ...form, scale: 3 * slack.near * scaleAt(map, form.center) });
    }
    around = matches.map(({ of }) => of);
  }
  return { map, matches };
}

export interface Grown {
  readonly map: Transform;
  readonly matches: readonly Match[];
}

const ROUNDS = 5;

/** Pixels a millimeter about a place. */
export function scaleAt(map: Transform, [x, y]: Point): number {
  const [at, right, down] = [apply(map, [x, y]), apply(map, [x + 1, y]), apply(map, [x, y + 1])];
  return Math.sqrt(Math.abs((right[0] - at[0]) * (down[1] - at[1]) - (right[1] - at[1]) * (down[0] - at[0])));
}

export function cornersOf({ left, top, right, bottom }: Box): readonly [Point, Point, Point, Point] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

function isBetween(ratio: number): boolean {
  return ratio > LEAST_SIZE && ratio < MOST_SIZE;
}

function nearest<Thing>(things: readonly Thing[], at: Point, most: number, placeOf: (thing: Thing) => Point): Thing | undefined {
  let [best, least] = [undefined as Thing | undefined, most];
  for (const thing of things) {
    const away = distance(placeOf(thing), at);
    if (away <= least) [best, least] = [thing, away];
  }
  return best;
}

/** The corners of a box in the order in which they lie nearest to those expected. */
function bestTurn({ quad, middle }: SeenBox, expected: readonly [Point, Point, Point, Point]): Point[] {
  const center: Point = [expected.reduce((sum, [x]) => sum + x, 0) / 4, expected.reduce((sum, [, y]) => sum + y, 0) / 4];
  const turns = [0, 1, 2, 3].map((turn) => quad.map((_, at) => quad[(at + turn) % 4] as Point));
  const off = (corners: readonly Point[]) =>
    corners.reduce((sum, corner, at) => sum + distance(minus(corner, middle), minus(expected[at] as Point, center)), 0);
  return turns.reduce((best, turn) => (off(turn) < off(best) ? turn : best));
}

function minus([ax, ay]: Point, [bx, by]: Point): Point {
  return [ax - bx, ay - by];
}

function distance([ax, ay]: Point, [bx, by]: Point): number {
  const [x, y] = [ax - bx, ay - by];
  return Math.sqrt(x * x + y * y); // several times as fast as Math.hypot
}
