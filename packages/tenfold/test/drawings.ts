import type { Gray } from "../src/image/basics/picture.js";
import type { Size } from "../src/image/geometry/size.js";

/** A picture by a function of the middle of each pixel. */
export function drawing({ height, width }: Size, shade: (x: number, y: number) => number): Gray {
  const pixels = new Uint8Array(height * width);
  for (let at = 0; at < pixels.length; at++) pixels[at] = shade((at % width) + 0.5, Math.floor(at / width) + 0.5);
  return { pixels, height, width };
}

/** A picture from lines of text, where a space or a dot is 0 and a # is `ink`. */
export function sketch(text: string, ink = 1): Gray {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const width = Math.max(...lines.map((line) => line.length));
  return drawing({ height: lines.length, width }, (x, y) => (lines[Math.floor(y)]?.[Math.floor(x)] === "#" ? ink : 0));
}

/** Left, top, right and bottom, in pixels. */
export type Sides = readonly [left: number, top: number, right: number, bottom: number];

/** A picture of filled boxes, as large as they reach. */
export function filled(boxes: readonly Sides[], ink = 1): Gray {
  const size = { height: Math.max(...boxes.map((box) => box[3])), width: Math.max(...boxes.map((box) => box[2])) };
  return drawing(size, (x, y) => (boxes.some(([left, top, right, bottom]) => x > left && x < right && y > top && y < bottom) ? ink : 0));
}

/** How far a point is from the nearest of some segments. */
export function distanceTo(segments: readonly (readonly [number, number, number, number])[], x: number, y: number): number {
  return Math.min(
    ...segments.map(([ax, ay, bx, by]) => {
      const [dx, dy] = [bx - ax, by - ay];
      const t = Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1), 0), 1);
      return Math.hypot(x - ax - t * dx, y - ay - t * dy);
    }),
  );
}

/** A seven, 60 pixels high, drawn in strokes from (x, y) on. */
export function seven(x: number, y: number, height = 60): [number, number, number, number][] {
  return [
    [x, y, x + 0.6 * height, y],
    [x + 0.6 * height, y, x + 0.2 * height, y + height],
  ];
}
