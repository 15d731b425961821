import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "../regional/drawn-strokes.js";
import { smoothStroke } from "../regional/smooth-stroke.js";

/** A zero that is wider than high, or flat at one side, as a quick hand leaves it: closed, or open by a little. */
export function squashedZero(random: Rng): DrawnStrokes {
  const half = between(random, 0.45, 0.8);
  const [left, right] = [between(random, 0.3, 0.7), between(random, 0.3, 0.7)];
  const start = [0.5 + between(random, -0.3, 0.3), between(random, -0.02, 0.12)] as const;
  return [
    smoothStroke([
      start,
      [0.5 - half, left - between(random, 0.2, 0.45)],
      [0.5 - half, left + between(random, 0.1, 0.35)],
      [0.5 + between(random, -0.25, 0.25), between(random, 0.92, 1.08)],
      [0.5 + half, right + between(random, 0.1, 0.35)],
      [0.5 + half, right - between(random, 0.2, 0.45)],
      [start[0] + between(random, -0.15, 0.25), start[1] + between(random, -0.1, 0.1)],
    ]),
  ];
}

/** A zero like a D: its left side straight, its bow closed at the top with a corner there, or beyond it; its foot a corner or rounded. */
export function sidedZero(random: Rng): DrawnStrokes {
  const [left, wide] = [between(random, 0.1, 0.3), between(random, 0.5, 0.95)];
  const over = [left + between(random, -0.22, 0.25), between(random, -0.1, 0.12)] as const;
  const top = [left, between(random, -0.02, 0.1)] as const;
  const low = [left + between(random, -0.12, 0.08), between(random, 0.6, 0.8)] as const;
  const bow = [
    [left + between(random, -0.02, 0.15), between(random, 0.98, 1.1)] as const,
    [left + wide, between(random, 0.7, 0.95)] as const,
    [left + wide, between(random, 0.1, 0.4)] as const,
    [left + between(random, 0.2, 0.5), between(random, -0.05, 0.12)] as const,
    over,
  ];
  return [chance(random, 0.5) ? [...top, ...smoothStroke([low, ...bow])] : smoothStroke([top, [top[0], 0.3], low, ...bow])];
}

/** A zero that does not close, or whose end runs on: into the ring, or off to the right as to the next digit. */
export function unclosedZero(random: Rng): DrawnStrokes {
  const half = between(random, 0.25, 0.5);
  const start = [0.5 + between(random, -0.1, 0.3), between(random, -0.02, 0.15)] as const;
  const inward = [0.5 + between(random, -0.15, 0.15), between(random, 0.15, 0.45)] as const;
  const onward = [0.5 + half + between(random, 0.05, 0.45), between(random, -0.15, 0.15)] as const;
  const gap = [start[0] + between(random, 0.02, 0.22), between(random, -0.02, 0.2)] as const;
  const kind = random.uniform();
  return [
    smoothStroke([
      start,
      [0.5 - half, between(random, 0.1, 0.35)],
      [0.5 - half, between(random, 0.6, 0.85)],
      [0.5 + between(random, -0.1, 0.1), between(random, 0.98, 1.1)],
      [0.5 + half, between(random, 0.6, 0.85)],
      [0.5 + half, between(random, 0.15, 0.35)],
      ...(kind < 0.35 ? [gap] : kind < 0.65 ? [start, inward] : [[start[0], start[1] - 0.05] as const, onward]),
    ]),
  ];
}

/** A zero thin as a leaf, its ends pointed, its two sides near each other. */
export function leafZero(random: Rng): DrawnStrokes {
  const half = between(random, 0.12, 0.26);
  const [top, foot] = [0.5 + between(random, -0.05, 0.15), 0.5 + between(random, -0.15, 0.05)];
  const end = chance(random, 0.5) ? between(random, -0.12, 0.02) : between(random, 0.02, 0.15);
  return [
    smoothStroke([
      [top, 0],
      [0.5 - half, between(random, 0.3, 0.5)],
      [foot, 1],
      [foot, 1],
      [0.5 + half, between(random, 0.45, 0.65)],
      [top + between(random, -0.06, 0.06), end],
    ]),
  ];
}
