import type { Numbers } from "./numbers.js";

/** `n` images of so many pixels and channels. */
export interface GateSizes {
  readonly n: number;
  readonly pixels: number;
  readonly channels: number;
}

/** Each channel's mean over the pixels of each image, `[n, channels]`. */
export function pixelMeans(x: Numbers, sizes: GateSizes): Float64Array {
  return sumPixels(x, sizes).map((sum) => sum / sizes.pixels);
}

/** dmeans / pixels at every pixel. */
export function pixelMeansGradient(dmeans: Numbers, sizes: GateSizes): Float64Array {
  return everyPixel(sizes, (of) => (dmeans[of] as number) / sizes.pixels);
}

/** x times its channel's gate. */
export function gate(x: Numbers, gates: Numbers, sizes: GateSizes): Float64Array {
  return everyPixel(sizes, (of, at) => (x[at] as number) * (gates[of] as number));
}

/** Σ over pixels of x dy, `[n, channels]`. */
export function gateSums(x: Numbers, dy: Numbers, sizes: GateSizes): Float64Array {
  return sumPixels(
    Float64Array.from(x, (value, at) => value * (dy[at] as number)),
    sizes,
  );
}

/** dy gate + dmeans / pixels */
export function gateGradient(dy: Numbers, gates: Numbers, dmeans: Numbers, sizes: GateSizes): Float64Array {
  return everyPixel(sizes, (of, at) => (dy[at] as number) * (gates[of] as number) + (dmeans[of] as number) / sizes.pixels);
}

function sumPixels(x: Numbers, { n, pixels, channels }: GateSizes): Float64Array {
  const sums = new Float64Array(n * channels);
  for (let at = 0; at < x.length; at++) sums[Math.floor(at / (pixels * channels)) * channels + (at % channels)]! += x[at] as number;
  return sums;
}

/** An image from the place of each number's image and channel in `[n, channels]`, and its own place. */
function everyPixel({ n, pixels, channels }: GateSizes, value: (of: number, at: number) => number): Float64Array {
  return Float64Array.from({ length: n * pixels * channels }, (_, at) =>
    value(Math.floor(at / (pixels * channels)) * channels + (at % channels), at),
  );
}
