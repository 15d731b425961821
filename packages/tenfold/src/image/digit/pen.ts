import type { Size } from "../geometry/size.js";

/**
 * Draws a straight line with a round pen, in soft edges: a pixel has the ink that a pen of this radius leaves on it, judged by the distance of
 * its middle from the line. Ink that is there already stays where it is darker.
 */
export function drawSegment(
  pixels: Uint8Array,
  { height, width }: Size,
  [ax, ay, bx, by]: readonly [number, number, number, number],
  radius: number,
) {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const reach = radius + 1;
  const [top, bottom] = [Math.max(Math.floor(Math.min(ay, by) - reach), 0), Math.min(Math.ceil(Math.max(ay, by) + reach), height)];
  const [left, right] = [Math.max(Math.floor(Math.min(ax, bx) - reach), 0), Math.min(Math.ceil(Math.max(ax, bx) + reach), width)];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const [px, py] = [column + 0.5 - ax, row + 0.5 - ay];
      const t = square > 0 ? Math.min(Math.max((px * dx + py * dy) / square, 0), 1) : 0;
      const distance = Math.sqrt((px - t * dx) ** 2 + (py - t * dy) ** 2);
      const ink = Math.round(255 * Math.min(Math.max(radius + 0.5 - distance, 0), 1));
      const at = row * width + column;
      if (ink > (pixels[at] as number)) pixels[at] = ink;
    }
  }
}
