import { around, type Component, connectedComponents, maskOf } from "../image/connected-components.js";
import type { Box, Gray, Picture } from "../image/picture.js";
import { rectify } from "../image/rectify.js";
import { apply, chained, type Point, scaledAndShifted, type Transform } from "../image/transform.js";
import { cornersOf, scaleAt } from "./form-features.js";
import { inkMask, type PageInk, pageInk } from "./page-ink.js";
import { fieldLines, type PrintedLine, printedLines } from "./printed-lines.js";
import { sightLines, stretchesOf } from "./sight-lines.js";
import type { FormField, FormPage } from "./template.js";
import { withoutPrint } from "./without-print.js";

/** What is written in a field: upright, its printed lines gone, and nothing of what is written beside it. */
export interface FieldPicture {
  /** 255 for ink, 0 for paper; the field with a margin. */
  readonly ink: Gray;
  /** The field's box in it, in pixels. */
  readonly box: Box;
  readonly cells: readonly CellPicture[];
  readonly isBlank: boolean;
  /** From its pixels to those of the picture. */
  readonly toSource: Transform;
  /** The corners of the field in the picture: top left, top right, bottom right, bottom left of the form. */
  readonly corners: readonly Point[];
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

/** As `cleanPage`: pixels of the longer side of A4 at 420 dpi. */
const ENOUGH = 4900;
/** Pixels a millimeter of a field's picture at most: 400 dpi. */
const FINEST = 16;
/** What is shown around a field, in millimeters, and as a share of its height: digits reach beyond their boxes. */
const MARGIN = { millimeters: 1.6, share: 0.3 };
/** How far a field may lie from where the page as a whole puts it, in millimeters: paper is bowed. */
const BOWED = 1.3;
/** Marks shorter than this, in millimeters, are nothing written. */
const SHORTEST = 1.2;

/**
 * Cuts the fields out of the picture of a page, in the template's order.
 *
 * @param toPicture where the form lies in the picture, from `registerPage`
 */
export function cutFields(picture: Picture, page: FormPage, toPicture: Transform): FieldPicture[] {
  const ink = pageInk(picture, ENOUGH);
  const toInk = chained(toPicture, scaledAndShifted(1 / ink.factor, [0, 0]));
  const lines = printedLines(page);
  return page.fields.map((field) => cutField(field, lines, settled(field, toInk, ink), ink));
}

/** The map moved so that the field's own lines lie where they are seen. */
function settled(field: FormField, toInk: Transform, { ink }: PageInk): Transform {
  const { left, top, right, bottom } = field.box;
  const middle: Point = [(left + right) / 2, (top + bottom) / 2];
  const seen = sightLines(ink, toInk, stretchesOf(fieldLines(field)), { reach: BOWED, threshold: 28 }).filter(({ isSeen }) => isSeen);
  const isLevel = ({ line: { from, to } }: (typeof seen)[number]) => from[1] === to[1];
  const [level, upright] = [seen.filter(isLevel), seen.filter((line) => !isLevel(line))];
  const scale = scaleAt(toInk, middle);
  const mean = (some: typeof seen) => some.reduce((sum, { offset }) => sum + offset, 0) / Math.max(some.length, 1) / scale;
  return chained(scaledAndShifted(1, [-mean(upright), mean(level)]), toInk);
}

function cutField(field: FormField, lines: readonly PrintedLine[], toInk: Transform, { ink, factor }: PageInk): FieldPicture {
  const { left, top, right, bottom } = field.box;
  const scale = Math.min(scaleAt(toInk, [(left + right) / 2, (top + bottom) / 2]), FINEST);
  const margin = Math.min(MARGIN.millimeters, MARGIN.share * (bottom - top));
  const toForm = scaledAndShifted(1 / scale, [left - margin, top - margin]);
  const size = { height: Math.ceil((bottom - top + 2 * margin) * scale), width: Math.ceil((right - left + 2 * margin) * scale) };
  const cut = rectify(ink, chained(toForm, toInk), size);
  const inPixels = (box: Box): Box => ({
    left: (box.left - left + margin) * scale,
    top: (box.top - top + margin) * scale,
    right: (box.right - left + margin) * scale,
    bottom: (box.bottom - top + margin) * scale,
  });
  const [box, cells] = [inPixels(field.box), field.cells.map(inPixels)];
  const own = lines.map(({ from, to }) => inPixels({ left: from[0], top: from[1], right: to[0], bottom: to[1] }));
  const { cleaned, isRemnant } = withoutPrint(cut, own, { box, scale, teeth: field.printed === "comb" ? cells : [] });
  const components = connectedComponents(inkMask(cleaned)).filter((component) => belongs(component, box, scale) && !isRemnant(component));
  const toSource = chained(chained(toForm, toInk), scaledAndShifted(factor, [0, 0]));
  return {
    ink: only(cleaned, components, { left: 0, top: 0, right: size.width, bottom: size.height }),
    box: rounded(box),
    cells: cellsOf(cleaned, components, cells, scale),
    isBlank: isBlank(components, scale),
    toSource,
    corners: cornersOf(box).map((corner) => apply(toSource, corner)),
  };
}

/** Whether ink is more than a speck and lies in the field for the most part, or reaches well into it. */
function belongs(component: Component, box: Box, scale: number): boolean {
  const { left, top, right, bottom } = component;
  if (Math.max(right - left, bottom - top) < 0.4 * scale) return false;
  const slack = 0.3 * scale;
  const inside = sharedArea(component, {
    left: box.left - slack,
    top: box.top - slack,
    right: box.right + slack,
    bottom: box.bottom + slack,
  });
  const reach = Math.min(bottom, box.bottom) - Math.max(top, box.top);
  const isIn = right > box.left && left < box.right;
  return inside >= 0.5 * component.area || (isIn && reach >= 0.5 * (box.bottom - box.top));
}

/** Pixels of a component within a box. */
function sharedArea({ runs }: Component, box: Box): number {
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
    const shares = cells.map((cell) => sharedArea(component, cell) / component.area);
    const most = Math.max(...shares);
    const isOwn = (cell: Box, share: number) =>
      (share === most && most > 0) || heightWithin(component, cell) >= HIGH * (cell.bottom - cell.top);
    return new Set(cells.flatMap((cell, at) => (isOwn(cell, shares[at] as number) ? [at] : [])));
  });
  return cells.map((cell, at) => {
    const own = components.filter((_, index) => owners[index]?.has(at));
    const whole = own.filter((component) => owners[components.indexOf(component)]?.size === 1);
    const part = rounded(own.length > 0 ? around([cell, ...whole]) : cell);
    return { box: rounded(cell), part, ink: only(ink, own, part), isBlank: isBlank(own, scale) };
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

function rounded({ left, top, right, bottom }: Box): Box {
  return { left: Math.floor(left), top: Math.floor(top), right: Math.ceil(right), bottom: Math.ceil(bottom) };
}
