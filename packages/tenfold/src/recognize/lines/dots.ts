import type { Component } from "../../image/ink/connected-components.js";

/** So many dots are a pattern, or noise; fewer may be what somebody wrote. */
const MANY = 200;
/** A dot is no larger than so many pixels, below which no digit can be read, */
const SMALLEST = 6;
/** or as wide as it is high, within this factor, and filled to this share. */
const ROUND = 1.6;
const FILLED = 0.6;
/** Other ink is writing among dots where it is so many times as high as most of them, and so many pixels: lower is what dots that touch look like. */
const HIGHER = 2;
const LOWEST = 12;

/**
 * Ink without the dots of dotted paper, of a raster or of noise, where there are many of them; nothing is left of a picture that shows nothing
 * else.
 */
export function withoutDots(components: readonly Component[]): readonly Component[] {
  const dots = components.filter(isDot);
  if (dots.length < MANY || dots.length < 0.8 * components.length) return components;
  const heights = dots.map(heightOf).sort((one, other) => one - other);
  const usual = heights[heights.length >> 1] as number;
  return components.filter((component) => !isDot(component) && heightOf(component) >= Math.max(HIGHER * usual, LOWEST));
}

function isDot({ left, top, right, bottom, area }: Component): boolean {
  const [height, width] = [bottom - top, right - left];
  if (Math.max(height, width) < SMALLEST) return true;
  return Math.max(height, width) <= ROUND * Math.min(height, width) && area >= FILLED * height * width;
}

function heightOf({ top, bottom }: Component): number {
  return bottom - top;
}
