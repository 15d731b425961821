/**
 * How images are cut into lanes, the items of every operation that sums over the batch: by the number of images alone, so
 * that sums are taken in the same order on any number of threads. At most 16 lanes, of 16 images or more: each lane leaves
 * a partial sum of the weight gradient behind, and with fewer images its making and adding up would weigh too much.
 */
export function imagesPerLane(images: number): number {
  return Math.max(16, Math.ceil(images / 16));
}

/** How many lanes `images` make. */
export function lanesFor(images: number): number {
  return Math.ceil(images / imagesPerLane(images));
}

/** The most lanes any batch makes. */
export const MOST_LANES = 16;

/** Floats in an item of an elementwise operation: about 50 microseconds of work. A multiple of 4. */
export const CHUNK = 65536;
