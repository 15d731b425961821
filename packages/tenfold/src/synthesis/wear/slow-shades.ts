import type { Rng } from "../../engine/rng.js";
import { resample } from "../../image/basics/resample.js";

/** Pixels that pictures here are high and wide. */
export const SIDE = 28;

/** Shades 0..1 that change slowly over 28 x 28 pixels, from so many random ones a side. */
export function field(random: Rng, knots: number): Float32Array {
  const coarse = { height: knots, width: knots };
  const pixels = Float32Array.from({ length: knots * knots }, () => random.uniform());
  const inside = { left: 0.5, top: 0.5, right: knots - 0.5, bottom: knots - 0.5 };
  return resample({ pixels, ...coarse }, inside, { height: SIDE, width: SIDE });
}
