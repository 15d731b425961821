import type { Component } from "./connected-components.js";
import type { Gray } from "./picture.js";

/** A component this much smaller than the largest is a speck. */
const SPECK = 0.02;

/**
 * Parts what is written from dirt: specks, much smaller than the largest component; and dark edges, as scanners leave them: what lies along
 * an edge of the picture for most of its length, and is thin.
 */
export function partSpecks(
  components: readonly Component[],
  { height, width }: Pick<Gray, "height" | "width">,
): { written: Component[]; dirt: Component[] } {
  const isEdge = ({ left, top, right, bottom }: Component) =>
    ((left === 0 || right === width) && bottom - top > 0.7 * height && right - left < 0.15 * width) ||
    ((top === 0 || bottom === height) && right - left > 0.7 * width && bottom - top < 0.15 * height);
  const most = components.reduce((most, component) => (isEdge(component) ? most : Math.max(most, component.area)), 0);
  const isDirt = (component: Component) => most > 0 && (isEdge(component) || component.area < SPECK * most);
  return { written: components.filter((component) => !isDirt(component)), dirt: components.filter(isDirt) };
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
