import type { Gray } from "./picture.js";

/** Rows become columns. Done in tiles, so that both pictures stay near in memory. */
export function transposed({ pixels, height, width }: Gray): Gray {
  const turned = new Uint8Array(pixels.length);
  for (let top = 0; top < height; top += TILE) {
    for (let left = 0; left < width; left += TILE) {
      const [bottom, right] = [Math.min(top + TILE, height), Math.min(left + TILE, width)];
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) turned[column * height + row] = pixels[row * width + column] as number;
      }
    }
  }
  return { pixels: turned, height: width, width: height };
}

const TILE = 64;
