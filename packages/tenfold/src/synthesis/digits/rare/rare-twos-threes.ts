import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "../regional/drawn-strokes.js";
import { smoothStroke } from "../regional/smooth-stroke.js";

/** A two of lines like a Z, or bent once: its head rounded or not, its foot short or long. */
export function angularTwo(random: Rng): DrawnStrokes {
  const [left, right] = [between(random, 0, 0.2), between(random, 0.6, 0.85)];
  const foot = [between(random, 0, 0.2), between(random, 0.94, 1.02)] as const;
  const end = [between(random, 0.65, 1.1), foot[1] + between(random, -0.08, 0.08)] as const;
  const head = chance(random, 0.5)
    ? [left, between(random, -0.05, 0.15), right, between(random, -0.05, 0.1)]
    : smoothStroke([
        [left, between(random, 0.12, 0.3)],
        [between(random, 0.3, 0.5), between(random, -0.15, 0)],
        [right + 0.08, between(random, 0, 0.12)],
        [right, between(random, 0.25, 0.42)],
      ]);
  return [[...head, ...foot, ...end]];
}

/** A three whose waist is a small loop, or that is bent like a z above its bow, or flat as a bracket with hardly a waist. */
export function waistedThree(random: Rng): DrawnStrokes {
  const waist = [between(random, 0.2, 0.5), between(random, 0.38, 0.52)] as const;
  const loop = between(random, 0.02, 0.14);
  const knot = chance(random, 0.5)
    ? ([waist, [waist[0] - loop, waist[1] + loop / 2], [waist[0] - loop / 2, waist[1] - loop], [waist[0] + loop, waist[1]]] as const)
    : ([waist, [waist[0] + loop, waist[1] + 0.02]] as const);
  return [
    smoothStroke([
      [between(random, 0, 0.25), between(random, 0.02, 0.2)],
      [between(random, 0.35, 0.55), between(random, -0.1, 0.02)],
      [between(random, 0.65, 0.9), between(random, 0.08, 0.25)],
      ...knot,
      [between(random, 0.7, 0.95), between(random, 0.55, 0.7)],
      [between(random, 0.55, 0.85), between(random, 0.88, 1.05)],
      [between(random, 0.25, 0.45), between(random, 0.98, 1.08)],
      [between(random, -0.1, 0.15), between(random, 0.8, 1)],
    ]),
  ];
}
