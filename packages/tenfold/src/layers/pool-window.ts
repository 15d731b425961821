import { shapeText } from "../engine/tensor.js";
import { ShapeError, UsageError } from "../errors.js";
import { imageSides } from "./sliding-window.js";

export interface PoolOptions {
  /** Side of the square window, 2 by default. */
  readonly size?: number | undefined;
  /** Pixels from one window to the next: the size by default, so that windows lie side by side. */
  readonly stride?: number | undefined;
  /**
   * "valid", the default: only where the whole window fits. "same": windows of an odd side reach half of it beyond every edge. Or how far
   * they may reach beyond each, less than their side.
   */
  readonly padding?: "same" | "valid" | Margins | undefined;
}

/** Pixels beyond each edge of an image. */
export interface Margins extends Readonly<Record<string, number>> {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A square window that slides over images: what pooling layers have in common. */
export interface PoolWindow {
  /** The options in full, as model files keep them; margins that come to "valid" or "same" are called so. */
  readonly config: { readonly size: number; readonly stride: number; readonly padding: "same" | "valid" | Margins };
  readonly margins: Margins;
  /** @throws ShapeError unless the input is `[height, width, channels]` and a window fits into it */
  outputShape(input: readonly number[]): readonly [height: number, width: number, channels: number];
}

/** Of a window or a stride: the side of the largest image that is read. */
const LARGEST = 4096;

/**
 * @param who what to call the layer in errors
 * @throws UsageError when size or stride is no whole number from 1 to 4096, or the padding is none for windows of that size
 */
export function poolWindow(who: string, { size = 2, stride = size, padding = "valid" }: PoolOptions): PoolWindow {
  if (![size, stride].every((side) => Number.isInteger(side) && side >= 1 && side <= LARGEST)) {
    throw new UsageError(`${who}: size ${size} and stride ${stride} are to be whole numbers from 1 to ${LARGEST}`);
  }
  const margins = marginsOf(who, size, padding);
  const places = { down: margins.top + margins.bottom, across: margins.left + margins.right };

  return {
    config: { size, stride, padding: named(margins, size) },
    margins,
    outputShape(input) {
      const [height, width, channels] = imageSides(who, input);
      const [least, narrowest] = [Math.max(1, size - places.down), Math.max(1, size - places.across)];
      if (height < least || width < narrowest) {
        throw new ShapeError(`${who} takes images of ${least} x ${narrowest} or more, got ${shapeText(input)}`);
      }
      const windows = (side: number) => Math.floor((side - size) / stride) + 1;
      return [windows(height + places.down), windows(width + places.across), channels];
    },
  };
}

function marginsOf(who: string, size: number, padding: PoolOptions["padding"]): Margins {
  if (padding === "valid") return around(0);
  if (padding === "same") {
    if (size % 2 === 1) return around((size - 1) / 2);
    throw new UsageError(`${who}: an even window cannot keep the size; take an odd one or padding "valid"`);
  }
  const { top = -1, left = -1, bottom = -1, right = -1 } = Object(padding) as Partial<Margins>;
  if (![top, left, bottom, right].every((margin) => Number.isInteger(margin) && margin >= 0 && margin < size)) {
    throw new UsageError(
      `${who}: padding is to be "same", "valid" or { top, left, bottom, right }, whole numbers from 0 to ${size - 1}, below the size`,
    );
  }
  return { top, left, bottom, right };
}

function around(margin: number): Margins {
  return { top: margin, left: margin, bottom: margin, right: margin };
}

function named(margins: Margins, size: number): "same" | "valid" | Margins {
  const all = (margin: number) => Object.values(margins).every((one) => one === margin);
  if (all(0)) return "valid";
  return all((size - 1) / 2) ? "same" : margins;
}
