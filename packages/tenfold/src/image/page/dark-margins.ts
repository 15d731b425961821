import { median } from "../../median.js";
import { crop, type Gray } from "../basics/picture.js";
import type { Box } from "../geometry/box.js";
import { connectedComponents } from "../ink/connected-components.js";
import { histogram, quantile } from "../ink/histogram.js";
import { otsu } from "../ink/otsu.js";

/** A picture, and where its upper left corner lies in the one that it was cut out of. */
export interface Trimmed {
  readonly gray: Gray;
  readonly left: number;
  readonly top: number;
}

/** Beyond this share of the picture a dark part is no margin, but a shadow, or the picture is dark itself. */
const DEEPEST = 0.62;
/** A line that begins within this share of the picture's side from its edge, or so many pixels, is part of the margin. */
const INSET = { share: 0.03, least: 2 };
/** The share of an edge along which a margin lies. */
const ALONG = 0.85;
/** A margin's inner edge is straight: half of it lies within so many pixels of a straight line, and this share of its depth. */
const STRAIGHT = { pixels: 1.5, share: 0.1 };
/** How much darker than paper a margin is, of 255. */
const DARKER = 40;
/** Deeper than this share of the other side no stroke of a pen is. */
const PEN = 0.2;
/** How far from a margin's edge it fades into paper at most, in pixels. */
const SOFTEST = 12;

/**
 * A cut-out without what lies dark along its edges and is no writing: a book's gutter, a scanner's rim, the frame of the cell or the box. What runs
 * along a whole edge, straight, is cut off; a picture whose writing itself reaches from edge to edge, as one cut to its ink, is left
 * alone, and so is a sheet on something darker, which has such an edge on three sides.
 *
 * @param gray light 255, dark ink on light paper
 */
export function withoutDarkMargins(gray: Gray): Trimmed {
  const sides = ["left", "right", "top", "bottom"] as const;
  const threshold = otsu(histogram(gray.pixels));
  const thick = sides.filter(
    (side) => (marginAlong(viewFrom(gray, side), threshold)?.deepest ?? 0) > PEN * Math.min(gray.height, gray.width),
  );
  if (thick.length > 2) return { gray, left: 0, top: 0 };
  let [trimmed, dark] = [{ gray, left: 0, top: 0 }, threshold];
  for (const side of sides) {
    const cut = withoutMargin(trimmed, side, dark);
    if (cut !== trimmed) [trimmed, dark] = [cut, otsu(histogram(cut.gray.pixels))]; // one margin may be far darker than the next
  }
  return trimmed;
}

type Side = "left" | "right" | "top" | "bottom";

/** A picture as it is seen from one of its sides: lines along it, each from the edge inward. */
interface View {
  /** Pixels along the side, and from it to the one across. */
  readonly length: number;
  readonly depth: number;
  /** Where in the pixels a place lies. */
  at(along: number, inward: number): number;
  readonly pixels: Uint8Array;
}

function viewFrom({ pixels, height, width }: Gray, side: Side): View {
  switch (side) {
    case "left":
      return { pixels, length: height, depth: width, at: (along, inward) => along * width + inward };
    case "right":
      return { pixels, length: height, depth: width, at: (along, inward) => along * width + width - 1 - inward };
    case "top":
      return { pixels, length: width, depth: height, at: (along, inward) => inward * width + along };
    case "bottom":
      return { pixels, length: width, depth: height, at: (along, inward) => (height - 1 - inward) * width + along };
  }
}

interface Margin {
  /** Where it ends at a place along the side, fading included, in pixels from the edge. */
  endAt(along: number): number;
  /** The least and the most of that. */
  readonly shallowest: number;
  readonly deepest: number;
  /** The shade of the paper beyond. */
  readonly paper: number;
}

/** A margin may have a lighter strip at its inner side, as a page's fold has, about as light as the threshold is: then its dark part tells where it runs. */
function marginAlong(view: View, threshold: number): Margin | undefined {
  return marginBelow(view, threshold) ?? marginBelow(view, (edgeShade(view) + threshold) / 2);
}

/** The shade along the very edge. */
function edgeShade({ pixels, length, at }: View): number {
  return median(Array.from({ length }, (_, along) => pixels[at(along, 0)] as number)) ?? 255;
}

function marginBelow(view: View, threshold: number): Margin | undefined {
  const { length, depth } = view;
  const ends = endsOf(view, threshold);
  const known = ends.filter((end) => end >= 0);
  if (length < 8 || depth < 8 || known.length < ALONG * length) return undefined;
  const line = straightThrough(ends);
  const off = ends.flatMap((end, along) => (end >= 0 ? [end - line(along)] : [])).sort((one, other) => one - other);
  const spread = (off[Math.floor(0.75 * off.length)] as number) - (off[Math.floor(0.25 * off.length)] as number);
  const middle = line(length / 2);
  const most = Math.max(line(0), line(length - 1));
  if (spread > Math.max(STRAIGHT.pixels, STRAIGHT.share * middle) || most > DEEPEST * depth) return undefined;
  const paper = beyond(view, most);
  const dark = within(view, line);
  if (paper - dark < Math.max(DARKER, 0.2 * paper)) return undefined;
  if (middle < PEN * length && isCutToInk(view, most + 2, paper - 0.4 * (paper - dark))) return undefined;
  const soft = softness(view, line, paper - 0.12 * (paper - dark));
  const endAt = (along: number) => Math.min(depth, Math.max(0, Math.ceil(line(along) + Math.max(1, spread) + soft)));
  return { endAt, shallowest: Math.min(endAt(0), endAt(length - 1)), deepest: Math.max(endAt(0), endAt(length - 1)), paper };
}

/** For each place along the side where the dark that begins at the edge ends; -1 where none does. */
function endsOf({ pixels, length, depth, at }: View, threshold: number): number[] {
  const inset = Math.min(Math.max(INSET.least, Math.round(INSET.share * depth)), depth - 1);
  return Array.from({ length }, (_, along) => {
    const isDark = (inward: number) => (pixels[at(along, inward)] as number) <= threshold;
    let start = 0;
    while (start <= inset && !isDark(start)) start++;
    if (start > inset) return -1;
    let end = start + 1;
    while (end < depth && (isDark(end) || (end + 1 < depth && isDark(end + 1)))) end++;
    return end;
  });
}

/** A straight line through most of the ends, whatever a few of them do: through the medians of the first and the last third. */
function straightThrough(ends: readonly number[]): (along: number) => number {
  const third = Math.ceil(ends.length / 3);
  const middleOf = (some: readonly number[]) => median(some.filter((end) => end >= 0));
  const all = middleOf(ends) ?? 0;
  const [first, last] = [middleOf(ends.slice(0, third)) ?? all, middleOf(ends.slice(-third)) ?? all];
  const slope = (last - first) / Math.max(ends.length - third, 1);
  return (along) => first + slope * (along - (third - 1) / 2);
}

/** The shade of the paper beyond a margin. */
function beyond({ pixels, length, depth, at }: View, from: number): number {
  const counts = new Uint32Array(256);
  for (let along = 0; along < length; along++) {
    for (let inward = Math.min(Math.ceil(from) + 2, depth - 1); inward < depth; inward++) {
      const shade = pixels[at(along, inward)] as number;
      counts[shade] = (counts[shade] as number) + 1;
    }
  }
  return quantile(counts, 0.7);
}

/** The mean shade of a margin. */
function within({ pixels, length, at }: View, line: (along: number) => number): number {
  let [sum, count] = [0, 0];
  for (let along = 0; along < length; along++) {
    for (let inward = 0; inward < line(along) - 0.5; inward++) {
      sum += pixels[at(along, inward)] as number;
      count++;
    }
  }
  return count > 0 ? sum / count : 255;
}

/** Whether the writing beside a margin is as high as the picture, so that the margin may be a stroke of it: a picture cut to its ink. */
function isCutToInk({ pixels, length, depth, at }: View, from: number, threshold: number): boolean {
  const first = Math.ceil(from);
  if (first >= 0.7 * depth) return true;
  const size = { height: length, width: depth - first };
  const dark = new Uint8Array(size.height * size.width);
  for (let along = 0, to = 0; along < length; along++) {
    for (let inward = first; inward < depth; inward++, to++) dark[to] = Number((pixels[at(along, inward)] as number) <= threshold);
  }
  return connectedComponents({ pixels: dark, ...size }).some(({ left, top, right, bottom, area }) => {
    const [height, width] = [bottom - top, right - left];
    return height >= HIGH * length && width >= WIDE * length && area >= FILLED * height * width;
  });
}

/** A frame around the paper is far emptier than a digit is. */
const FILLED = 0.15;

/** Writing this high and wide, in lengths of the side, fills the picture; a line beside another margin is narrower. */
const [HIGH, WIDE] = [0.8, 0.25];

/** How many pixels beyond its edge a margin is darker than paper. */
function softness({ pixels, length, depth, at }: View, line: (along: number) => number, light: number): number {
  for (let by = 0; by < SOFTEST; by++) {
    const shades: number[] = [];
    for (let along = 0; along < length; along++) {
      const inward = Math.round(line(along)) + by;
      if (inward >= 0 && inward < depth) shades.push(pixels[at(along, inward)] as number);
    }
    if ((median(shades) ?? 255) >= light) return by;
  }
  return SOFTEST;
}

/** Cuts off one side's margin; the same where there is none. */
function withoutMargin(before: Trimmed, side: Side, threshold: number): Trimmed {
  const { gray, left, top } = before;
  const margin = marginAlong(viewFrom(gray, side), threshold);
  if (!margin) return before;
  const filled = { ...gray, pixels: gray.pixels.slice() };
  const view = viewFrom(filled, side);
  for (let along = 0; along < view.length; along++) {
    for (let inward = 0; inward < margin.endAt(along); inward++) filled.pixels[view.at(along, inward)] = margin.paper;
  }
  const box = cutTo(gray, side, margin.shallowest);
  return { gray: crop(filled, box), left: left + box.left, top: top + box.top };
}

function cutTo({ height, width }: Gray, side: Side, by: number): Box {
  return {
    left: side === "left" ? by : 0,
    top: side === "top" ? by : 0,
    right: width - (side === "right" ? by : 0),
    bottom: height - (side === "bottom" ? by : 0),
  };
}
