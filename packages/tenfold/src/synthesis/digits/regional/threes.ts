import type { Rng } from "../../../engine/rng.js";
import { between } from "../../draws.js";
import type { DrawnStrokes } from "./drawn-strokes.js";
import { smoothStroke } from "./smooth-stroke.js";

/** A three with a flat top and a corner, like a z with a bow below: not a 7, not a 5. */
export function flatThree(random: Rng): DrawnStrokes {
  const drop = between(random, -0.05, 0.08);
  const neck = [between(random, 0.2, 0.5), between(random, 0.35, 0.48)] as const;
  const top = [between(random, -0.05, 0.2), between(random, -0.03, 0.08), between(random, 0.7, 0.95), drop, ...neck];
  const bow = smoothStroke([
    neck,
    [between(random, 0.6, 0.8), between(random, 0.38, 0.5)],
    [between(random, 0.8, 1), between(random, 0.65, 0.82)],
    [between(random, 0.4, 0.6), between(random, 0.98, 1.08)],
    [between(random, -0.1, 0.15), between(random, 0.82, 1)],
  ]);
  return [[...top, ...bow]];
}
