import { median } from "../../median.js";
import type { Gray } from "../basics/picture.js";
import type { Size } from "../geometry/size.js";
import { type Component, strokeWidth } from "./connected-components.js";

/** What is written, and what is dirt. */
export interface Parted {
  readonly written: readonly Component[];
  readonly dirt: readonly Component[];
}

/** Beside one digit, a component this much smaller than it is a speck. */
const BESIDE_A_DIGIT = 0.02;
/** On a page, one that is smaller than this share of a dot of the pen's width. */
const BESIDE_WRITING = 0.5;
/** Nor does any pen make a dot of a 900th of the page's shorter side, a quarter of a millimeter on A4. */
const FINEST = 900;

/** Parts a single digit from dirt: specks much smaller than the largest component, and dark edges as scanners leave them. */
export function partFromDigit(components: readonly Component[], size: Size): Parted {
  const largest = components.reduce((most, component) => (isEdge(component, size) ? most : Math.max(most, component.area)), 0);
  return parted(components, size, BESIDE_A_DIGIT * largest);
}

/** Parts the writing of a page from dirt: specks that no pen makes, smaller than the dot of an i, and dark edges. */
export function partFromWriting(components: readonly Component[], size: Size): Parted {
  const strokes = components.filter(
    ({ left, top, right, bottom }) => Math.max(right - left, bottom - top) > 0.008 * Math.min(size.height, size.width),
  );
  const pen = median(strokes.map(strokeWidth)) ?? 0;
  const finest = Math.min(size.height, size.width) / FINEST;
  return parted(components, size, Math.max(BESIDE_WRITING * pen * pen, finest * finest));
}

function parted(components: readonly Component[], size: Size, least: number): Parted {
  const isDirt = (component: Component) => component.area < least || isEdge(component, size);
  return { written: components.filter((component) => !isDirt(component)), dirt: components.filter(isDirt) };
}

/** Whether it lies along an edge of the picture for most of its length, and is thin. */
function isEdge({ left, top, right, bottom }: Component, { height, width }: Size): boolean {
  const upright = (left === 0 || right === width) && bottom - top > 0.7 * height && right - left < 0.15 * width;
  const level = (top === 0 || bottom === height) && right - left > 0.7 * width && bottom - top < 0.15 * height;
  return upright || level;
}

/** Makes paper of components, and of what lies up to `reach` pixels beside them; changes `ink`. */
export function erase({ pixels, height, width }: Gray, components: readonly Component[], reach: number): void {
  for (const { runs } of components) {
    for (let at = 0; at < runs.length; at += 3) {
      const [row = 0, from = 0, to = 0] = [runs[at], runs[at + 1], runs[at + 2]];
      for (let line = Math.max(row - reach, 0); line <= Math.min(row + reach, height - 1); line++) {
        pixels.fill(0, line * width + Math.max(from - reach, 0), line * width + Math.min(to + reach, width));
      }
    }
  }
}
