import type { Gray } from "../src/image/basics/picture.js";
import { distanceTo, drawing, seven } from "./drawings.js";

export const drawn = (radius: number, height = 60, size = { height: 150, width: 120 }) =>
  drawing(size, (x, y) => 255 * Math.min(Math.max(radius + 0.5 - distanceTo(seven(40, 50, height), x, y), 0), 1));

export function centerOfMass({ pixels, width }: Gray): [number, number] {
  let [mass, across, down] = [0, 0, 0];
  for (const [at, ink] of pixels.entries()) {
    mass += ink;
    across += ink * ((at % width) + 0.5);
    down += ink * (Math.floor(at / width) + 0.5);
  }
  return [across / mass, down / mass];
}
