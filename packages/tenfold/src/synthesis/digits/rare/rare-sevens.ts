import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "../regional/drawn-strokes.js";
import { smoothStroke } from "../regional/smooth-stroke.js";

/** A barred seven of wider ranges: the bar high, low, long, steep or hardly there; the head short, waved, or with a long serif. */
export function wideBarredSeven(random: Rng): DrawnStrokes {
  const right = [between(random, 0.5, 0.95), between(random, -0.08, 0.12)] as const;
  const left = [between(random, -0.05, right[0] - 0.3), between(random, -0.08, 0.14)] as const;
  const foot = [right[0] - between(random, 0.05, 0.65), between(random, 0.95, 1.05)] as const;
  const serif = chance(random, 0.4) ? [left[0] + between(random, -0.06, 0.08), left[1] + between(random, 0.1, 0.4)] : [];
  const bend = between(random, -0.12, 0.16);
  const stem = smoothStroke([right, [(right[0] + foot[0]) / 2 + bend, between(random, 0.35, 0.65)], foot]);
  const at = between(random, 0.3, 0.72);
  const middle = right[0] + (foot[0] - right[0]) * at + bend / 2;
  const [before, behind, tilt] = [between(random, 0.08, 0.5), between(random, 0.06, 0.45), between(random, -0.16, 0.1)];
  return [
    [...serif, ...left, ...stem],
    [middle - before, at - tilt, middle + behind, at + tilt],
  ];
}

/** A seven whose stem bows, without a bar, its head short, sloping, or with a serif: not a 1, not a 2, not a 9. */
export function bentSeven(random: Rng): DrawnStrokes {
  const right = [between(random, 0.55, 0.95), between(random, -0.05, 0.14)] as const;
  const left = [between(random, -0.1, right[0] - 0.5), between(random, -0.1, 0.12)] as const;
  const foot = [right[0] - between(random, 0.02, 0.6), 1] as const;
  const serif = chance(random, 0.35) ? [left[0] + between(random, -0.06, 0.06), left[1] + between(random, 0.1, 0.32)] : [];
  const bend = between(random, -0.22, 0.12);
  const stem = smoothStroke([right, [right[0] + bend / 2, 0.25], [(right[0] + foot[0]) / 2 + bend, 0.55], foot]);
  return [[...serif, ...left, ...stem]];
}
