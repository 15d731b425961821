import { distance, type Point, scaleAt, type Transform } from "../../image/geometry/transform.js";
import { likelyMarks } from "../see/find-marks.js";
import type { Guess } from "./guess.js";
import type { Scene } from "./scene.js";

/** How many pairs of the form's marks are tried. */
const PAIRS = 2;
/** Both marks seem between these shares of their sizes. */
const [LEAST_SIZE, MOST_SIZE] = [0.6, 1.7];
/** How far off other features may be. */
const ALLOWANCE = { near: 3, share: 0.14 };

/** Two fiducial marks that lie far apart, and every pair of marks seen for them: the similarity that they fix. */
export function guessesByTwoMarks({ form, seen }: Scene): Guess[] {
  const pairs = form.marks
    .flatMap((one, at) => form.marks.slice(at + 1).map((other) => [one, other] as const))
    .sort((one, other) => distance(other[0].at, other[1].at) - distance(one[0].at, one[1].at))
    .slice(0, PAIRS);
  return pairs.flatMap(([one, other]) => {
    const [starts, ends] = [likelyMarks(one.kind, seen.marks), likelyMarks(other.kind, seen.marks)];
    const chosen = starts.flatMap((start) => ends.filter((end) => end !== start).map((end) => [start, end] as const));
    return chosen.flatMap(([start, end]): Guess[] => {
      const map = similarity([one.at, other.at], [start.at, end.at]);
      const scale = scaleAt(map, form.center);
      const ratios = [start.size / one.size, end.size / other.size];
      const fits = ratios.every((ratio) => ratio / scale > LEAST_SIZE && ratio / scale < MOST_SIZE);
      return fits ? [{ map, allowance: ALLOWANCE, known: [one.at, other.at], prior: 0, doubt: 0 }] : [];
    });
  });
}

/** Turned, scaled and shifted, so that two points fall on two others. */
function similarity([[ax, ay], [bx, by]]: readonly [Point, Point], [[px, py], [qx, qy]]: readonly [Point, Point]): Transform {
  const [dx, dy, ex, ey] = [bx - ax, by - ay, qx - px, qy - py];
  const length = dx * dx + dy * dy;
  const [c, s] = [(dx * ex + dy * ey) / length, (dx * ey - dy * ex) / length];
  return [c, -s, px - c * ax + s * ay, s, c, py - s * ax - c * ay, 0, 0, 1];
}
