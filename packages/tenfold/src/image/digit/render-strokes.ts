import { UsageError } from "../../errors.js";
import type { Box } from "../geometry/box.js";
import type { Size } from "../geometry/size.js";
import { scaledAndShifted } from "../geometry/transform.js";
import { centerOfMass } from "./center-of-mass.js";
import type { SeenDigit } from "./normalize-digit.js";
import { drawSegment } from "./pen.js";

/** What a pen drew between touching down and lifting: x, y, x, y, …, in any unit. */
export type Stroke = ArrayLike<number>;

export interface RenderStrokesOptions extends Partial<Size> {
  /** Whether y grows upward, as tablets have it, or downward, as screens do. */
  readonly y?: "up" | "down" | undefined;
  /** Width of the pen in pixels of the result at 28 x 28. */
  readonly pen?: number | undefined;
}

/**
 * Draws pen strokes straight into the form of MNIST: the digit fills a box of 20 of 28 pixels, its proportion kept, drawn with a round pen
 * with shades at its edges, its center of mass at pixel (14, 14), counted from 0, as there.
 *
 * A stroke of one point is a dot. A digit that is all dots and no extent is drawn in the middle.
 *
 * @returns ink 255, and the way back to the strokes' coordinates (with y downward: negated where it grew upward)
 * @throws UsageError when there is no stroke with a point, or a coordinate is no number
 */
export function renderStrokes(
  strokes: readonly Stroke[],
  { height = 28, width = 28, y = "down", pen = 2.6 }: RenderStrokesOptions = {},
): SeenDigit {
  const lines = strokes.map((stroke) => pointsOf(stroke, y === "up" ? -1 : 1)).filter((points) => points.length > 0);
  if (lines.length === 0) throw new UsageError("renderStrokes: no stroke has a point; draw something first");
  const unit = Math.min(height, width) / 28;
  const radius = (pen * unit) / 2;
  const { left, top, right, bottom } = aroundStrokes(lines);
  const reach = Math.max(right - left, bottom - top);
  const scale = reach > 0 ? (20 * unit - 2 * radius) / reach : 1;
  const draw = (x: number, y: number) => drawn(lines, scale, [x, y], radius, { height, width });
  const middle = [width / 2 - (scale * (left + right)) / 2, height / 2 - (scale * (top + bottom)) / 2] as const;
  const mass = centerOfMass({ pixels: draw(...middle), height, width });
  const room = 4 * unit; // what lies around the box: the digit stays on its paper, however far off its center of mass
  const moved = ([(width + 1) / 2 - mass[0], (height + 1) / 2 - mass[1]] as const).map((by) => Math.min(Math.max(by, -room), room));
  const shift = [middle[0] + (moved[0] as number), middle[1] + (moved[1] as number)] as const;
  return { pixels: draw(...shift), height, width, toSource: scaledAndShifted(1 / scale, [-shift[0] / scale, -shift[1] / scale]) };
}

/** A stroke's points, x and y in turn. */
function pointsOf(stroke: Stroke, upright: 1 | -1): Float64Array {
  const points = Float64Array.from({ length: stroke.length & ~1 }, (_, at) => (stroke[at] as number) * (at % 2 === 1 ? upright : 1));
  if (points.every(Number.isFinite)) return points;
  throw new UsageError("renderStrokes: a stroke is x, y, x, y, …, and one of these is no number");
}

/** The smallest box around the points of strokes, each x, y, x, y, …; none has no point. */
export function aroundStrokes(strokes: readonly ArrayLike<number>[]): Box {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const stroke of strokes) {
    for (let at = 0; at + 1 < stroke.length; at += 2) {
      left = Math.min(left, stroke[at] as number);
      right = Math.max(right, stroke[at] as number);
      top = Math.min(top, stroke[at + 1] as number);
      bottom = Math.max(bottom, stroke[at + 1] as number);
    }
  }
  return { left, top, right, bottom };
}

/** Every pixel has the ink that a pen of this radius leaves on it, judged by the distance of its middle from the nearest line. */
function drawn(
  lines: readonly Float64Array[],
  scale: number,
  [x, y]: readonly [number, number],
  radius: number,
  { height, width }: Size,
): Uint8Array {
  const pixels = new Uint8Array(height * width);
  for (const line of lines) {
    for (let at = 0; at < line.length; at += 2) {
      const before = Math.max(at - 2, 0);
      const [ax, ay] = [(line[before] as number) * scale + x, (line[before + 1] as number) * scale + y];
      const [bx, by] = [(line[at] as number) * scale + x, (line[at + 1] as number) * scale + y];
      if (at > 0 || line.length === 2) drawSegment(pixels, { height, width }, [ax, ay, bx, by], radius);
    }
  }
  return pixels;
}
