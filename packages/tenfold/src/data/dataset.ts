import { ShapeError } from "../errors.js";
import { refuseCame } from "../what-came.js";
import type { ContextRow } from "./context/context-columns.js";

/** Pictures as stored: bytes, channels-last `[count, height, width, channels]`; ink is 255, paper is 0. */
export interface Images {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** `count * height * width * channels` bytes. */
  readonly pixels: Uint8Array;
  /** Images `from` up to, not including, `to`; negative numbers count from the end, as in `Array.slice`. Shares the bytes. */
  slice(from?: number, to?: number): Images;
}

/** Labelled images with what one must know to cite and to repeat them. */
export interface Dataset {
  /** As in "mnist train". */
  readonly name: string;
  readonly images: Images;
  /** One class index an image. */
  readonly labels: Uint8Array;
  /** What each class index means, `["0", …, "9"]` for digits. */
  readonly classNames: readonly string[];
  /** Who wrote each image, a number a writer, where that is known. */
  readonly writers?: Uint32Array;
  /** The file that each image came from, as "3/a.png" in the folder of the data, where each has one of its own. */
  readonly files?: readonly string[];
  /** What is known beside each image, mostly of its writer, a row an image; images of one writer may share one. Only networks that take a context use it. */
  readonly context?: readonly ContextRow[];
  readonly license?: string;
  readonly source?: string;
  /** SHA-256 of each raw file the data came from, in hex, by file name. */
  readonly hashes?: Readonly<Record<string, string>>;
}

/**
 * Wraps bytes `[count, height, width, channels]` as images; the bytes are shared, not copied.
 *
 * @throws ShapeError when the number of bytes is not count * height * width * channels
 */
export function imagesOf(pixels: Uint8Array, [count, height, width, channels]: readonly [number, number, number, number]): Images {
  if (pixels.length !== count * height * width * channels) {
    throw new ShapeError(
      `images: ${pixels.length} bytes came, but [${count}, ${height}, ${width}, ${channels}] wants ${count * height * width * channels}`,
    );
  }
  const size = height * width * channels;
  return {
    count,
    height,
    width,
    channels,
    pixels,
    slice(from, to) {
      const part = pixels.subarray(clampIndex(from ?? 0, count) * size, clampIndex(to ?? count, count) * size);
      return imagesOf(part, [part.length / size, height, width, channels]);
    },
  };
}

/** @throws UsageError when it is no dataset at all */
export function needDataset(who: string, came: Dataset): void {
  const { images, labels } = (came ?? {}) as Partial<Dataset>;
  if (ArrayBuffer.isView(images?.pixels) && ArrayBuffer.isView(labels)) return;
  refuseCame(`${who}: the dataset`, came, "one with images and labels, as mnist() and imageFolder() give it,");
}

/** The rows of a dataset at `indices`, in that order, copied. */
export function take(dataset: Dataset, indices: ArrayLike<number>, name = dataset.name): Dataset {
  needDataset("take", dataset);
  const { height, width, channels, pixels } = dataset.images;
  const size = height * width * channels;
  const picked = new Uint8Array(indices.length * size);
  const labels = new Uint8Array(indices.length);
  const writers = dataset.writers && Uint32Array.from(indices, (index) => dataset.writers?.[index] as number);
  const context = dataset.context && Array.from(indices, (index) => dataset.context?.[index] as ContextRow);
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row] as number;
    picked.set(pixels.subarray(index * size, (index + 1) * size), row * size);
    labels[row] = dataset.labels[index] as number;
  }
  const files = dataset.files && Array.from(indices, (index) => dataset.files?.[index] as string);
  const images = imagesOf(picked, [indices.length, height, width, channels]);
  return { ...dataset, name, images, labels, ...(writers && { writers }), ...(files && { files }), ...(context && { context }) };
}

function clampIndex(index: number, count: number): number {
  const fromStart = index < 0 ? count + index : index;
  return Math.min(Math.max(fromStart, 0), count);
}
