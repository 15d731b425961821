import { type Component, connectedComponents } from "./connected-components.js";
import type { Gray } from "./picture.js";
import { transposed } from "./transpose.js";

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
  /** No line is thicker than this, in pixels. */
  readonly thickness?: number;
  /** A line goes on behind strokes that cross it at most so far, in pixels: half its least length unless told. */
  readonly gap?: number;
  /** No line leans more than this: pixels across for one along, at most 1. As a deskewed page has them unless told. */
  readonly steepest?: number;
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
  const horizontal = linesAlong(mask, options);
  const vertical = linesAlong(transposed(mask), options);
  return [
    ...horizontal.map((line) => ({ direction: "horizontal" as const, ...line })),
    ...vertical.map((line) => ({ direction: "vertical" as const, ...line })),
  ];
}

/** As much as lines lean on a deskewed page. */
const LEVEL = 0.08;

type Line = Omit<RulingLine, "direction">;

/** A stretch of a line without gaps: its middle for every pixel from `from` on. */
type Stretch = Line;

function linesAlong(mask: Gray, options: RulingOptions): Line[] {
  const { length, thickness = Math.max(4, length / 16), gap = length / 2, steepest = LEVEL } = options;
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

function mean(numbers: Float32Array): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
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
