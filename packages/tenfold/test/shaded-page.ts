import { distanceTo, drawing, seven } from "./drawings.js";

const strokes = [seven(30, 30), seven(90, 40), seven(140, 25)].flat();
export const size = { height: 120, width: 220 };
export const isInk = (x: number, y: number) => distanceTo(strokes, x, y) < 2;

/** From full light to a third, and a hard shadow. */
const light = (x: number) => (x > 120 ? 0.6 : 1) * (1 - (0.5 * x) / 220);

/** Three sevens under uneven light. */
export const shaded = drawing(size, (x, y) => 240 * light(x) * (isInk(x, y) ? 0.35 : 1));

/** The share of a mask's pixels that are ink where there is none, or the other way round. */
export function wrong({ pixels }: { pixels: Uint8Array }): number {
  const wanted = drawing(size, (x, y) => (isInk(x, y) ? 1 : 0)).pixels;
  return pixels.reduce((sum, ink, at) => sum + (ink === wanted[at] ? 0 : 1), 0) / pixels.length;
}
