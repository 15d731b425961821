import type { Picture } from "../image/basics/picture.js";
import type { Box } from "../image/geometry/box.js";
import type { Size } from "../image/geometry/size.js";
import { lent, memoryAt, type OpenPage } from "./pdfium-calls.js";

/** A rectangle of the page, `[left, bottom, right, top]` or `[left, top, right, bottom]` in points, in pixels of its drawing. */
export function drawnBox({ calls, page }: OpenPage, [x0 = 0, y0 = 0, x1 = 0, y1 = 0]: readonly number[], { width, height }: Size): Box {
  const at = (x: number, y: number) =>
    lent(calls, 8, (pointer) => {
      calls._FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, pointer, pointer + 4);
      const memory = memoryAt(calls, pointer, 8);
      return [memory.getInt32(0, true), memory.getInt32(4, true)] as const;
    });
  const [[left, top], [right, bottom]] = [at(x0, y0), at(x1, y1)];
  return { left: Math.min(left, right), top: Math.min(top, bottom), right: Math.max(left, right), bottom: Math.max(top, bottom) };
}

/** Something may be drawn at an edge, as the frame of a field, where nothing is within. */
const EDGE = 0.12;
/** What is dark all over shows ink. */
const DARK = 128;

/** Whether the drawing shows nothing in a box: within its edges it has one color, and no dark one. */
export function isFlat({ pixels, width, height, channels }: Picture, { left, top, right, bottom }: Box): boolean {
  const edge = Math.ceil(EDGE * Math.min(right - left, bottom - top));
  const [from, until] = [Math.max(0, left + edge), Math.min(width, right - edge)];
  const [first, last] = [Math.max(0, top + edge), Math.min(height, bottom - edge)];
  if (from >= until || first >= last) return false; // lies beside the page, or is too thin to tell
  const color = (first * width + from) * channels;
  if ((pixels[color] as number) < DARK) return false;
  for (let y = first; y < last; y++) {
    for (let at = (y * width + from) * channels; at < (y * width + until) * channels; at++) {
      if (pixels[at] !== pixels[color + (at % channels)]) return false;
    }
  }
  return true;
}
