import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "./drawn-strokes.js";
import { smoothStroke } from "./smooth-stroke.js";

// Digits as American schools teach them, and MNIST has most of: what regional forms differ from.

/** A one that is a stem alone, or begins with a short nick. */
export function bareOne(random: Rng): DrawnStrokes {
  const lean = between(random, -0.25, 0.08);
  const stem = [0.5 - lean / 2, 0, 0.5 + lean / 2, 1];
  return [
    chance(random, 0.2) ? [stem[0] as number, between(random, 0.06, 0.14), ...stem].map((one, at) => (at === 0 ? one - 0.12 : one)) : stem,
  ];
}

/** A seven of two lines, a corner between them. */
export function plainSeven(random: Rng): DrawnStrokes {
  const right = between(random, 0.55, 0.85);
  const foot = between(random, 0.1, 0.5);
  const bend = between(random, -0.06, 0.1);
  return [
    [
      between(random, -0.05, 0.12),
      between(random, -0.04, 0.1),
      right,
      between(random, -0.05, 0.08),
      (right + foot) / 2 + bend,
      0.5,
      foot,
      1,
    ],
  ];
}

/** A four whose arm and stem meet at its top. */
export function closedFour(random: Rng): DrawnStrokes {
  const top = [between(random, 0.5, 0.7), 0] as const;
  const left = [between(random, -0.05, 0.12), between(random, 0.55, 0.72)] as const;
  const end = [between(random, 0.75, 1), left[1] + between(random, -0.06, 0.06)] as const;
  return [
    [...top, ...left, ...end],
    [top[0] + between(random, -0.05, 0.08), between(random, 0, 0.06), top[0] + between(random, -0.1, 0.08), 1],
  ];
}

/** A nine of a ring and a straight stem at its right. */
export function stemmedNine(random: Rng): DrawnStrokes {
  const right = between(random, 0.55, 0.75);
  const close = [right, between(random, 0.12, 0.24)] as const;
  const ring = smoothStroke([
    close,
    [between(random, 0.28, 0.4), between(random, -0.04, 0.04)],
    [between(random, -0.02, 0.1), between(random, 0.18, 0.3)],
    [between(random, 0.2, 0.35), between(random, 0.42, 0.52)],
    [right - between(random, 0, 0.06), between(random, 0.28, 0.38)],
    close,
  ]);
  return [[...ring, right + between(random, -0.12, 0.04), 1]];
}

/** A zero that is a ring. */
export function ringZero(random: Rng): DrawnStrokes {
  const half = between(random, 0.28, 0.45);
  const start = [0.5 + between(random, -0.1, 0.15), between(random, -0.03, 0.05)] as const;
  return [
    smoothStroke([
      start,
      [0.5 - half, between(random, 0.35, 0.6)],
      [0.5, between(random, 0.95, 1.05)],
      [0.5 + half, between(random, 0.4, 0.6)],
      [start[0] + between(random, -0.05, 0.05), start[1] + between(random, -0.04, 0.04)],
    ]),
  ];
}
