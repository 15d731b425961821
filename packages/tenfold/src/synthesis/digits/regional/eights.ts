import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "./drawn-strokes.js";
import { smoothStroke } from "./smooth-stroke.js";

/** An eight in one go that ends short of where it began, or beyond: open at its top, or with a horn there. */
export function openEight(random: Rng): DrawnStrokes {
  const [start, end] = [between(random, 0.6, 0.95), between(random, 0.55, 1)];
  const half = between(random, 0.42, 0.56);
  return [
    smoothStroke([
      [start, between(random, 0, 0.18)],
      [between(random, 0.4, 0.6), between(random, -0.1, 0.02)],
      [between(random, 0, 0.18), between(random, 0.08, 0.26)],
      [0.5, half],
      [between(random, 0.8, 1.02), between(random, 0.68, 0.86)],
      [between(random, 0.4, 0.6), between(random, 0.99, 1.1)],
      [between(random, -0.02, 0.2), between(random, 0.68, 0.9)],
      [0.5, half + between(random, -0.06, 0.04)],
      [end, chance(random, 0.5) ? between(random, -0.1, 0.08) : between(random, 0.08, 0.24)],
    ]),
  ];
}
