import { rng } from "../src/engine/rng.js";
import { renderStrokes } from "../src/image/digit/render-strokes.js";
import { longOne } from "../src/synthesis/digits/regional/ones.js";
import { barredSeven } from "../src/synthesis/digits/regional/sevens.js";

/** A digit that was drawn, and what a network says of it. */
export interface DrawnDigit {
  readonly label: number;
  /** 28 x 28, ink 255. */
  readonly pixels: Uint8Array;
  /** Log probabilities of the ten digits; they leave something for none. */
  readonly scores: Float64Array;
}

/** A hand with a flag at its ones and a bar through its sevens, 1 and 7 by turns, of which a network takes the first 1 rather for a 7. */
export function flagsAndBars(seed: number, count = 24): DrawnDigit[] {
  const random = rng(seed);
  return Array.from({ length: count }, (_, at) => {
    const label = at % 2 === 0 ? 1 : 7;
    const { pixels } = renderStrokes(label === 1 ? longOne(random) : barredSeven(random));
    const [one, seven] = label === 7 ? [0.03, 0.9] : at === 0 ? [0.4, 0.55] : [0.8, 0.1];
    const scores = new Float64Array(10).fill(Math.log(0.001));
    scores[1] = Math.log(one);
    scores[7] = Math.log(seven);
    return { label, pixels, scores };
  });
}
