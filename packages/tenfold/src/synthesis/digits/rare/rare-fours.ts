import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "../regional/drawn-strokes.js";
import { smoothStroke } from "../regional/smooth-stroke.js";

/** A four in one go, its stem drawn up and down again, with a loop where arm and stem cross or at the left. */
export function loopedFour(random: Rng): DrawnStrokes {
  const top = [between(random, 0.4, 0.7), between(random, -0.02, 0.1)] as const;
  const left = [between(random, -0.1, 0.15), between(random, 0.5, 0.7)] as const;
  const right = [between(random, 0.65, 0.95), left[1] + between(random, -0.14, 0.04)] as const;
  const loop = between(random, 0.02, 0.12);
  const back = [right[0] - between(random, 0.05, 0.3), between(random, 0.1, 0.45)] as const;
  const arm = smoothStroke([
    top,
    [(top[0] + left[0]) / 2, (top[1] + left[1]) / 2],
    [left[0] - loop, left[1] + loop / 2],
    [left[0] + loop, left[1] + loop],
    [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2],
    right,
    [right[0] + loop, right[1] - 2 * loop],
    back,
  ]);
  return [[...arm, back[0] + between(random, -0.25, 0.06), 1]];
}

/** A four like lightning of wider ranges: its arm flat or steep, its stem short, long, or apart from it. */
export function wideBoltFour(random: Rng): DrawnStrokes {
  const left = [between(random, -0.15, 0.2), between(random, 0.45, 0.72)] as const;
  const right = [between(random, 0.55, 1.1), left[1] + between(random, -0.18, 0.04)] as const;
  const head = [between(random, 0.2, 0.7), between(random, -0.12, 0.05)] as const;
  const foot = [right[0] - between(random, 0, 0.6), between(random, 0.9, 1.1)] as const;
  if (chance(random, 0.5)) return [[...head, ...left, ...right, ...foot]];
  const from = [right[0] - between(random, 0.02, 0.3), right[1] - between(random, 0, 0.5)] as const;
  return [
    [...head, ...left, ...right],
    [...from, from[0] - between(random, -0.1, 0.4), between(random, 0.92, 1.08)],
  ];
}

/** A four like a u or a y: its left side a bow, its stem high at the right. */
export function bowedFour(random: Rng): DrawnStrokes {
  const [left, right] = [between(random, -0.05, 0.15), between(random, 0.6, 0.9)];
  const low = between(random, 0.42, 0.62);
  const stem = [
    right + between(random, -0.05, 0.08),
    between(random, -0.08, 0.15),
    right + between(random, -0.3, 0.05),
    between(random, 0.94, 1.05),
  ];
  return [
    smoothStroke([
      [left + between(random, 0, 0.12), between(random, -0.03, 0.12)],
      [left - 0.03, low - 0.12],
      [left + between(random, 0.02, 0.12), low + between(random, 0, 0.08)],
      [right - 0.1, low + between(random, -0.04, 0.06)],
      [right + between(random, -0.05, 0.2), low - between(random, 0.02, 0.18)],
    ]),
    stem,
  ];
}
