import type { Rng } from "../../../engine/rng.js";
import { between, chance } from "../../draws.js";
import type { DrawnStrokes } from "./drawn-strokes.js";
import { smoothStroke } from "./smooth-stroke.js";

/** A five in one go, like an S: its bar runs into the bow without a corner. */
export function flowingFive(random: Rng): DrawnStrokes {
  const tail = chance(random, 0.5) ? between(random, 0.75, 0.9) : between(random, 0.9, 1.02);
  return [
    smoothStroke([
      [between(random, 0.7, 1.1), between(random, -0.08, 0.12)],
      [between(random, 0.35, 0.6), between(random, -0.06, 0.08)],
      [between(random, 0.05, 0.28), between(random, 0.08, 0.25)],
      [between(random, 0.1, 0.3), between(random, 0.38, 0.5)],
      [between(random, 0.5, 0.75), between(random, 0.4, 0.52)],
      [between(random, 0.7, 0.95), between(random, 0.62, 0.8)],
      [between(random, 0.4, 0.65), between(random, 0.95, 1.06)],
      [between(random, -0.1, 0.2), tail],
    ]),
  ];
}

/** A five of straight lines, its bow narrow and pointed, like a v below a bar. */
export function pointedFive(random: Rng): DrawnStrokes {
  const left = between(random, 0.08, 0.3);
  const neck = [left - between(random, 0, 0.15), between(random, 0.32, 0.5)] as const;
  const tip = [between(random, 0.5, 0.8), between(random, 0.5, 0.72)] as const;
  const bar = [between(random, 0.65, 1.05), between(random, -0.1, 0.1)] as const;
  const bow = [left, between(random, -0.03, 0.1), ...neck, ...tip, between(random, -0.1, 0.25), between(random, 0.92, 1.03)];
  return chance(random, 0.5) ? [[...bar, ...bow]] : [bow, [left + between(random, -0.08, 0.1), between(random, -0.06, 0.12), ...bar]];
}

/** A five whose bar is written last and apart: beyond its bow, above it, or askew. */
export function partedFive(random: Rng): DrawnStrokes {
  const left = between(random, 0.15, 0.35);
  const bow = smoothStroke([
    [left, between(random, 0.08, 0.2)],
    [left - between(random, 0, 0.1), between(random, 0.42, 0.52)],
    [between(random, 0.45, 0.65), between(random, 0.34, 0.48)],
    [between(random, 0.7, 0.95), between(random, 0.58, 0.78)],
    [between(random, 0.4, 0.6), between(random, 0.98, 1.06)],
    [between(random, -0.05, 0.15), between(random, 0.82, 0.98)],
  ]);
  const start = [left + between(random, -0.02, 0.3), between(random, -0.12, 0.1)] as const;
  return [bow, [...start, start[0] + between(random, 0.35, 0.7), start[1] + between(random, -0.18, 0.06)]];
}
