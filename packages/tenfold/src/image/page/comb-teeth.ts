import type { Gray } from "../basics/picture.js";
import type { RulingLine } from "./ruling-lines.js";

/** A comb has at least this many teeth. */
const LEAST_TEETH = 3;
/** How far a tooth may stand from its place, and how much longer or shorter than the others it may be. */
const PITCH_SLACK = 0.08;
const HEIGHT_SLACK = 0.3;

/**
 * The teeth of comb fields: short upright strokes that stand on a ruling line, as thin as the line, equally high and equally spaced. A 1 among
 * digits is none, because no others stand as regularly.
 *
 * @param mask the ink, 0 for paper
 * @param lines its ruling lines; the horizontal ones are looked at
 */
export function combTeeth(mask: Gray, lines: readonly RulingLine[]): RulingLine[] {
  const isLine = ({ x, foot, width }: Upright) =>
    lines.some(({ direction, from, middle }) => direction === "vertical" && Math.abs((middle[foot - from] ?? Number.NaN) - x) <= width);
  return lines.flatMap((line) => {
    if (line.direction !== "horizontal") return [];
    const teeth = uprights(mask, line).filter((upright) => !isLine(upright));
    return regular(teeth).map(({ x, foot, height, width }) => ({
      direction: "vertical" as const,
      from: foot - height,
      middle: new Float32Array(height).fill(x),
      thickness: width,
    }));
  });
}

/** A thin upright stroke on a line. */
interface Upright {
  readonly x: number;
  /** The row behind its last. */
  readonly foot: number;
  readonly height: number;
  readonly width: number;
}

function uprights({ pixels, height, width }: Gray, { from, middle, thickness }: RulingLine): Upright[] {
  const widest = 1.6 * thickness + 1;
  const found: Upright[] = [];
  const isInk = (x: number, y: number) => x >= 0 && x < width && y >= 0 && y < height && pixels[y * width + x] !== 0;
  const beyond = 2 * Math.ceil(thickness); // a tooth at its end cuts the line short
  for (let at = -beyond; at < middle.length + beyond; at++) {
    const foot = Math.round((middle[Math.min(Math.max(at, 0), middle.length - 1)] as number) - thickness / 2 - 2);
    const left = from + at;
    if (!isInk(left, foot)) continue;
    let right = left + 1;
    while (isInk(right, foot)) right++;
    at = right - from;
    if (right - left > widest) continue;
    let top = foot;
    while (top > 0 && narrowAt(isInk, (left + right) / 2, top - 1, widest)) top--;
    const isTooth = foot - top >= 2.5 * thickness;
    if (isTooth) found.push({ x: (left + right) / 2, foot: foot + 1, height: foot + 1 - top, width: right - left });
  }
  return found;
}

/** Whether there is ink in the column, and no more of it beside than a thin stroke has. */
function narrowAt(isInk: (x: number, y: number) => boolean, middle: number, y: number, widest: number): boolean {
  const column = Math.floor(middle);
  if (!isInk(column, y)) return false;
  let [left, right] = [column, column + 1];
  while (column - left <= widest && isInk(left - 1, y)) left--;
  while (right - column <= widest && isInk(right, y)) right++;
  return right - left <= widest;
}

/** Those that stand at one pitch and are about as high as each other. */
function regular(uprights: readonly Upright[]): Upright[] {
  let best: Upright[] = [];
  for (const [index, first] of uprights.entries()) {
    const alike = uprights.slice(index).filter(({ height }) => Math.abs(height - first.height) <= HEIGHT_SLACK * first.height);
    for (const second of alike.slice(1, 4)) {
      const pitch = second.x - first.x;
      if (pitch < 4 * first.width) continue;
      const row = alike.filter(({ x }) => Math.abs((x - first.x) / pitch - Math.round((x - first.x) / pitch)) <= PITCH_SLACK);
      const steps = Math.round(((row.at(-1) as Upright).x - first.x) / pitch);
      if (row.length >= LEAST_TEETH && row.length > 0.7 * (steps + 1) && row.length > best.length) best = row;
    }
  }
  return best;
}
