import type { Point } from "../geometry/transform.js";

/** A line that runs about horizontally through an upright picture: y = a + b x + c x². */
export type Bow = readonly [a: number, b: number, c: number];

/** How high a line runs at a place. */
export function heightAt([a, b, c]: Bow, x: number): number {
  return a + (b + c * x) * x;
}

/** Where y = a + b x + c x² meets x = d + e y + f y², both nearly straight: a few steps from one to the other. */
export function crossing(level: Bow, upright: Bow): Point {
  let [x, y] = [upright[0], level[0]];
  for (let step = 0; step < 6; step++) {
    y = heightAt(level, x);
    x = heightAt(upright, y);
  }
  return [x, y];
}
