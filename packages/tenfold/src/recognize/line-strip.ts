import { inkBox } from "../image/normalize-digit.js";
import type { Gray } from "../image/picture.js";
import { resample } from "../image/resample.js";
import type { LineRaster } from "./line-raster.js";

/** How high a strip is, and digits on it, in pixels; and the paper before and behind the ink. */
export const STRIP_HEIGHT = 28;
const [DIGIT, RIM] = [20, 12];
/** The strip's height less a pixel above and one below. */
const ROOM = STRIP_HEIGHT - 2;

/** A line as a network for lines sees it. */
export interface LineStrip {
  /** Ink 255, 28 high and as wide as the line. */
  readonly ink: Gray;
  /** Pixels of the line for one of the strip, and the line's column at the strip's left edge. */
  readonly scale: number;
  readonly left: number;
}

/** A line of writing, its digits 20 pixels high as MNIST has them; lower where the line climbs, so that all of it is there. Nothing without ink. */
export function lineStrip({ ink, height }: Pick<LineRaster, "ink" | "height">): LineStrip | undefined {
  const box = inkBox(ink, EDGE);
  if (!box) return undefined;
  const scale = Math.max(height / DIGIT, (box.bottom - box.top) / ROOM);
  const width = Math.ceil((box.right - box.left) / scale) + 2 * RIM;
  const left = box.left - RIM * scale;
  const middle = (box.top + box.bottom) / 2;
  const half = (STRIP_HEIGHT / 2) * scale;
  const shades = resample(
    ink,
    { left, right: left + width * scale, top: middle - half, bottom: middle + half },
    { height: STRIP_HEIGHT, width },
  );
  const pixels = Uint8Array.from(shades, (shade) => Math.min(Math.max(Math.round(shade), 0), 255));
  return { ink: { pixels, height: STRIP_HEIGHT, width }, scale, left };
}

/** What is weaker on a line's raster lies beside its strokes. */
const EDGE = 64;
