import type { Gray } from "../basics/picture.js";

/** Where the middle of the ink lies, by its weight, in pixels, 0.5 being the middle of the first; of a picture without ink its own middle. */
export function centerOfMass({ pixels, height, width }: Gray): [x: number, y: number] {
  let [mass, across, down] = [0, 0, 0];
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      const ink = pixels[at] as number;
      mass += ink;
      across += ink * (column + 0.5);
      down += ink * (row + 0.5);
    }
  }
  return mass > 0 ? [across / mass, down / mass] : [width / 2, height / 2];
}
