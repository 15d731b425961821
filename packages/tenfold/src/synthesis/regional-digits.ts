import type { Rng } from "../engine/rng.js";
import { between, chance } from "./draws.js";
import { smooth } from "./smooth.js";

/** Strokes of a digit, x, y, x, y, … each, y growing downward. */
export type DrawnStrokes = readonly (readonly number[])[];

/**
 * A one with an upstroke, as it is written in much of the world, which a network that saw American ones alone takes for a seven: steep
 * and short, or climbing from below the middle, at times nearly as far from the left as the stem is high; with a foot now and then.
 */
export function longOne(random: Rng): DrawnStrokes {
  const top = [between(random, 0.35, 0.65), 0] as const;
  const [reach, drop] = chance(random, 0.5) ? ([0.95, 0.85] as const) : ([0.35, 0.5] as const);
  const start = [top[0] - between(random, 0.1, reach), between(random, 0.15, drop)] as const;
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

/** A two whose pen begins within its bow, so that it closes to a loop there, and often at its foot as well. */
export function loopedTwo(random: Rng): DrawnStrokes {
  const bow = [
    [between(random, 0.2, 0.55), between(random, 0.18, 0.4)],
    [between(random, 0, 0.25), between(random, 0.3, 0.5)],
    [between(random, -0.05, 0.15), between(random, 0, 0.2)],
    [0.45, between(random, -0.1, 0.02)],
    [between(random, 0.75, 1), between(random, 0, 0.25)],
    [between(random, 0.6, 0.8), between(random, 0.45, 0.65)],
    [between(random, 0.05, 0.3), between(random, 0.85, 1)],
  ];
  const loop = chance(random, 0.5)
    ? [
        [between(random, -0.15, 0), between(random, 0.95, 1.08)],
        [between(random, -0.1, 0.1), between(random, 0.72, 0.85)],
      ]
    : [];
  const tail = [
    [between(random, 0.4, 0.6), between(random, 0.9, 1.08)],
    [between(random, 0.8, 1.1), between(random, 0.8, 1.02)],
    [between(random, 0.9, 1.2), between(random, 0.75, 1)],
  ];
  return [smooth([...bow, ...loop, ...tail].map(([x = 0, y = 0]) => [x, y] as const))];
}

/** A seven with a bar through its stem, its top level or nearly so, often with a serif at the left. */
export function barredSeven(random: Rng): DrawnStrokes {
  const [left, right] = [between(random, 0, 0.15), between(random, 0.6, 0.85)];
  const drop = between(random, -0.05, 0.1);
  const foot = [between(random, 0.15, 0.45), 1] as const;
  const serif = chance(random, 0.5) ? [left + between(random, -0.03, 0.03), between(random, 0.12, 0.3)] : [];
  const bend = between(random, -0.05, 0.12);
  const stem = [right, drop, (right + foot[0]) / 2 + bend, 0.5, ...foot];
  const at = between(random, 0.42, 0.6);
  const middle = right + (foot[0] - right) * at + bend;
  const reach = between(random, 0.13, 0.32);
  const tilt = between(random, -0.1, 0.04);
  return [
    [...serif, left, 0, ...stem],
    [middle - reach, at - tilt, middle + reach, at + tilt],
  ];
}

/** A seven with a small head that waves, and a long bar through its stem, so that it looks like a t. */
export function wavedSeven(random: Rng): DrawnStrokes {
  const [right, foot] = [between(random, 0.45, 0.8), [between(random, 0.1, 0.45), 1] as const];
  const head = [
    [between(random, -0.05, 0.1), between(random, 0.12, 0.3)],
    [between(random, -0.02, 0.12), between(random, -0.05, 0.12)],
    [between(random, 0.25, 0.45), between(random, 0, 0.18)],
    [right, between(random, -0.05, 0.08)],
    [right, between(random, 0.05, 0.15)],
    [(right + foot[0]) / 2 + between(random, -0.05, 0.08), 0.5],
    foot,
    foot,
  ];
  const at = between(random, 0.4, 0.62);
  const middle = right + (foot[0] - right) * at;
  const [before, behind, tilt] = [between(random, 0.15, 0.45), between(random, 0.15, 0.5), between(random, -0.12, 0.06)];
  return [smooth(head.map(([x = 0, y = 0]) => [x, y] as const)), [middle - before, at - tilt, middle + behind, at + tilt]];
}

/** A nine like a P: its bowl is drawn first and ends at the left, where the stem goes down, often with its foot curled. */
export function curledNine(random: Rng): DrawnStrokes {
  const stem = between(random, 0.15, 0.45);
  const start = [stem + between(random, -0.05, 0.12), between(random, 0.3, 0.48)] as const;
  const end = [start[0] - between(random, 0, 0.14), start[1] + between(random, -0.02, 0.14)] as const;
  const foot = [stem + between(random, -0.15, 0.12), between(random, 0.95, 1.05)] as const;
  const corners = [
    start,
    start,
    [between(random, -0.08, 0.15), between(random, -0.02, 0.25)],
    [between(random, 0.35, 0.6), between(random, -0.12, 0.02)],
    [between(random, 0.7, 1.05), between(random, 0.05, 0.25)],
    [between(random, 0.5, 0.85), between(random, 0.38, 0.55)],
    end,
    ...(chance(random, 0.7) ? [end] : []),
    [stem + between(random, -0.08, 0.1), between(random, 0.6, 0.8)],
    foot,
    chance(random, 0.4) ? [foot[0] - between(random, 0.1, 0.35), foot[1] - between(random, -0.02, 0.12)] : foot,
  ] as const;
  return [smooth([...corners, corners.at(-1) as readonly number[]].map(([x = 0, y = 0]) => [x, y] as const))];
}

/** A four like a bolt of lightning: down to the left, to the right, and down again, in one go or with a stem of its own. */
export function boltFour(random: Rng): DrawnStrokes {
  const left = [between(random, -0.05, 0.15), between(random, 0.48, 0.68)] as const;
  const right = [between(random, 0.6, 0.9), left[1] - between(random, -0.03, 0.15)] as const;
  const arm = [between(random, 0.3, 0.6), between(random, -0.05, 0.1), ...left, ...right];
  const foot = [right[0] - between(random, 0.05, 0.45), 1] as const;
  if (chance(random, 0.5)) return [[...arm, ...foot]];
  return [arm, [right[0] + between(random, -0.12, 0.1), right[1] - between(random, 0.1, 0.4), ...foot]];
}

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
