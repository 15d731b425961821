import { ShapeError, UsageError } from "../../errors.js";
import { whatCame } from "../../what-came.js";
import type { Box } from "../geometry/box.js";
import type { Size } from "../geometry/size.js";
import { checkSize } from "./pixel-limit.js";

/** Shades of gray, one byte a pixel, row by row. Whether 255 is light or ink is said where one is made. */
export interface Gray extends Size {
  readonly pixels: Uint8Array;
}

/** Shades as numbers, row by row. */
export interface Shades extends Size {
  readonly pixels: ArrayLike<number>;
}

/** A picture as decoded, row by row, `channels` numbers a pixel: gray, gray + alpha, red green blue, red green blue + alpha. */
export interface Picture extends Size {
  /** 0..255, or 0..65535 in a Uint16Array. Alpha is not premultiplied. */
  readonly pixels: Uint8Array | Uint8ClampedArray | Uint16Array;
  readonly channels: 1 | 2 | 3 | 4;
}

/** What a canvas gives: `ImageData` is one. */
export interface CanvasPixels extends Size {
  readonly data: Uint8ClampedArray;
}

/**
 * A picture from raw pixels or from a canvas's `ImageData`, checked; nothing is copied.
 *
 * @throws ShapeError when the pixels are not `height * width * channels` numbers
 * @throws InputError when there are more than {@link PIXEL_LIMIT} pixels
 * @throws UsageError when it is no picture at all
 */
export function pictureOf(source: Picture | CanvasPixels): Picture {
  if (typeof source !== "object" || source === null) throw new UsageError(`a picture is ${PICTURE}; ${whatCame(source)} came`);
  const picture: Picture =
    "data" in source ? { pixels: source.data, height: source.height, width: source.width, channels: 4 } : { ...source };
  const { pixels, height, width, channels } = picture;
  const isKnown = pixels instanceof Uint8Array || pixels instanceof Uint8ClampedArray || pixels instanceof Uint16Array;
  if (!isKnown || ![1, 2, 3, 4].includes(channels)) {
    throw new UsageError(`a picture is ${PICTURE}`);
  }
  if (![height, width].every((side) => Number.isInteger(side) && side > 0) || pixels.length !== height * width * channels) {
    throw new ShapeError(`a picture of ${height} x ${width} pixels with ${channels} channels came with ${pixels.length} numbers`);
  }
  checkSize("a picture", { height, width });
  return picture;
}

const PICTURE = "{ pixels: bytes, height, width, channels: 1 to 4 } or the ImageData of a canvas";

/** A copy of a part of a picture; what lies beyond its edges is 0. */
export function crop({ pixels, height, width }: Gray, { left, top, right, bottom }: Box): Gray {
  const to = { height: bottom - top, width: right - left };
  const part = new Uint8Array(to.height * to.width);
  const [from, until] = [Math.max(left, 0), Math.min(right, width)];
  for (let row = Math.max(top, 0); row < Math.min(bottom, height) && from < until; row++) {
    part.set(pixels.subarray(row * width + from, row * width + until), (row - top) * to.width + from - left);
  }
  return { pixels: part, ...to };
}

/** Dark becomes light and light dark. */
export function inverted({ pixels, height, width }: Gray): Gray {
  return { pixels: pixels.map((shade) => 255 - shade), height, width };
}
