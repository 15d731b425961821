import type { StrokeSample } from "../stroke-samples.js";

/** What may be a straight line, or a dot. A one is, too, but stands. */
const STRAIGHT = new Set("1lI|i!/\\-_~.,:'`");
/** Wider than this share of its length no line is straight. */
const STRAIGHTNESS = 0.12;
/** A one is at least so much steeper than a dash, in degrees. */
const LEAST_STEEP = 30;
/** As wide as this share of its length a lying one may be bent or hooked. */
const BENT = 0.3;

/**
 * Whether strokes of a character were lost, or cut off as another one's, where words of pen strokes were parted: all that is left is a line or a dot,
 * which the character cannot be, as a 4 of one straight stroke, or a 1 laid flat.
 */
export function hasLostStrokes({ label, strokes }: Pick<StrokeSample, "label" | "strokes">): boolean {
  const { length, width, degrees } = extentOf(strokes);
  if (label === "1") return length === 0 || (width < BENT * length && degrees < LEAST_STEEP);
  return !STRAIGHT.has(label) && width <= STRAIGHTNESS * length;
}

/** How long and how wide ink is along its principal axis, and how steep that is: 0 lies, 90 stands. */
function extentOf(strokes: StrokeSample["strokes"]): { length: number; width: number; degrees: number } {
  const [xs, ys] = [0, 1].map((axis) => strokes.flatMap((stroke) => stroke.filter((_, at) => at % 2 === axis))) as [number[], number[]];
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const [x, y] = [mean(xs), mean(ys)];
  const spread = (one: (at: number) => number) => xs.reduce((sum, _, at) => sum + one(at), 0);
  const [xx, yy, xy] = [
    spread((at) => ((xs[at] as number) - x) ** 2),
    spread((at) => ((ys[at] as number) - y) ** 2),
    spread((at) => ((xs[at] as number) - x) * ((ys[at] as number) - y)),
  ];
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = xs.map((one, at) => (one - x) * cos + ((ys[at] as number) - y) * sin);
  const across = xs.map((one, at) => ((ys[at] as number) - y) * cos - (one - x) * sin);
  return { length: range(along), width: range(across), degrees: (Math.abs(angle) * 180) / Math.PI };
}

function range(all: readonly number[]): number {
  return all.reduce((most, one) => Math.max(most, one), -Infinity) - all.reduce((least, one) => Math.min(least, one), Infinity);
}
