import { mix, rng } from "../../engine/rng.js";
import { ShapeError, UsageError } from "../../errors.js";
import { type CorruptionName, corruptionNames, corruptions } from "./corruptions.js";

/** Gray pictures as stored: bytes `[count, height, width, 1]`, ink 255; the library's `Images` are such. */
export interface GrayImages {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly pixels: Uint8Array;
}

export interface CorruptOptions {
  /** 0 to 2: 0 leaves the pictures as they are, 1 spoils them as published; 1 unless told. */
  readonly severity?: number | undefined;
  /** A whole number from 0 to 2³² - 1. */
  readonly seed: number;
}

/**
 * Spoils pictures in one of MNIST-C's 15 ways; what comes back are as many bytes, the pictures given are left alone. What happens to a
 * picture depends on the seed, the corruption's name, and the picture's place in the row, nothing else.
 *
 * The numbers at severity 1 are those of the published data for 28 by 28 pixels, and lengths are in pixels whatever the size. The
 * pictures are not the published ones, which were drawn with other random numbers and are part of no package.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337.
 *
 * @throws UsageError when there is no such corruption, or the severity is not from 0 to 2
 * @throws ShapeError when there is more than one channel, or not as many bytes as count, height and width say
 */
export function corrupt(images: GrayImages, name: CorruptionName, { severity = 1, seed }: CorruptOptions): Uint8Array {
  check(images, name, severity);
  if (severity === 0) return images.pixels.slice();
  const { count, height, width, pixels } = images;
  const size = height * width;
  const spoiled = new Uint8ClampedArray(pixels.length);
  const spoil = corruptions[name]({ height, width }, severity);
  const stream = mix(...Array.from(name, (letter) => letter.charCodeAt(0)));
  for (let index = 0; index < count; index++) {
    const [from, to] = [index * size, (index + 1) * size];
    spoil(pixels.subarray(from, to), spoiled.subarray(from, to), rng(mix(seed, stream, index)));
  }
  return new Uint8Array(spoiled.buffer);
}

function check({ count, height, width, channels, pixels }: GrayImages, name: string, severity: number): void {
  if (!Object.hasOwn(corruptions, name)) {
    throw new UsageError(`corrupt: there is no corruption "${name}"; there are ${corruptionNames.join(", ")}`);
  }
  if (!(severity >= 0 && severity <= 2)) {
    throw new UsageError(`corrupt: severity is a number from 0 to 2, got ${severity}; 1 is as published`);
  }
  if (channels !== 1) {
    throw new ShapeError(`corrupt takes gray images [count, height, width, 1], got ${channels} channels; make them gray first`);
  }
  if (pixels.length !== count * height * width) {
    throw new ShapeError(`corrupt: ${pixels.length} bytes came, but [${count}, ${height}, ${width}, 1] wants ${count * height * width}`);
  }
}
