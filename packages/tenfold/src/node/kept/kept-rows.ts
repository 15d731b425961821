import { Buffer } from "node:buffer";
import { inflateRawSync } from "node:zlib";
import { type Dataset, take } from "../../data/dataset.js";
import { keptRowsPacked } from "./kept-rows-packed.js";

/** A dataset of digits in two parts. */
export interface Parted {
  /** What may train. */
  readonly training: Dataset;
  /** What is kept to judge with. */
  readonly kept: Dataset;
}

/** Of digits whose writers nobody knows, the last so many are kept. */
const SHARE = 1 / 12;

/** How many images MNIST has to train on. */
const ROWS = 60_000;

/** The SHA-256 of the labels that MNIST's training images have; of their file as it is unpacked. */
const MNIST_LABELS = "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5";

/** Which of MNIST's 60,000 training images are by writers that are kept, in ascending order; made by `scripts/kept-rows.js`. */
export function keptRows(): Uint32Array {
  const bits = inflateRawSync(Buffer.from(keptRowsPacked, "base64"));
  return Uint32Array.from({ length: ROWS }, (_, row) => row).filter((row) => (((bits[row >> 3] as number) >> (row & 7)) & 1) === 1);
}

/**
 * Digits to train on in two parts: of MNIST's training images those of about one writer in ten are kept, so that nobody wrote on both
 * sides; of others, whose writers nobody knows, the last twelfth.
 *
 * @param share of others that are kept; a twelfth unless told
 */
export function keptApart(train: Dataset, share = SHARE): Parted {
  const { count } = train.images;
  const isKept = new Uint8Array(count);
  if (isMnist(train)) for (const row of keptRows()) isKept[row] = 1;
  else isKept.fill(1, count - Math.round(share * count));
  const rows = Uint32Array.from({ length: count }, (_, row) => row);
  return {
    training: take(
      train,
      rows.filter((row) => !isKept[row]),
    ),
    kept: take(
      train,
      rows.filter((row) => isKept[row]),
    ),
  };
}

/** By what was read, whatever it is called: a copy of MNIST in somebody's folder has the same writers. */
function isMnist({ images, hashes = {} }: Dataset): boolean {
  return images.count === ROWS && Object.values(hashes).includes(MNIST_LABELS);
}
