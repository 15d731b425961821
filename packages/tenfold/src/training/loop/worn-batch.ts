import type { Wear } from "../../augment/augmentation.js";
import { mix, rng } from "../../engine/rng.js";
import type { Tensor } from "../../engine/tensor.js";
import { UsageError } from "../../errors.js";
import { randomStreams } from "./random-streams.js";

/** Spoils a share of a batch that lies before the network, from the seed alone. */
export type WornBatch = (epoch: number, batch: number, n: number) => void;

/**
 * @param x the network's input, `[n, 28, 28, 1]`, ink 1
 * @throws UsageError where the pictures are of another size
 */
export function wornBatch(x: Tensor, { share, spoil }: Wear, seed: number): WornBatch {
  const size = x.shape.slice(1);
  if (size.join() !== "28,28,1") {
    throw new UsageError(`fit: pictures of 28 x 28 x 1 can be spoiled, and these are ${size.join(" x ")}; leave wear out`);
  }
  return (epoch, batch, n) => {
    const random = rng(mix(seed, randomStreams.wear, epoch, batch));
    for (let row = 0; row < n; row++) {
      if (random.uniform() >= share) continue;
      const ink = x.data.subarray(row * 784, (row + 1) * 784);
      const spoiled = spoil(
        random,
        Uint8Array.from(ink, (shade) => Math.round(255 * shade)),
      );
      for (let at = 0; at < 784; at++) ink[at] = (spoiled[at] as number) / 255;
    }
  };
}
