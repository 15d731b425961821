import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "./drawn-strokes.js";

/** A zero with a stroke through it, from one corner to the other or a little short of it. */
export function slashedZero(random: Rng): DrawnStrokes {
  const [width, from] = [between(random, 0.3, 0.55), random.below(RING)];
  const [start, end] = [between(random, 0.9, 1.45), between(random, 0.9, 1.45)];
  const [across, up] = [width * between(random, 0.6, 1), between(random, 0.25, 0.5)];
  const ring = Array.from({ length: RING + 2 }, (_, at) => {
    const [x, y] = onCircle((from + at) % RING);
    return [0.5 + width * x, 0.5 + 0.5 * y];
  }).flat();
  const slash = [0.5 - across * start, 0.5 + up * start, 0.5 + across * end, 0.5 - up * end];
  return [ring, chance(random, 0.9) ? slash : slash.map((one, at) => (at % 2 === 0 ? 1 - one : one))];
}

const RING = 24;

/** One of so many points on a circle of radius 1: by Taylor's series, alike in every JavaScript engine. */
function onCircle(at: number): readonly [number, number] {
  const quarter = Math.floor((4 * at) / RING);
  const t = (2 * Math.PI * at) / RING - (quarter * Math.PI) / 2;
  const sine = t - t ** 3 / 6 + t ** 5 / 120 - t ** 7 / 5040;
  const cosine = 1 - t ** 2 / 2 + t ** 4 / 24 - t ** 6 / 720 + t ** 8 / 40320;
  return [
    [cosine, sine],
    [-sine, cosine],
    [-cosine, -sine],
    [sine, -cosine],
  ][quarter] as [number, number];
}
