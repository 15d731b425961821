import { type Box, type Gray, onLightPaper, sauvola } from "tenfold/image";

/** Half the side of the square with which a pixel is compared: some lines of print on a drawing of a page. */
const RADIUS = 20;

/**
 * Tells how much of any box of a picture is ink, from 0 to 1, counted once and looked up from then on. Outside the picture is none.
 *
 * Source: Crow, "Summed-area tables for texture mapping", 1984
 */
export function inkMap(gray: Gray): (box: Box) => number {
  const { pixels, width, height } = sauvola(onLightPaper(gray), { radius: RADIUS });
  const sums = new Uint32Array((width + 1) * (height + 1)); // of all pixels above and to the left
  for (let row = 0; row < height; row++) {
    let line = 0;
    for (let column = 0; column < width; column++) {
      line += pixels[row * width + column] as number;
      const at = (row + 1) * (width + 1) + column + 1;
      sums[at] = (sums[at - width - 1] as number) + line;
    }
  }
  const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
  return ({ left, top, right, bottom }) => {
    const [x0, x1, y0, y1] = [within(left, width), within(right, width), within(top, height), within(bottom, height)];
    const at = (x: number, y: number) => sums[y * (width + 1) + x] as number;
    const area = Math.max(1, Math.round(right - left) * Math.round(bottom - top));
    return (at(x1, y1) - at(x0, y1) - at(x1, y0) + at(x0, y0)) / area;
  };
}
