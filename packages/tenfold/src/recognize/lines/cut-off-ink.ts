import { around, type Box } from "../../image/geometry/box.js";
import type { Size } from "../../image/geometry/size.js";
import type { Component } from "../../image/ink/connected-components.js";

/** What is left of a neighbor's digit is no wider than this share of the height of what is written in the field, */
const NARROW = 0.4;
/** and stands so far apart from it. */
const APART = 0.12;
/** Above and below what is written there is paper, at least this share of its height: else the picture is cut to its ink. */
const PAPER = 0.06;

/**
 * The ink of a cut-out field without that of its neighbors that the cut went through: narrow, at the left or right edge, apart from the rest. In a
 * picture that is cut to its ink all touches the edges, and all of it stays.
 */
export function withoutCutOff(components: readonly Component[], size: Size): Component[] {
  const touches = ({ left, right }: Box) => left <= 1 || right >= size.width - 1;
  const inside = components.filter((component) => !touches(component));
  const tallest = inside.reduce((most, { top, bottom }) => Math.max(most, bottom - top), 0);
  const written = inside.filter(({ top, bottom }) => bottom - top >= 0.5 * tallest);
  if (written.length === 0) return [...components];
  const box = around(written);
  const height = box.bottom - box.top;
  if (box.top < PAPER * height || size.height - box.bottom < PAPER * height) return [...components];
  const isCutOff = (one: Component) =>
    touches(one) && one.right - one.left <= NARROW * tallest && Math.max(box.left - one.right, one.left - box.right) >= APART * tallest;
  return components.filter((component) => !isCutOff(component));
}
