import type { Gray } from "../../image/basics/picture.js";
import type { Point } from "../../image/geometry/transform.js";
import { FAINTEST } from "./page-ink.js";

/** Whether there is ink at a place, strong or faint; beyond the picture there is none. */
export function isInk({ pixels, height, width }: Gray, x: number, y: number): boolean {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  if (column < 0 || row < 0 || column >= width || row >= height) return false;
  return (pixels[row * width + column] as number) >= FAINTEST;
}

/** Where, across a direction, ink lies that is at most `thickest` pixels thick, paper on both sides: the center of its mass. */
export function thinInk({ pixels, height, width }: Gray, [x, y]: Point, [nx, ny]: Point, reach: number, thickest: number): number[] {
  const found: number[] = [];
  const end = reach + thickest;
  let [mass, sum, start, wasPaper] = [0, 0, Number.NaN, false];
  for (let along = -end; along <= end; along += 0.5) {
    const [column, row] = [Math.floor(x + nx * along), Math.floor(y + ny * along)];
    const shade = column >= 0 && row >= 0 && column < width && row < height ? (pixels[row * width + column] as number) : 0;
    if (shade >= FAINTEST) {
      if (mass === 0) start = wasPaper ? along : Number.NaN;
      mass += shade;
      sum += shade * along;
      continue;
    }
    if (mass > 0 && along - start <= thickest && Math.abs(sum / mass) <= reach) found.push(sum / mass);
    [mass, sum, wasPaper] = [0, 0, true];
  }
  return found;
}
