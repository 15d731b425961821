import type { Gray } from "../../image/basics/picture.js";
import { resample } from "../../image/basics/resample.js";
import { inkBox } from "../../image/digit/normalize-digit.js";
import type { LineRaster } from "./line-raster.js";

/** How high a strip is, and digits on it, in pixels; and the paper before and behind the ink. */
export const STRIP_HEIGHT = 28;
const [DIGIT, RIM] = [20, 12];
/** The strip's height less a pixel above and one below. */
const ROOM = STRIP_HEIGHT - 2;

/**
 * A line as a network for lines sees it, ink 255: 28 pixels high, its digits 20 as MNIST has them; lower where the line climbs, so that all of it
 * is there. Nothing without ink.
 */
export function lineStrip({ ink, height }: Pick<LineRaster, "ink" | "height">): Gray | undefined {
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
  return { pixels, height: STRIP_HEIGHT, width };
}

/** What is weaker on a line's raster lies beside its strokes. */
const EDGE = 64;
