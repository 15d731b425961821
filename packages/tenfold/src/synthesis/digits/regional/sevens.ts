import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import { smooth } from "../../smooth.js";
import type { DrawnStrokes } from "./drawn-strokes.js";

/** A seven with a bar through its stem, its top level or nearly so, often with a serif at the left. */
export function barredSeven(random: Rng): DrawnStrokes {
  const [left, right] = [between(random, 0, 0.15), between(random, 0.6, 0.85)];
  const drop = between(random, -0.05, 0.1);
  const foot = [between(random, 0.15, 0.45), 1] as const;
  const serif = chance(random, 0.5) ? [left + between(random, -0.03, 0.03), between(random, 0.12, 0.3)] : [];
  const bend = between(random, -0.05, 0.12);
  const stem = [right, drop, (right + foot[0]) / 2 + bend, 0.5, ...foot];
  const at = between(random, 0.42, 0.6);
  const middle = right + (foot[0] - right) * at + bend;
  const reach = between(random, 0.13, 0.32);
  const tilt = between(random, -0.1, 0.04);
  return [
    [...serif, left, 0, ...stem],
    [middle - reach, at - tilt, middle + reach, at + tilt],
  ];
}

/** A seven with a small head that waves, and a long bar through its stem, so that it looks like a t. */
export function wavedSeven(random: Rng): DrawnStrokes {
  const [right, foot] = [between(random, 0.45, 0.8), [between(random, 0.1, 0.45), 1] as const];
  const head = [
    [between(random, -0.05, 0.1), between(random, 0.12, 0.3)],
    [between(random, -0.02, 0.12), between(random, -0.05, 0.12)],
    [between(random, 0.25, 0.45), between(random, 0, 0.18)],
    [right, between(random, -0.05, 0.08)],
    [right, between(random, 0.05, 0.15)],
    [(right + foot[0]) / 2 + between(random, -0.05, 0.08), 0.5],
    foot,
    foot,
  ];
  const at = between(random, 0.4, 0.62);
  const middle = right + (foot[0] - right) * at;
  const [before, behind, tilt] = [between(random, 0.15, 0.45), between(random, 0.15, 0.5), between(random, -0.12, 0.06)];
  return [smooth(head.map(([x = 0, y = 0]) => [x, y] as const)), [middle - before, at - tilt, middle + behind, at + tilt]];
}
