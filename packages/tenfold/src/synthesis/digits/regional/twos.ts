import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import { smooth } from "../../smooth.js";
import type { DrawnStrokes } from "./drawn-strokes.js";
import { smoothStroke } from "./smooth-stroke.js";

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

/** A two that begins with a curl nearly closed to a ring, its foot a wave or a plain line: not a 9, not an 8. */
export function curledTwo(random: Rng): DrawnStrokes {
  const [x, y] = [between(random, 0.1, 0.35), between(random, 0.28, 0.5)];
  const curl = between(random, 0.08, 0.22);
  const foot = between(random, 0.92, 1.02);
  return [
    smoothStroke([
      [x + curl, y - between(random, 0, 0.08)],
      [x + curl * between(random, 0.4, 1), y + curl],
      [x - curl, y + curl * between(random, 0.3, 1)],
      [x - curl * between(random, 0.8, 1.3), between(random, 0.08, 0.25)],
      [between(random, 0.35, 0.55), between(random, -0.12, 0)],
      [between(random, 0.8, 1.05), between(random, 0.02, 0.2)],
      [between(random, 0.65, 0.9), between(random, 0.45, 0.62)],
      [between(random, 0.1, 0.35), between(random, 0.75, 0.92)],
      [between(random, -0.05, 0.1), foot],
      [between(random, 0.3, 0.5), foot - between(random, -0.02, 0.12)],
      [between(random, 0.55, 0.8), foot + between(random, -0.02, 0.1)],
      [between(random, 0.85, 1.2), foot - between(random, -0.03, 0.15)],
    ]),
  ];
}
