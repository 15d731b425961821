import { type Images, imagesOf } from "../data/dataset.js";
import { ShapeError, UsageError } from "../errors.js";
import { type Box, frameOf, intersection } from "../image/geometry/box.js";
import type { Explainable } from "../model/bound/explainable.js";
import { classCount } from "../model/network/sequential.js";
import type { SaliencyMap } from "./explained.js";

export interface OcclusionOptions {
  /** The class whose probability is watched. */
  readonly classIndex: number;
  /** Side of the square that covers, in pixels. */
  readonly side?: number | undefined;
  /** From one place of the square to the next, in pixels. */
  readonly stride?: number | undefined;
}

/** Sides of a square that covers a stroke of MNIST and not a whole digit. */
export const OCCLUSION_SIDE = 6;

/**
 * What an image loses when a part of it is covered with paper: a square slides over it, and each pixel tells by how much the probability
 * of the class falls, on average over the squares that cover it. -1..1: below 0 the ink there speaks against the class.
 *
 * Where a square hides no ink the image stays as it is, and is not read again.
 *
 * Source: Zeiler and Fergus, "Visualizing and understanding convolutional networks", 2014, section 4.2.
 *
 * @param image a single one: `test.images.slice(7, 8)`
 * @returns `[height][width]`
 * @throws ShapeError when there is not exactly one image
 * @throws UsageError when there is no such class, or side and stride leave pixels that no square covers
 */
export async function occlusion(
  model: Pick<Explainable, "network" | "predict">,
  image: Images,
  { classIndex, side = OCCLUSION_SIDE, stride = 2 }: OcclusionOptions,
): Promise<SaliencyMap> {
  const classes = classCount(model.network);
  check(image, { classIndex, side, stride }, classes);
  const squares = squaresOver(image, side, stride);
  const hiding = squares.filter((square) => hidesInk(image, square));
  const { height, width, channels, pixels } = image;
  const variants = new Uint8Array((1 + hiding.length) * pixels.length);
  variants.set(pixels);
  hiding.forEach((square, index) => {
    const copy = variants.subarray((index + 1) * pixels.length, (index + 2) * pixels.length);
    copy.set(pixels);
    cover(copy, image, square);
  });
  const probabilities = await model.predict(imagesOf(variants, [1 + hiding.length, height, width, channels]));
  const whole = probabilities[classIndex] as number;
  const falls = new Map(hiding.map((square, index) => [square, whole - (probabilities[(index + 1) * classes + classIndex] as number)]));
  return meanOver(image, squares, (square) => falls.get(square) ?? 0);
}

/** Boxs all over the image, from those of which only a stride shows at the first edges; cut where they stand over. */
function squaresOver(images: Images, side: number, stride: number): Box[] {
  const starts = (length: number) =>
    Array.from({ length: Math.ceil((length + side - stride) / stride) }, (_, index) => stride - side + index * stride).filter(
      (at) => at < length,
    );
  return starts(images.height).flatMap((top) =>
    starts(images.width).map((left) => intersection({ left, top, right: left + side, bottom: top + side }, frameOf(images))),
  );
}

function hidesInk({ width, channels, pixels }: Images, { top, bottom, left, right }: Box): boolean {
  for (let row = top; row < bottom; row++) {
    if (pixels.subarray((row * width + left) * channels, (row * width + right) * channels).some((ink) => ink > 0)) return true;
  }
  return false;
}

function cover(pixels: Uint8Array, { width, channels }: Images, { top, bottom, left, right }: Box): void {
  for (let row = top; row < bottom; row++) pixels.fill(0, (row * width + left) * channels, (row * width + right) * channels);
}

function meanOver({ height, width }: Images, squares: readonly Box[], fallOf: (square: Box) => number): SaliencyMap {
  const [sums, counts] = [new Float64Array(height * width), new Float64Array(height * width)];
  for (const square of squares) {
    const value = fallOf(square);
    for (let row = square.top; row < square.bottom; row++) {
      for (let at = row * width + square.left; at < row * width + square.right; at++) {
        sums[at] = (sums[at] as number) + value;
        counts[at] = (counts[at] as number) + 1;
      }
    }
  }
  const mean = (at: number) => (sums[at] as number) / (counts[at] as number);
  return Array.from({ length: height }, (_, row) => Array.from({ length: width }, (_, column) => mean(row * width + column)));
}

function check({ count }: Images, { classIndex, side, stride }: Record<keyof OcclusionOptions, number>, classes: number): void {
  if (count !== 1) throw new ShapeError(`occlusion takes one image, got ${count}; pass images.slice(n, n + 1)`);
  if (!Number.isInteger(classIndex) || classIndex < 0 || classIndex >= classes) {
    throw new UsageError(`occlusion: there is no class ${classIndex}; there are 0 to ${classes - 1}`);
  }
  if (!Number.isInteger(side) || !Number.isInteger(stride) || stride < 1 || side < stride) {
    throw new UsageError(`occlusion: side ${side} and stride ${stride} are to be whole numbers, the stride from 1 to the side`);
  }
}
