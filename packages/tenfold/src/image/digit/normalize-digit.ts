import { UsageError } from "../../errors.js";
import type { Gray, Shades } from "../basics/picture.js";
import { resample } from "../basics/resample.js";
import { type Box, centerOf, grown } from "../geometry/box.js";
import type { Size } from "../geometry/size.js";
import { scaledAndShifted, type Transform } from "../geometry/transform.js";
import { strokeWidth } from "../ink/connected-components.js";
import { squaredDistances } from "../ink/distance-transform.js";
import { thresholded } from "../ink/thresholded.js";

export interface NormalizeDigitOptions extends Partial<Size> {
  /**
   * Thinnest and thickest strokes to let be, in pixels of the result at 28 x 28; thinner ones are thickened up to the first, thicker
   * ones thinned down to the second. Nothing is changed unless told. MNIST's own strokes are given by {@link MNIST_STROKES}.
   */
  readonly strokes?: readonly [least: number, most: number] | undefined;
}

/** A digit in the form in which networks see it, and where it came from. */
export interface SeenDigit extends Gray {
  /** From the pixels of this picture to those of the picture that it was made from. */
  readonly toSource: Transform;
}

/** The middle half of the stroke widths of MNIST's training images, in pixels, as `normalizeDigit` measures them. */
export const MNIST_STROKES = [2.3, 3.2] as const;

/**
 * Brings a digit into the form of MNIST: its proportion kept, in a box of 20 of 28 pixels, with shades between ink and paper at its edges,
 * its center of mass in the middle.
 *
 * Source: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition", Proc. IEEE 86(11), 1998, section III.A
 *
 * @param ink 255 for ink, 0 for paper; what is at least 128 counts as the digit
 * @returns ink 255, `height * width` bytes, 28 x 28 unless told; all paper where there is no ink
 */
export function normalizeDigit(ink: Gray, { height = 28, width = 28, strokes }: NormalizeDigitOptions = {}): SeenDigit {
  const found = inkBox(ink);
  if (!found) return { pixels: new Uint8Array(height * width), height, width, toSource: scaledAndShifted(1, [0, 0]) };
  if (strokes && !(strokes[0] > 0 && strokes[0] <= strokes[1] && strokes[1] < 10)) {
    throw new UsageError(`normalizeDigit: strokes are [least, most] in pixels, above 0 and below 10, not [${strokes.join(", ")}]`);
  }
  const side = Math.round((Math.min(height, width) * 20) / 28);
  const { shades, box } = (strokes && withStrokes(ink, found, strokes)) ?? { shades: ink, box: found };
  const scale = Math.max(box.right - box.left, box.bottom - box.top) / side;
  const size = {
    height: Math.max(1, Math.round((box.bottom - box.top) / scale)),
    width: Math.max(1, Math.round((box.right - box.left) / scale)),
  };
  const { pixels, top, left } = centered(resample(shades, box, size), size, { height, width });
  const back = Math.max(found.right - found.left, found.bottom - found.top) / side; // what thickened a stroke moved its middle nowhere
  const [x, y] = centerOf(found);
  return {
    pixels,
    height,
    width,
    toSource: scaledAndShifted(back, [x - back * (left + size.width / 2), y - back * (top + size.height / 2)]),
  };
}

/** The smallest box around the ink, nothing where there is none. */
export function inkBox({ pixels, height, width }: Gray, least = 128): Box | undefined {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      if ((pixels[at] as number) < least) continue;
      if (column < left) left = column;
      if (column >= right) right = column + 1;
      if (row < top) top = row;
      bottom = row + 1;
    }
  }
  return right > left ? { left, top, right, bottom } : undefined;
}

/** Pixels of the working picture for the side of the box: three for a pixel of the result. */
const FINE = 60;

/** The digit with strokes of the wanted width, and the box that it then fills; nothing where they are so already. */
function withStrokes(ink: Gray, found: Box, [least, most]: readonly [number, number]): { shades: Shades; box: Box } | undefined {
  const { left, top, right, bottom } = found;
  const scale = FINE / Math.max(right - left, bottom - top);
  const margin = Math.ceil((least * FINE) / (2 * (20 - least))) + 2; // room for what a stroke without width grows by
  const room = margin / scale;
  const wide = grown(found, room);
  const size = { height: Math.round((wide.bottom - wide.top) * scale), width: Math.round((wide.right - wide.left) * scale) };
  const mask = thresholded({ pixels: resample(ink, wide, size), ...size }, 128);
  const has = widthOf(mask);
  const wanted = Math.min(Math.max((has * 20) / FINE, least), most);
  // Thickened by r on all sides, the box of 60 grows to 60 + 2 r, and (has + 2 r) * 20 / (60 + 2 r) is the width wanted.
  const r = (wanted * FINE - 20 * has) / (2 * (20 - wanted));
  if (!(Math.abs(r) >= 0.25)) return undefined; // nor where there was nothing at 128
  const pixels = r > 0 ? within(mask, r, 255) : within({ ...mask, pixels: mask.pixels.map((ink) => ink ^ 1) }, -r, 0);
  const box = inkBox({ pixels, ...size });
  return box && { shades: { pixels, ...size }, box };
}

/** `shade` up to a distance from what counts and 255 less it beyond, with shades between at the edge. */
function within(mask: Gray, distance: number, shade: 0 | 255): Uint8Array {
  const squares = squaredDistances(mask);
  const pixels = new Uint8Array(squares.length);
  const [inside, outside] = [distance * distance, (distance + 1) * (distance + 1)];
  for (let at = 0; at < pixels.length; at++) {
    const square = squares[at] as number;
    const covered = square >= outside ? 0 : square <= inside ? 1 : distance + 1 - Math.sqrt(square);
    pixels[at] = Math.round(255 * (shade === 255 ? covered : 1 - covered));
  }
  return pixels;
}

/** The width of the strokes of all ink together. */
function widthOf({ pixels, height, width }: Gray): number {
  const sum = { area: 0, rowRuns: 0, columnRuns: 0 };
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      if (pixels[at] === 0) continue;
      sum.area++;
      if (column === 0 || pixels[at - 1] === 0) sum.rowRuns++;
      if (row === 0 || pixels[at - width] === 0) sum.columnRuns++;
    }
  }
  return strokeWidth(sum);
}

/** Puts a digit on paper so that its center of mass lies in the middle, in MNIST at pixel (14, 14), counted from 0; the strongest ink becomes 255. */
function centered(shades: Float32Array, { height, width }: Size, paper: Size): { pixels: Uint8Array; top: number; left: number } {
  let [most, mass, down, across] = [0, 0, 0, 0];
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      const ink = Math.min(Math.max(shades[at] as number, 0), 255);
      most = Math.max(most, ink);
      mass += ink;
      down += ink * row;
      across += ink * column;
    }
  }
  // Half a pixel goes up and left: what is symmetric is then centered. And all of the digit stays on its paper.
  const top = Math.min(Math.max(Math.ceil(paper.height / 2 - down / mass - 0.5), 0), paper.height - height);
  const left = Math.min(Math.max(Math.ceil(paper.width / 2 - across / mass - 0.5), 0), paper.width - width);
  const pixels = new Uint8Array(paper.height * paper.width);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const ink = Math.min(Math.max(shades[row * width + column] as number, 0), most);
      pixels[(top + row) * paper.width + left + column] = Math.round((255 * ink) / most);
    }
  }
  return { pixels, top, left };
}
