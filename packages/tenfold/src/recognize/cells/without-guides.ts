import type { Gray } from "../../image/basics/picture.js";
import type { Box } from "../../image/geometry/box.js";
import { histogram, quantile } from "../../image/ink/histogram.js";
import { median } from "../../median.js";

/** Of fewer cells nobody can say what all have alike. */
const FEWEST = 4;
/** What this share of the cells has at one place is printed there, */
const SHARED = 0.7;
/** give or take this share of a cell's height, and a pixel at the least, as a scan moves them. */
const SHIFT = 0.015;
/** Darker than the paper by so much is something, of 255. */
const SEEN = 12;
/** A guide is no darker than this share of the paper's lightness, */
const FAINT = 0.38;
/** and of what is written over it; below the first of these shares it is no ink anyway. */
const UNDER_PEN = [0.22, 0.6] as const;
/** Where nothing darker is written in any cell, this share of what each holds must be alike: digits by hand never are. */
const ALIKE = 0.9;
/** What is as dark as the guide, within this and the noise, is the guide and nothing else. */
const SPREAD = 1.35;
/** Of all places of the guide in all cells this share shows it and no pen. */
const STEADY = 0.45;
/** Specks and remains of a frame are no guide: it is at least this high, of its cell. */
const HIGH = 0.35;

/** The cells of a row brought to one size: how much darker than its paper each pixel of each is. */
interface CellDarkness {
  readonly height: number;
  readonly width: number;
  readonly cells: readonly Uint8Array[];
  /** Of each cell, 0 to 255. */
  readonly papers: readonly number[];
}

/**
 * A row of cells without what is printed faintly and alike in most of them, as an 8 whose parts a pen is to follow. Such a guide is not what is written, and where
 * nothing is written the cell is blank. Rows of fewer than four cells, and those without a guide, stay as they are.
 *
 * @param gray light 255, dark ink on light paper
 * @param cells in pixels of the picture
 */
export function withoutGuides(gray: Gray, cells: readonly Box[]): Gray {
  if (cells.length < FEWEST) return gray;
  const row = darknessOf(gray, cells);
  const guide = guideOf(row);
  if (!guide) return gray;
  const pixels = gray.pixels.slice();
  for (const [at, cell] of cells.entries()) {
    const paper = row.papers[at] as number;
    eachPixel(gray, cell, row, (pixel, place) => {
      const printed = guide[place] as number;
      if (printed > 0 && paper - (pixels[pixel] as number) <= SPREAD * printed + SEEN) pixels[pixel] = paper;
    });
  }
  return { ...gray, pixels };
}

function darknessOf(gray: Gray, boxes: readonly Box[]): CellDarkness {
  const height = Math.max(1, Math.round(median(boxes.map(({ top, bottom }) => bottom - top)) as number));
  const width = Math.max(1, Math.round(median(boxes.map(({ left, right }) => right - left)) as number));
  const papers: number[] = [];
  const cells = boxes.map((box) => {
    const shades = new Uint8Array(height * width).fill(255);
    eachPixel(gray, box, { height, width }, (pixel, place) => {
      shades[place] = Math.min(shades[place] as number, gray.pixels[pixel] as number);
    });
    const paper = quantile(histogram(shades), 0.8);
    papers.push(paper);
    return shades.map((shade) => Math.max(0, paper - shade));
  });
  return { height, width, cells, papers };
}

/** Every pixel of a cell within the picture, and which place of the common size it falls on. */
function eachPixel(
  { height, width }: Gray,
  { left, top, right, bottom }: Box,
  size: { readonly height: number; readonly width: number },
  tell: (pixel: number, place: number) => void,
): void {
  for (let y = Math.max(0, Math.round(top)); y < Math.min(height, Math.round(bottom)); y++) {
    const row = Math.min(size.height - 1, Math.floor(((y + 0.5 - top) / (bottom - top)) * size.height));
    for (let x = Math.max(0, Math.round(left)); x < Math.min(width, Math.round(right)); x++) {
      const column = Math.min(size.width - 1, Math.floor(((x + 0.5 - left) / (right - left)) * size.width));
      if (row >= 0 && column >= 0) tell(y * width + x, row * size.width + column);
    }
  }
}

/** How dark what is printed in the cells is, place by place, with what is close around it; nothing where no guide is. */
function guideOf({ height, width, cells, papers }: CellDarkness): Uint8Array | undefined {
  const wide = cells.map((one) => mostAround(one, height, width));
  const least = Math.floor((1 - SHARED) * cells.length);
  const shared = Uint8Array.from({ length: height * width }, (_, at) => {
    const darkest = wide.map((one) => one[at] as number).sort((one, other) => one - other);
    return darkest[least] as number;
  });
  const seen = Array.from(shared).filter((shade) => shade >= SEEN);
  const shade = median(seen) ?? 0;
  const paper = median(papers) as number;
  if (shade > FAINT * paper || reach(shared, height, width) < HIGH * height) return undefined;
  const darker = (dark: number, at: number) => dark > SPREAD * Math.min(shared[at] as number, SPREAD * shade) + SEEN;
  const pen = cells.flatMap((one) => Array.from(one).filter(darker));
  const share = pen.length > 0 ? shade / quantile(histogram(Uint8Array.from(pen)), 0.7) : 1;
  // Where strokes of a few digits happen to meet, some cells are far darker and others lighter.
  const alike = wide.flatMap((one) => Array.from(one).filter((dark, at) => isAs(dark, shared[at] as number))).length;
  if (alike < STEADY * cells.length * seen.length) return undefined;
  const isAlike = cells.every((one) => {
    const ink = Array.from(one.keys()).filter((at) => (one[at] as number) >= SEEN);
    return ink.filter((at) => (shared[at] as number) >= SEEN).length >= ALIKE * ink.length;
  });
  return (share >= UNDER_PEN[0] && share <= UNDER_PEN[1]) || isAlike
    ? shared.map((one) => (one >= SEEN ? Math.min(one, SPREAD * shade) : 0))
    : undefined;
}

/** The most of each pixel and those around it. */
function mostAround(pixels: Uint8Array, height: number, width: number): Uint8Array {
  const shift = Math.max(1, Math.round(SHIFT * height));
  return pixels.map((_, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    let most = 0;
    for (let y = Math.max(0, row - shift); y <= Math.min(height - 1, row + shift); y++)
      for (let x = Math.max(0, column - shift); x <= Math.min(width - 1, column + shift); x++) {
        most = Math.max(most, pixels[y * width + x] as number);
      }
    return most;
  });
}

/** Whether a place is as dark as what is printed there. */
function isAs(dark: number, printed: number): boolean {
  return printed >= SEEN && dark >= printed / SPREAD - SEEN / 2 && dark <= printed * SPREAD + SEEN / 2;
}

/** How many rows what is shared reaches from its first to its last, the frame at the cells' edges aside. */
function reach(shared: Uint8Array, height: number, width: number): number {
  const rim = Math.ceil(0.1 * Math.min(height, width));
  const rows = Array.from({ length: height - 2 * rim }, (_, at) => at + rim).filter((row) =>
    shared.subarray(row * width + rim, (row + 1) * width - rim).some((shade) => shade >= SEEN),
  );
  return rows.length === 0 ? 0 : (rows.at(-1) as number) - (rows[0] as number) + 1;
}
