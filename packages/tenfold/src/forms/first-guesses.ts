import { skewDegrees, turnedBack } from "../image/deskew.js";
import type { Size } from "../image/gaussian-blur.js";
import { homography } from "../image/homography.js";
import { pageEdges } from "../image/page-edges.js";
import { convexHull, largestQuad, type Quad } from "../image/quad.js";
import { apply, chained, type Point, type Transform } from "../image/transform.js";
import { distortion, MOST_DISTORTED } from "./distortion.js";
import type { SeenBox } from "./find-boxes.js";
import { isLike, type SeenMark } from "./find-marks.js";
import { type Allowance, cornersOf, type FormFeatures, matched, type SeenFeatures, scaleAt } from "./form-features.js";
import type { PageInk } from "./page-ink.js";
import type { FormPage, Mark } from "./template.js";

/** A map from a form to a picture that may be about right, how far off it may be, and where it is surest. */
export interface Guess {
  readonly map: Transform;
  readonly allowance: Allowance;
  readonly known: readonly Point[];
  /** What speaks for it before anything was compared. */
  readonly prior: number;
}

/** A sheet seen on a table is likelier the page than the whole picture is. */
const SHEET = 0.05;

/** How many guesses of a kind are followed up. */
const FOLLOWED = 8;

/** All the ways in which a page may lie in a picture, as its edges, its marks and its boxes suggest. */
export function firstGuesses(page: FormPage, form: FormFeatures, seen: SeenFeatures, ink: PageInk): Guess[] {
  return [...byEdges(page, ink), ...byFourMarks(form, seen, ink.gray), ...byMarks(form, seen, ink.gray), ...byBoxes(form, seen, ink.gray)];
}

/** The sheet seen whole on a table, or the picture as the page; each of the four turns; the latter also with its skew turned back. */
function byEdges(page: FormPage, { gray, components }: PageInk): Guess[] {
  const corners = cornersOf({ left: 0, top: 0, right: page.width, bottom: page.height });
  const turns = (quad: Quad) =>
    [0, 1, 2, 3].map((turn) =>
      homography(
        corners,
        quad.map((_, at) => quad[(at + turn) % 4] as Point),
      ),
    );
  const sheet = pageEdges(gray);
  const whole = turns(cornersOf({ left: 0, top: 0, right: gray.width, bottom: gray.height })).filter((map) => !isStretched(map, page));
  const degrees = skewDegrees(components, gray);
  const turned = turnedBack(degrees, gray);
  return [
    ...(sheet ? turns(sheet).map((map) => ({ map, allowance: { near: 6, share: 0 }, known: [], prior: SHEET })) : []),
    ...whole.map((map) => ({ map, allowance: { near: 12, share: 0 }, known: [], prior: 0 })),
    ...(Math.abs(degrees) > 0.3
      ? whole.map((map) => ({ map: chained(map, turned), allowance: { near: 12, share: 0 }, known: [], prior: 0 }))
      : []),
  ];
}

/** Whether a page would be much longer one way than the other. */
function isStretched(map: Transform, { width, height }: FormPage): boolean {
  const at = apply(map, [0, 0]);
  const [right, down] = [apply(map, [width, 0]), apply(map, [0, height])];
  const ratio = distance(at, right) / width / (distance(at, down) / height);
  return ratio > 1.35 || ratio < 1 / 1.35;
}

/** How many marks seen are tried as each of four. */
const TRIED = 12;

/** Four marks that span the form, and every four seen for them that lie about as a camera shows them; marks that stand alone are likelier. */
function byFourMarks(form: FormFeatures, seen: SeenFeatures, size: Size): Guess[] {
  const hull = largestQuad(convexHull(form.marks.map(({ at }) => at)));
  if (!hull) return [];
  const marks = hull.map((corner) => form.marks.find(({ at }) => at === corner) as Mark);
  const candidates = marks.map((mark) => alike(mark, seen.marks).slice(0, TRIED));
  const guesses: (Guess & { readonly doubt: number })[] = [];
  const choose = (chosen: readonly SeenMark[]) => {
    const next = candidates[chosen.length];
    if (next) {
      for (const mark of next) if (!chosen.includes(mark)) choose([...chosen, mark]);
      return;
    }
    const quad = chosen.map(({ at }) => at);
    if (!isConvex(quad)) return;
    const map = homography(hull, quad);
    const fits = marks.every(({ at, size: side }, index) => {
      const ratio = (chosen[index] as SeenMark).size / side / scaleAt(map, at);
      return ratio > 0.7 && ratio < 1.45;
    });
    if (!fits || !isPlausible(map, form, size)) return;
    const crowded = chosen.filter(({ isAlone }) => !isAlone).length;
    guesses.push({ map, allowance: { near: 4, share: 0.03 }, known: hull, prior: 0, doubt: crowded + 0.01 * distortion(map, form) });
  };
  choose([]);
  guesses.sort((one, other) => one.doubt - other.doubt);
  return mostMatched(guesses, form, seen);
}

/** Whether four points go around clockwise, each a corner. */
function isConvex(quad: readonly Point[]): boolean {
  return quad.every(([ax, ay], at) => {
    const [[bx, by], [cx, cy]] = [quad[(at + 1) % 4] as Point, quad[(at + 2) % 4] as Point];
    return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0;
  });
}

/** Two marks that lie far apart, and every pair of marks seen for them. */
function byMarks(form: FormFeatures, seen: SeenFeatures, size: Size): Guess[] {
  const pairs = form.marks
    .flatMap((one, at) => form.marks.slice(at + 1).map((other) => [one, other] as const))
    .sort((one, other) => distance(other[0].at, other[1].at) - distance(one[0].at, one[1].at))
    .slice(0, 2);
  const guesses = pairs.flatMap(([one, other]) => {
    const [starts, ends] = [alike(one, seen.marks), alike(other, seen.marks)];
    return starts.flatMap((start) =>
      ends.flatMap((end): Guess[] => {
        if (start === end) return [];
        const map = similarity(one.at, other.at, start.at, end.at);
        const scale = scaleAt(map, form.center);
        const fits = [start.size / one.size, end.size / other.size].every((ratio) => ratio / scale > 0.6 && ratio / scale < 1.7);
        return fits && isPlausible(map, form, size)
          ? [{ map, allowance: { near: 3, share: 0.14 }, known: [one.at, other.at], prior: 0 }]
          : [];
      }),
    );
  });
  return mostMatched(guesses, form, seen);
}

/** A large box of the form, and every box seen that has its proportion, in each of its turns. */
function byBoxes(form: FormFeatures, seen: SeenFeatures, size: Size): Guess[] {
  const seeds = distinct([...form.boxes].sort((one, other) => boxArea(other) - boxArea(one))).slice(0, 6);
  const candidates = seen.boxes.slice(0, 80);
  const guesses = seeds.flatMap((box) => {
    const corners = cornersOf(box);
    return candidates.flatMap((candidate) =>
      turnsOf(candidate, box).flatMap((quad): Guess[] => {
        const map = affineOf(corners, quad);
        return map && isPlausible(map, form, size) ? [{ map, allowance: { near: 1.5, share: 0.1 }, known: corners, prior: 0 }] : [];
      }),
    );
  });
  return mostMatched(guesses, form, seen);
}

/** Those under which most is found; of equals the first. */
function mostMatched(guesses: readonly Guess[], form: FormFeatures, seen: SeenFeatures): Guess[] {
  const rated = guesses.map((guess) => {
    const matches = matched(form, seen, guess.map, guess.allowance, guess.known);
    return { guess, score: matches.reduce((sum, { isMark }) => sum + (isMark ? 3 : 1), 0) };
  });
  return rated
    .sort((one, other) => other.score - one.score)
    .slice(0, FOLLOWED)
    .map(({ guess }) => guess);
}

/** Those that stand alone first, and the larger ones first: letters are neither. */
function alike(mark: Mark, seen: readonly SeenMark[]): SeenMark[] {
  const likely = (one: SeenMark, other: SeenMark) => Number(other.isAlone) - Number(one.isAlone) || other.size - one.size;
  return seen
    .filter(({ kind }) => isLike(kind, mark.kind))
    .sort(likely)
    .slice(0, 60);
}

/** Turned, scaled and shifted, so that one point falls on one and the other on the other. */
function similarity([ax, ay]: Point, [bx, by]: Point, [px, py]: Point, [qx, qy]: Point): Transform {
  const [dx, dy, ex, ey] = [bx - ax, by - ay, qx - px, qy - py];
  const length = dx * dx + dy * dy;
  const [c, s] = [(dx * ex + dy * ey) / length, (dx * ey - dy * ex) / length];
  return [c, -s, px - c * ax + s * ay, s, c, py - s * ax - c * ay, 0, 0, 1];
}

/** The affine map by two sides of a box: perspective over so small a part is noise. */
function affineOf([a, b, , d]: readonly Point[], quad: readonly Point[]): Transform | undefined {
  if (!a || !b || !d) return undefined;
  const [p, q, r, s] = quad as [Point, Point, Point, Point];
  const across: Point = [(q[0] - p[0] + r[0] - s[0]) / 2 / (b[0] - a[0]), (q[1] - p[1] + r[1] - s[1]) / 2 / (b[0] - a[0])];
  const down: Point = [(s[0] - p[0] + r[0] - q[0]) / 2 / (d[1] - a[1]), (s[1] - p[1] + r[1] - q[1]) / 2 / (d[1] - a[1])];
  const [x, y] = [quad.reduce((sum, [u]) => sum + u, 0) / 4, quad.reduce((sum, [, v]) => sum + v, 0) / 4];
  const [mx, my] = [(a[0] + b[0]) / 2, (a[1] + d[1]) / 2];
  return [across[0], down[0], x - across[0] * mx - down[0] * my, across[1], down[1], y - across[1] * mx - down[1] * my, 0, 0, 1];
}

/** The turns in which a seen box has about the proportion of a form's. */
function turnsOf({ quad }: SeenBox, { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number }): Point[][] {
  const proportion = (right - left) / (bottom - top);
  return [0, 1, 2, 3].flatMap((turn) => {
    const turned = quad.map((_, at) => quad[(at + turn) % 4] as Point) as [Point, Point, Point, Point];
    const [a, b, c, d] = turned;
    const seen = (distance(a, b) + distance(d, c)) / (distance(a, d) + distance(b, c));
    return Math.abs(Math.log(seen / proportion)) < 0.35 ? [turned] : [];
  });
}

/** Whether the page would neither be lost in the picture, nor reach far beyond it, nor be more distorted than a camera shows it. */
function isPlausible(map: Transform, form: FormFeatures, { height, width }: Size): boolean {
  const { center, reach } = form;
  if (distortion(map, form) > MOST_DISTORTED.byLines) return false;
  const share = (scaleAt(map, center) * reach * 2) / Math.hypot(height, width);
  const [x, y] = apply(map, center);
  return share > 0.25 && share < 2.2 && x > -0.3 * width && y > -0.3 * height && x < 1.3 * width && y < 1.3 * height;
}

/** Boxes of sizes that differ; of equals the first and the last. */
function distinct<Sized extends { left: number; top: number; right: number; bottom: number }>(boxes: readonly Sized[]): Sized[] {
  const kinds = new Map<string, Sized[]>();
  for (const box of boxes) {
    const key = `${Math.round(box.right - box.left)} ${Math.round(box.bottom - box.top)}`;
    kinds.set(key, [...(kinds.get(key) ?? []), box]);
  }
  return [...kinds.values()].flatMap((alike) => (alike.length > 1 ? [alike[0] as Sized, alike.at(-1) as Sized] : alike));
}

function boxArea({ left, top, right, bottom }: { left: number; top: number; right: number; bottom: number }): number {
  return (right - left) * (bottom - top);
}

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}
