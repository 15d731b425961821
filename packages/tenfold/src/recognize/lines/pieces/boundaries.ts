import { sharedWidth } from "../../../image/geometry/box.js";
import type { Primitives } from "./primitives.js";

/** A place between two neighboring primitives, where one symbol may end and the next begin. */
export interface Boundary {
  /** The ink that parting them there cuts, in widths of the pen; 0 where no component goes across. */
  readonly cut: number;
  /** How wide the widest component is that goes across, in heights of the line; and how far its nearer end is. */
  readonly width: number;
  readonly margin: number;
  /** Paper between the two, in heights of the line; negative where they overlap. */
  readonly gap: number;
  /** How much of the narrower one's width lies above or below the other, 0..1. */
  readonly overlap: number;
  /** How high the lower one of the two is, in heights of the line. */
  readonly least: number;
}

/** The boundaries of a line: the first between its first and second primitive. */
export function boundaries({ parts }: Primitives, height: number): Boundary[] {
  return parts.slice(1).map((right, at) => {
    const left = parts[at] as (typeof parts)[number];
    const behind = new Map(
      parts
        .slice(at + 1)
        .reverse()
        .map((part) => [part.component, part]),
    );
    let [cut, width, margin] = [0, 0, 0];
    const seen = new Set<number>();
    for (const part of parts.slice(0, at + 1).reverse()) {
      if (seen.has(part.component)) continue;
      seen.add(part.component);
      if (!behind.has(part.component)) continue;
      cut += part.cut;
      const whole = parts.filter(({ component }) => component === part.component);
      const [start, end] = [Math.min(...whole.map(({ left }) => left)), Math.max(...whole.map(({ right }) => right))];
      const place = (part.right + (behind.get(part.component) as typeof part).left) / 2;
      if ((end - start) / height > width) [width, margin] = [(end - start) / height, Math.min(place - start, end - place) / height];
    }
    const gap = right.left - left.right;
    const narrower = Math.min(right.right - right.left, left.right - left.left);
    const overlap = Math.min(Math.max(sharedWidth(right, left), 0) / narrower, 1);
    return { cut, width, margin, gap: gap / height, overlap, least: Math.min(right.bottom - right.top, left.bottom - left.top) / height };
  });
}

/**
 * The probability that one symbol ends at a boundary and the next begins, by geometry alone: a logistic regression, fitted to the boundaries of
 * strings composed of MNIST's training digits.
 */
export function cutProbability({ cut, width, margin, gap, overlap, least }: Boundary): number {
  const odds =
    cut > 0
      ? -6.22 - 2.48 * Math.max(cut, 1) + 4.86 * Math.min(width, 1.5) + 2.87 * Math.min(margin, 0.5) + 3.59 * least
      : 1.7 + 8.34 * Math.min(Math.max(gap, -0.5), 0.3) - 0.14 * overlap + 6.2 * least;
  return 1 / (1 + Math.exp(-odds));
}
