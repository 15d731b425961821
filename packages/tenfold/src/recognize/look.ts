import type { Gray } from "../image/picture.js";
import type { Model } from "../training/model.js";

/** Looks at pictures, `[n, 28, 28]`, ink 255: log probabilities `[n, 11]` of the ten digits and of being no single digit. */
export type Look = (pictures: Uint8Array, n: number) => Promise<Float32Array>;

/** The classes a look tells apart: the digits, and what is no single digit. */
export const SEEN_CLASSES = 11;

/** The look of a network, at the temperature of its model file. */
export function lookOf(model: Pick<Model, "infer">): Look {
  return async (pictures) => {
    const { probabilities } = await model.infer(pictures);
    return Float32Array.from(probabilities, (probability) => Math.log(Math.max(probability, LEAST)));
  };
}

/** No probability of a network is taken to be less: its answers are never that sure. */
const LEAST = 1e-9;

/** Looks at pictures of 28 x 28 all at once; log probabilities `[11]` for each. */
export async function lookAtAll(look: Look, pictures: readonly Gray[]): Promise<Float32Array[]> {
  if (pictures.length === 0) return [];
  const all = new Uint8Array(pictures.length * 784);
  for (const [at, { pixels }] of pictures.entries()) all.set(pixels, at * 784);
  const answers = await look(all, pictures.length);
  return pictures.map((_, at) => answers.subarray(at * SEEN_CLASSES, (at + 1) * SEEN_CLASSES));
}
