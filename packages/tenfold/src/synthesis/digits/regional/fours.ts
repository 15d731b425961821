import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "./drawn-strokes.js";
import { smoothStroke } from "./smooth-stroke.js";

/** A four like a bolt of lightning: down to the left, to the right, and down again, in one go or with a stem of its own. */
export function boltFour(random: Rng): DrawnStrokes {
  const left = [between(random, -0.05, 0.15), between(random, 0.48, 0.68)] as const;
  const right = [between(random, 0.6, 0.9), left[1] - between(random, -0.03, 0.15)] as const;
  const arm = [between(random, 0.3, 0.6), between(random, -0.05, 0.1), ...left, ...right];
  const foot = [right[0] - between(random, 0.05, 0.45), 1] as const;
  if (chance(random, 0.5)) return [[...arm, ...foot]];
  return [arm, [right[0] + between(random, -0.12, 0.1), right[1] - between(random, 0.1, 0.4), ...foot]];
}

/** A four open at its top: a stroke down and to the right, and a stem that crosses it or begins at it, at times only just. */
export function openFour(random: Rng): DrawnStrokes {
  const [start, corner] = [between(random, 0, 0.3), between(random, -0.02, 0.18)];
  const level = between(random, 0.42, 0.68);
  const end = [between(random, 0.7, 1.05), level + between(random, -0.08, 0.06)] as const;
  const stem = between(random, 0.5, end[0] - 0.08);
  const from = between(random, -0.08, level - 0.08);
  const lean = between(random, -0.25, 0.08);
  const arm = chance(random, 0.5)
    ? [start, between(random, -0.03, 0.15), corner, level, ...end]
    : smoothStroke([
        [start, between(random, -0.03, 0.15)],
        [corner, level - 0.1],
        [corner + 0.08, level + between(random, -0.02, 0.08)],
        end,
      ]);
  return [arm, [stem - lean * (level - from), from, stem + lean * (1 - level), 1]];
}
