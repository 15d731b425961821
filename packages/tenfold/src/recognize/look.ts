import type { Model } from "../training/model.js";

/** Looks at pictures, `[n, 28, 28]`, ink 255: log probabilities `[n, 11]` of the ten digits and of being no single digit. */
export type Look = (pictures: Uint8Array, n: number) => Promise<Float32Array>;

/** The look of a network, at the temperature of its model file. */
export function lookOf(model: Pick<Model, "infer">): Look {
  return async (pictures, n) => {
    if (n === 0) return new Float32Array(0);
    const { probabilities } = await model.infer(pictures);
    return Float32Array.from(probabilities, (probability) => Math.log(Math.max(probability, LEAST)));
  };
}

/** No probability of a network is taken to be less: its answers are never that sure. */
const LEAST = 1e-9;
