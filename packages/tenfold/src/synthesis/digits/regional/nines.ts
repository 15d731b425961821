import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import { smooth } from "../../smooth.js";
import type { DrawnStrokes } from "./drawn-strokes.js";
import { smoothStroke } from "./smooth-stroke.js";

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

/** A nine whose stem runs on below in a bow to the left, like a g: not a 3, not an 8, not a 2. */
export function tailedNine(random: Rng): DrawnStrokes {
  const right = between(random, 0.6, 0.85);
  const close = [right - between(random, 0, 0.08), between(random, 0.08, 0.25)] as const;
  return [
    smoothStroke([
      close,
      [between(random, 0.3, 0.5), between(random, -0.1, 0.02)],
      [between(random, -0.08, 0.1), between(random, 0.1, 0.28)],
      [between(random, 0.15, 0.35), between(random, 0.42, 0.54)],
      [right - between(random, 0.05, 0.15), between(random, 0.32, 0.44)],
      [right, close[1] - between(random, 0, 0.08)],
      [right + between(random, -0.05, 0.05), between(random, 0.45, 0.6)],
      [right + between(random, -0.15, 0.05), between(random, 0.85, 1)],
      [right - between(random, 0.25, 0.45), between(random, 0.98, 1.1)],
      [right - between(random, 0.5, 0.95), between(random, 0.78, 1.05)],
    ]),
  ];
}
