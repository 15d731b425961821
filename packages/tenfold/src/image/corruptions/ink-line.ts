import type { Size } from "../geometry/size.js";

/** A stroke from one point to another further right, in pixels. */
export interface Line {
  readonly fromRow: number;
  readonly fromColumn: number;
  readonly toRow: number;
  readonly toColumn: number;
}

/** How the stroke looks: full ink is 1; beyond `reach` pixels above and below its middle there is none. */
export interface Pen {
  readonly ink: number;
  readonly reach: number;
}

/** As published at severity 1; fainter below, broader above. */
export function penOf(severity: number): Pen {
  return { ink: Math.min(1, severity), reach: REACH * Math.max(1, severity) };
}

/** From https://github.com/google-research/mnist-c, corruptions.py, line_from_points. */
const REACH = 2.3;

/**
 * Adds a stroke's ink to a picture `[height, width]`, in the columns it meets for which `inked` is true. At d pixels above or below its
 * middle it has the share 1 + ln(1 - d / reach) of the pen's ink, where that is positive.
 */
export function addLine(
  target: Uint8ClampedArray,
  { height, width }: Size,
  line: Line,
  { ink, reach }: Pen,
  inked = (_: number) => true,
): void {
  const slope = (line.toRow - line.fromRow) / (line.toColumn - line.fromColumn);
  const end = Math.min(width, Math.ceil(line.toColumn));
  for (let column = Math.max(0, Math.floor(line.fromColumn)); column < end; column++) {
    if (!inked(column)) continue;
    const middle = line.fromRow + slope * (column - line.fromColumn);
    const last = Math.min(height - 1, Math.ceil(middle + reach));
    for (let row = Math.max(0, Math.floor(middle - reach)); row <= last; row++) {
      const distance = Math.abs(row - middle);
      if (distance >= reach) continue;
      const share = 1 + Math.log(1 - distance / reach);
      const place = row * width + column;
      if (share > 0) target[place] = (target[place] as number) + 255 * ink * share;
    }
  }
}
