import { mean } from "../../mean.js";
import type { Gray } from "../basics/picture.js";
import { transposed } from "../basics/transpose.js";
import { type Component, connectedComponents } from "../ink/connected-components.js";

/** A ruling line, more or less horizontal or vertical. */
export interface RulingLine {
  readonly direction: "horizontal" | "vertical";
  /** Where it begins along its direction, in pixels. */
  readonly from: number;
  /** Its middle across its direction, for every pixel along it. */
  readonly middle: Float32Array;
  /** In pixels. */
  readonly thickness: number;
}

export interface RulingOptions {
  /** A line is at least as long as this, in pixels: longer than any stroke of a digit. */
  readonly length: number;
  /** No line is thicker than this, in pixels; a sixteenth of the length unless told, or up to twice that where a thicker one goes on for so long. */
  readonly thickness?: number | undefined;
  /** Whether a line is followed at its ends through the strokes on it, to short pieces behind them; as where what is left of it would be read. */
  readonly toEnds?: boolean | undefined;
  /** A line goes on behind strokes that cross it at most so far, in pixels: half its least length unless told. */
  readonly gap?: number | undefined;
  /** No line leans more than this: pixels across for one along, at most 1. As a deskewed page has them unless told. */
  readonly steepest?: number | undefined;
}

/**
 * The ruling lines of a page: underlines, boxes, combs and tables.
 *
 * Ink that is thin across and goes on along is a stretch of a line; where strokes cross it, it ends. Stretches that continue each other are
 * joined, so that a line is followed through what is written on it, and through a slight slope or bow.
 *
 * Source: the block adjacency graph's idea in Yu and Jain, "A generic system for form dropout", PAMI 18(11), 1996
 *
 * @param mask 0 for paper, everything else is ink
 */
export function rulingLines(mask: Gray, options: RulingOptions): RulingLine[] {
  const { length, thickness, toEnds = false } = options;
  const whole = (across: Gray, lines: readonly Line[]) => (toEnds ? lines.map((line) => extended(line, across)) : lines);
  const along = (across: Gray): Line[] => {
    if (thickness !== undefined) return linesAlong(across, thickness, options);
    const usual = Math.max(4, THIN * length);
    const thickest = thicknessOn(across, length, usual);
    const thick = thickest > usual ? linesAlong(across, 1.25 * thickest, options).filter((line) => line.thickness > usual) : [];
    return [...linesAlong(across, usual, options).filter((line) => !thick.some((other) => isPartOf(line, other))), ...thick];
  };
  const turned = transposed(mask);
  return [
    ...whole(mask, along(mask)).map((line) => ({ direction: "horizontal" as const, ...line })),
    ...whole(turned, along(turned)).map((line) => ({ direction: "vertical" as const, ...line })),
  ];
}

/** As much as lines lean on a deskewed page. */
const LEVEL = 0.08;

type Line = Omit<RulingLine, "direction">;

/** A stretch of a line without gaps: its middle for every pixel from `from` on. */
type Stretch = Line;

/** Lines are thinner than this share of their length, unless they are seen to be thicker. */
const THIN = 1 / 16;

/** Places along ink at which its thickness is taken; the least counts, since writing on a line only adds to it. */
const PLACES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** The thickest ink that goes on along a row for a line's whole length and is no thicker than twice what is usual. */
function thicknessOn({ pixels, height, width }: Gray, length: number, usual: number): number {
  const upTo = (at: number, step: number): number => {
    let count = 0;
    for (let place = at; place >= 0 && place < pixels.length && pixels[place] !== 0 && count <= 2 * usual; place += step) count++;
    return count;
  };
  let thickest = 0;
  for (let row = 0; row < height; row++) {
    for (let from = row * width, at = from; at <= (row + 1) * width; at++) {
      if (at < (row + 1) * width && pixels[at] !== 0) continue;
      if (at - from >= length) {
        const places = PLACES.map((share) => from + Math.floor(share * (at - from)));
        const across = Math.min(...places.map((place) => upTo(place, width) + upTo(place, -width) - 1));
        if (across <= 2 * usual) thickest = Math.max(thickest, across);
      }
      from = at + 1;
    }
  }
  return thickest;
}

/** Whether the middle of a line runs within another. */
function isPartOf({ from, middle }: Line, other: Line): boolean {
  const at = from + (middle.length >> 1) - other.from;
  const around = other.middle[at];
  return around !== undefined && Math.abs((middle[middle.length >> 1] as number) - around) <= other.thickness;
}

function linesAlong(mask: Gray, thickness: number, { length, gap = length / 2, steepest = LEVEL }: RulingOptions): Line[] {
  const stretches = connectedComponents(thin(mask, thickness))
    .filter(
      ({ left, right, top, bottom }) =>
        right - left >= Math.max(2 * thickness, length / 12) && bottom - top <= thickness + steepest * (right - left),
    )
    .map(stretchOf)
    .sort((one, other) => one.from - other.from);
  return chained(stretches, { gap, thickness, sloping: steepest > LEVEL ? 8 : 24 })
    .filter((chain) => isLine(chain, length))
    .map(bridged);
}

/** Ink whose run across, from paper to paper, is at most `thickness`. */
function thin({ pixels, height, width }: Gray, thickness: number): Gray {
  const run = new Uint8Array(pixels.length); // up to 255, downward; then the whole run's length
  for (let at = 0; at < pixels.length; at++) {
    if (pixels[at] !== 0) run[at] = Math.min((at >= width ? (run[at - width] as number) : 0) + 1, 255);
  }
  for (let at = pixels.length - width - 1; at >= 0; at--) {
    if (run[at] !== 0 && run[at + width] !== 0) run[at] = run[at + width] as number;
  }
  for (let at = 0; at < run.length; at++) run[at] = run[at] !== 0 && (run[at] as number) <= thickness ? 1 : 0;
  return { pixels: run, height, width };
}

function stretchOf({ left, right, runs, area }: Component): Stretch {
  const sums = new Float32Array(right - left);
  const counts = new Float32Array(right - left);
  for (let run = 0; run < runs.length; run += 3) {
    const [row = 0, from = 0, to = 0] = [runs[run], runs[run + 1], runs[run + 2]];
    for (let at = from - left; at < to - left; at++) {
      sums[at] = (sums[at] as number) + row + 0.5;
      counts[at] = (counts[at] as number) + 1;
    }
  }
  const middle = sums.map((sum, at) => sum / Math.max(counts[at] as number, 1));
  return { from: left, middle, thickness: area / (right - left) };
}

/** What stretches continue each other: those at most `gap` apart. Those longer than `sloping` tell where the line leans; shorter ones are level. */
interface ChainOptions {
  readonly gap: number;
  readonly thickness: number;
  readonly sloping: number;
}

/** Stretches that continue each other, in chains. */
function chained(stretches: readonly Stretch[], options: ChainOptions): Stretch[][] {
  const chains: Stretch[][] = [];
  for (const stretch of stretches) {
    const fits = chains
      .map((chain) => ({ chain, off: distance(chain.at(-1) as Stretch, stretch, options) }))
      .filter(({ off }) => off < 1)
      .sort((one, other) => one.off - other.off);
    if (fits[0]) fits[0].chain.push(stretch);
    else chains.push([stretch]);
  }
  return chains;
}

/** How badly a stretch continues another: 1 and more is not at all. */
function distance(before: Stretch, after: Stretch, { gap: most, thickness, sloping }: ChainOptions): number {
  const gap = after.from - before.from - before.middle.length;
  if (gap < -2 || gap > most) return 1;
  const reach = Math.min(before.middle.length, 60);
  const part = reach > sloping ? Math.min(reach >> 1, 8) : Math.min(reach, 8); // of the stretch, at either end
  const last = mean(before.middle.subarray(-part));
  const earlier = mean(before.middle.subarray(before.middle.length - reach, before.middle.length - reach + part));
  const slope = reach > sloping ? (last - earlier) / (reach - part) : 0;
  const expected = last + slope * (gap + part / 2 + Math.min(after.middle.length, 8) / 2);
  return Math.abs(expected - mean(after.middle.subarray(0, 8))) / (0.6 * thickness + 0.02 * Math.max(gap, 0));
}

/** Long enough, and mostly there. */
function isLine(chain: readonly Stretch[], length: number): boolean {
  const [first, last] = [chain[0] as Stretch, chain.at(-1) as Stretch];
  const extent = last.from + last.middle.length - first.from;
  const drawn = chain.reduce((sum, { middle }) => sum + middle.length, 0);
  return extent >= length && drawn >= 0.5 * extent;
}

/** One line of a chain: where strokes cross, straight from the end of one stretch to the beginning of the next. */
function bridged(chain: readonly Stretch[]): Line {
  const [first, last] = [chain[0] as Stretch, chain.at(-1) as Stretch];
  const middle = new Float32Array(last.from + last.middle.length - first.from);
  let end = 0;
  for (const { from, middle: own } of chain) {
    const start = from - first.from;
    const [a, b] = [end > 0 ? (middle[end - 1] as number) : (own[0] as number), own[0] as number];
    for (let at = end; at < start; at++) middle[at] = a + ((b - a) * (at - end + 1)) / (start - end + 1);
    middle.set(own, start);
    end = start + own.length;
  }
  const drawn = chain.reduce((sum, { middle }) => sum + middle.length, 0);
  return { from: first.from, middle, thickness: chain.reduce((sum, { middle, thickness }) => sum + thickness * middle.length, 0) / drawn };
}

/** Pixels over which the slope at a line's end is taken. */
const REACH = 60;

/** A line with what goes on at its ends: ink all along, thin again behind the strokes that lie on it. */
function extended({ from, middle, thickness }: Line, mask: Gray): Line {
  const reach = Math.min(REACH, middle.length - 1);
  const [first, last] = [middle[0] as number, middle.at(-1) as number];
  const before = goingOn(mask, { at: from - 1, step: -1, row: first, slope: (first - (middle[reach] as number)) / reach, thickness });
  const behind = goingOn(mask, {
    at: from + middle.length,
    step: 1,
    row: last,
    slope: (last - (middle.at(-1 - reach) as number)) / reach,
    thickness,
  });
  return { from: from - before.length, middle: Float32Array.from([...before.reverse(), ...middle, ...behind]), thickness };
}

interface End {
  readonly at: number;
  readonly step: 1 | -1;
  readonly row: number;
  readonly slope: number;
  readonly thickness: number;
}

/** The middle of a line from its end on, as far as ink follows and is thin again. */
function goingOn({ pixels, height, width }: Gray, { at, step, row, slope, thickness }: End): number[] {
  const places: number[] = [];
  let [middle, thin] = [row, 0];
  for (let column = at; column >= 0 && column < width; column += step) {
    middle += slope;
    const start = [0, -1, 1].map((off) => Math.floor(middle) + off).find((r) => r >= 0 && r < height && pixels[r * width + column] !== 0);
    if (start === undefined) break;
    let [top, bottom] = [start, start + 1];
    while (top > 0 && bottom - top <= 2 * thickness && pixels[(top - 1) * width + column] !== 0) top--;
    while (bottom < height && bottom - top <= 2 * thickness && pixels[bottom * width + column] !== 0) bottom++;
    const isThin = bottom - top <= 1.3 * thickness + 1;
    if (isThin) middle = (top + bottom) / 2;
    places.push(middle);
    if (isThin) thin = places.length;
  }
  return places.slice(0, thin);
}
