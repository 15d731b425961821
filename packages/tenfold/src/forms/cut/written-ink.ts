import type { Gray } from "../../image/basics/picture.js";
import { around, type Box, frameOf, grown, roundedOut, sharedHeight } from "../../image/geometry/box.js";
import { type Component, connectedComponents, maskOf } from "../../image/ink/connected-components.js";
import { inkMask } from "../see/page-ink.js";

/** What is written in a field, paper and print taken away. */
export interface WrittenInk {
  /** 255 for ink, 0 for paper. */
  readonly ink: Gray;
  readonly cells: readonly CellPicture[];
  readonly isBlank: boolean;
}

/** What is written in a cell. */
export interface CellPicture {
  /** The cell's box in the field's picture, in pixels. */
  readonly box: Box;
  /** The ink that belongs to the cell, 255; also where it reaches beyond its box. */
  readonly ink: Gray;
  /** The part of the field's picture that `ink` shows. */
  readonly part: Box;
  readonly isBlank: boolean;
}

/** The field's place in its picture. */
export interface WrittenInkOptions {
  /** In pixels. */
  readonly box: Box;
  readonly cells: readonly Box[];
  /** Pixels a millimeter. */
  readonly scale: number;
  /** Whether what is left somewhere is a rest of a printed line. */
  readonly isRemnant: (component: Component) => boolean;
}

/** Marks shorter than this, in millimeters, are nothing written. */
const SHORTEST = 1.2;

/** The connected components of a picture's ink that belong to a field, and to each of its cells. */
export function writtenInk(cleaned: Gray, { box, cells, scale, isRemnant }: WrittenInkOptions): WrittenInk {
  const components = connectedComponents(inkMask(cleaned)).filter((component) => belongs(component, box, scale) && !isRemnant(component));
  return {
    ink: only(cleaned, components, frameOf(cleaned)),
    cells: cellsOf(cleaned, components, cells, scale),
    isBlank: isBlank(components, scale),
  };
}

/** Whether ink is more than a speck and lies in the field for the most part, or reaches well into it. */
function belongs(component: Component, box: Box, scale: number): boolean {
  const { left, top, right, bottom } = component;
  if (Math.max(right - left, bottom - top) < 0.4 * scale) return false;
  const inside = inkWithin(component, grown(box, 0.3 * scale));
  const reach = sharedHeight(component, box);
  const isIn = right > box.left && left < box.right;
  return inside >= 0.5 * component.area || (isIn && reach >= 0.5 * (box.bottom - box.top));
}

/** Pixels of a component within a box. */
function inkWithin({ runs }: Component, box: Box): number {
  let area = 0;
  for (let at = 0; at < runs.length; at += 3) {
    const [row = 0, from = 0, to = 0] = [runs[at], runs[at + 1], runs[at + 2]];
    if (row + 0.5 < box.top || row + 0.5 > box.bottom) continue;
    area += Math.max(0, Math.min(to, box.right) - Math.max(from, box.left));
  }
  return area;
}

function isBlank(components: readonly Component[], scale: number): boolean {
  return !components.some(({ left, top, right, bottom }) => Math.hypot(right - left, bottom - top) >= SHORTEST * scale);
}

/** The ink of some components and of the pixels beside them, cut to a box. */
function only(ink: Gray, components: readonly Component[], box: Box): Gray {
  const mask = maskOf(components, box);
  const pixels = new Uint8Array(mask.pixels.length);
  for (let row = 0; row < mask.height; row++) {
    for (let column = 0; column < mask.width; column++) {
      const [x, y] = [column + box.left, row + box.top];
      if (x < 0 || y < 0 || x >= ink.width || y >= ink.height || !isNear(mask, column, row)) continue;
      pixels[row * mask.width + column] = ink.pixels[y * ink.width + x] as number;
    }
  }
  return { pixels, height: mask.height, width: mask.width };
}

function isNear({ pixels, height, width }: Gray, column: number, row: number): boolean {
  const at = row * width + column;
  if (pixels[at]) return true;
  return Boolean(
    (column > 0 && pixels[at - 1]) ||
      (column < width - 1 && pixels[at + 1]) ||
      (row > 0 && pixels[at - width]) ||
      (row < height - 1 && pixels[at + width]),
  );
}

/** A component belongs to the cell that holds most of it, and to those in which it is as high as this share of the cell. */
const HIGH = 0.45;

function cellsOf(ink: Gray, components: readonly Component[], cells: readonly Box[], scale: number): CellPicture[] {
  const owners = components.map((component) => {
    const shares = cells.map((cell) => inkWithin(component, cell) / component.area);
    const most = Math.max(...shares);
    const isOwn = (cell: Box, share: number) =>
      (share === most && most > 0) || heightWithin(component, cell) >= HIGH * (cell.bottom - cell.top);
    return new Set(cells.flatMap((cell, at) => (isOwn(cell, shares[at] as number) ? [at] : [])));
  });
  return cells.map((cell, at) => {
    const own = components.filter((_, index) => owners[index]?.has(at));
    const whole = own.filter((component) => owners[components.indexOf(component)]?.size === 1);
    const part = roundedOut(own.length > 0 ? around([cell, ...whole]) : cell);
    return { box: roundedOut(cell), part, ink: only(ink, own, part), isBlank: isBlank(own, scale) };
  });
}

/** How many pixels from the highest to the lowest ink of a component within a box; what is just over its edge does not count. */
function heightWithin({ runs }: Component, { left, top, right, bottom }: Box): number {
  const inset = 0.12 * (right - left);
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < runs.length; at += 3) {
    const [row = 0, from = 0, to = 0] = [runs[at], runs[at + 1], runs[at + 2]];
    if (row < top || row >= bottom || to <= left + inset || from >= right - inset) continue;
    [first, last] = [Math.min(first, row), Math.max(last, row)];
  }
  return Math.max(last - first + 1, 0);
}
