import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "./drawn-strokes.js";
import { smoothStroke } from "./smooth-stroke.js";

/**
 * An upstroke climbs at least so much for each step to the right, so that it climbs in a slanted hand, too, which makes it flatter: a flat one makes the
 * digit a seven to every eye.
 */
const CLIMBS = 0.9;

/**
 * A one with an upstroke, as it is written in much of the world, which a network that saw American ones alone takes for a seven: steep
 * and short, or climbing from below the middle, at times nearly as far from the left as the stem is high; with a foot now and then.
 */
export function longOne(random: Rng): DrawnStrokes {
  const top = [between(random, 0.35, 0.65), 0] as const;
  const [reach, drop] = chance(random, 0.5) ? ([0.95, 0.85] as const) : ([0.35, 0.5] as const);
  const out = between(random, 0.1, reach);
  const start = [top[0] - out, Math.max(between(random, 0.15, drop), CLIMBS * out)] as const;
  const foot = [top[0] + between(random, -0.2, 0.12), 1] as const;
  const bow = between(random, -0.08, 0.08);
  const one = [
    ...start,
    (start[0] + top[0]) / 2 + bow,
    (start[1] + top[1]) / 2 + bow,
    ...top,
    (top[0] + foot[0]) / 2 - bow / 2,
    0.5,
    ...foot,
  ];
  if (!chance(random, 0.2)) return [one];
  const half = between(random, 0.1, 0.3);
  return [one, [foot[0] - half, 1 + between(random, -0.04, 0.04), foot[0] + half, 1 + between(random, -0.04, 0.04)]];
}

/** A one whose upstroke comes back to the stem in a loop, often with a foot drawn in the same go: not an 8, not a 9. */
export function loopedOne(random: Rng): DrawnStrokes {
  const top = [between(random, 0.4, 0.65), between(random, -0.03, 0.03)] as const;
  const start = [top[0] - between(random, 0.2, 0.5), between(random, 0.3, 0.62)] as const;
  const foot = [top[0] + between(random, -0.25, 0.05), 1] as const;
  const up = smoothStroke([
    [start[0] + between(random, 0, 0.12), start[1] - between(random, 0, 0.1)],
    start,
    [start[0] + between(random, 0.15, 0.3), start[1] + between(random, 0.02, 0.12)],
    [top[0] - between(random, 0, 0.1), between(random, 0.15, 0.3)],
    top,
  ]);
  const base = chance(random, 0.5)
    ? [foot[0] - between(random, 0.05, 0.2), 1, foot[0] + between(random, 0.1, 0.35), between(random, 0.94, 1.03)]
    : [];
  return [[...up, ...foot, ...base]];
}

/** A one with a base as wide as the digit or wider, with or without an upstroke: not a 2, not a Z. */
export function basedOne(random: Rng): DrawnStrokes {
  const top = [between(random, 0.4, 0.6), 0] as const;
  const foot = [top[0] + between(random, -0.15, 0.1), 1] as const;
  const out = between(random, 0.08, 0.45);
  const flag = chance(random, 0.75) ? [top[0] - out, Math.max(between(random, 0.1, 0.45), CLIMBS * out)] : [];
  const [before, behind, tilt] = [between(random, 0.12, 0.4), between(random, 0.12, 0.4), between(random, -0.05, 0.05)];
  return [
    [...flag, ...top, ...foot],
    [foot[0] - before, 1 - tilt, foot[0] + behind, 1 + tilt],
  ];
}
