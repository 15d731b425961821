import type { Gray } from "../../image/basics/picture.js";
import type { Model } from "../../training/labels/model.js";

/**
 * Looks at pictures, `[n, 28, 28]`, ink 255: log probabilities `[n, classes]` of the ten digits, of being no single digit, and of the signs
 * that stand behind them in `READING_CLASSES`, as far as the network knows these.
 */
export type DigitLook = (pictures: Uint8Array, n: number) => Promise<Float32Array>;

/** The look of a network, at the temperature of its model file. */
export function lookOf(model: Pick<Model, "infer">): DigitLook {
  return async (pictures) => {
    const { probabilities } = await model.infer(pictures);
    return Float32Array.from(probabilities, (probability) => Math.log(Math.max(probability, LEAST)));
  };
}

/** No probability of a network is taken to be less: its answers are never that sure. */
const LEAST = 1e-9;

/**
 * Looks at pictures of 28 x 28 all at once, at none where there is none; log probabilities `[classes]` for each picture, nothing for
 * nothing.
 */
export async function lookAtAll(look: DigitLook, pictures: readonly (Gray | undefined)[]): Promise<(Float32Array | undefined)[]> {
  const present = pictures.flatMap((picture) => picture ?? []);
  if (present.length === 0) return pictures.map(() => undefined);
  const all = new Uint8Array(present.length * 784);
  for (const [at, { pixels }] of present.entries()) all.set(pixels, at * 784);
  const answers = await look(all, present.length);
  const classes = answers.length / present.length;
  let next = 0;
  return pictures.map((picture) => {
    if (!picture) return undefined;
    next++;
    return answers.subarray((next - 1) * classes, next * classes);
  });
}
