import { shapeText } from "../engine/tensor.js";
import { ShapeError, UsageError } from "../errors.js";

export interface SlidingWindowOptions {
  /** "same": as large as the input, zeros around it, as many on every side. "valid": only where the whole kernel fits. */
  readonly padding?: "same" | "valid" | undefined;
  /** Pixels from one output to the next, 1 by default. */
  readonly stride?: number | undefined;
}

/** A square that slides over images: what convolutions have in common. */
export interface SlidingWindow {
  readonly padding: "same" | "valid";
  readonly stride: number;
  /** Zeros on each side of the image. */
  readonly pad: number;
  /** @throws ShapeError unless the input is `[height, width, channels]` */
  sides(input: readonly number[]): readonly [height: number, width: number, channels: number];
  /** Height and width of the output. @throws ShapeError when the kernel does not fit into the input */
  outputSides(input: readonly number[]): readonly [height: number, width: number];
}

/**
 * @param who what to call the layer in errors
 * @param kernel side of the square, a positive whole number
 * @throws UsageError when the stride is not a positive whole number, or an even kernel shall keep the size
 */
export function slidingWindow(who: string, kernel: number, { padding = "same", stride = 1 }: SlidingWindowOptions): SlidingWindow {
  if (!Number.isInteger(stride) || stride < 1) throw new UsageError(`${who}: stride is ${stride}, a positive whole number is wanted`);
  if (padding === "same" && kernel % 2 === 0) {
    throw new UsageError(`${who}: an even kernel cannot keep the size; take an odd one or padding "valid"`);
  }
  const pad = padding === "same" ? (kernel - 1) / 2 : 0;
  const out = (side: number) => Math.floor((side + 2 * pad - kernel) / stride) + 1;

  return {
    ...{ padding, stride, pad },
    sides: (input) => imageSides(who, input),
    outputSides(input) {
      const [height, width] = imageSides(who, input);
      const shape = [out(height), out(width)] as const;
      if (shape[0] >= 1 && shape[1] >= 1) return shape;
      throw new ShapeError(`${who} does not fit into ${shapeText(input)}; use a smaller kernel or padding "same"`);
    },
  };
}

/** @throws ShapeError unless the input is `[height, width, channels]`, in words that begin with `who` */
export function imageSides(who: string, input: readonly number[]): readonly [height: number, width: number, channels: number] {
  const [height, width, channels] = input;
  if (input.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    throw new ShapeError(`${who} takes [height, width, channels], got ${shapeText(input)}`);
  }
  return [height, width, channels];
}
