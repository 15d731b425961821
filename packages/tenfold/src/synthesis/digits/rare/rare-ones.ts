import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "../regional/drawn-strokes.js";
import { smoothStroke } from "../regional/smooth-stroke.js";

/** A one whose upstroke climbs from the base line, or from near it, like a roof with a steep side: not a 7, not a 4, not a V turned over. */
export function climbingOne(random: Rng): DrawnStrokes {
  const top = [between(random, 0.45, 0.65), 0] as const;
  const start = [top[0] - between(random, 0.25, 0.75), between(random, 0.7, 1)] as const;
  const foot = [top[0] + between(random, -0.12, 0.2), between(random, 0.96, 1.04)] as const;
  const sag = between(random, -0.02, 0.14);
  const up = smoothStroke([start, [(start[0] + top[0]) / 2 + sag, (start[1] + top[1]) / 2 + sag], [top[0] - 0.03, 0.08], top]);
  return [[...up, ...foot]];
}

/** A one with a hook before it and a tail behind, like a flat S: its stem leans, its ends run off. */
export function hookedOne(random: Rng): DrawnStrokes {
  const top = [between(random, 0.5, 0.65), between(random, -0.02, 0.04)] as const;
  const foot = [top[0] - between(random, 0, 0.3), between(random, 0.94, 1.02)] as const;
  const before = [top[0] - between(random, 0.06, 0.2), top[1] + between(random, 0.05, 0.22)] as const;
  const tail = chance(random, 0.6)
    ? [
        [foot[0] + between(random, 0.05, 0.12), 1.02] as const,
        [foot[0] + between(random, 0.1, 0.28), foot[1] - between(random, 0.02, 0.14)] as const,
      ]
    : [];
  return [smoothStroke([before, [before[0] + 0.04, before[1] - 0.06], top, [(top[0] + foot[0]) / 2, 0.5], foot, ...tail])];
}
