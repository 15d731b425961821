import { type Dataset, imagesOf } from "../src/data/dataset.js";
import { rng } from "../src/engine/rng.js";

/** Pictures that a network can learn in a few steps: a bar whose place tells the class, with some noise. */
export function strokes(count: number, seed = 1): Dataset {
  const random = rng(seed);
  const pixels = new Uint8Array(count * 784);
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 10);
  for (let image = 0; image < count; image++) {
    const row = 3 + 2 * (labels[image] as number) + random.below(2);
    for (let x = 4; x < 24; x++) pixels[image * 784 + row * 28 + x] = 150 + random.below(106);
    for (let spots = 0; spots < 15; spots++) pixels[image * 784 + random.below(784)] = random.below(256);
  }
  return { name: "strokes", images: imagesOf(pixels, [count, 28, 28, 1]), labels, classNames: [..."0123456789"] };
}
