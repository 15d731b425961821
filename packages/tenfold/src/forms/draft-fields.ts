import { combTeeth } from "../image/comb-teeth.js";
import type { Box, Gray } from "../image/picture.js";
import { type RulingLine, rulingLines } from "../image/ruling-lines.js";
import type { SeenBox } from "./find-boxes.js";
import type { Printed } from "./template.js";

/** A field that an empty form seems to have, in pixels. */
export interface DraftField {
  readonly box: Box;
  readonly printed: Printed;
  readonly cells: readonly Box[];
}

export interface Drafted {
  /** In reading order. */
  readonly fields: readonly DraftField[];
  /** Boxes around others. */
  readonly frames: readonly Box[];
}

/** Sizes in millimeters: of what one writes in, of cells, and of lines to write on. */
const FIELD = { least: 2.4, lowest: 3, highest: 28 };
const LINE = { shortest: 15, share: 0.8, height: 7 };
/** A cell is at most this many times as wide as high. */
const WIDEST_CELL = 1.6;
/** Cells of one field lie at most this share of a cell apart. */
const GAP = 0.75;
/** How thick the lines of a box may be, as a share of its shorter side. */
const THICKEST = 0.15;
/** What is printed in a box for people to read: so much of it, over so much of its width. */
const PRINT = { share: 0.015, width: 0.3 };

/**
 * The fields of an empty form: closed boxes, rows of equal ones as cells of one field, combs, and lines with nothing above them.
 *
 * @param mask the upright form, 0 for paper
 * @param scale pixels a millimeter
 */
export function draftFields(mask: Gray, seen: readonly SeenBox[], scale: number): Drafted {
  const boxes = seen
    .filter(isThin)
    .map(uprightBox)
    .filter(({ left, top, right, bottom }) => right - left >= FIELD.least * scale && bottom - top >= FIELD.lowest * scale);
  const isAround = (box: Box) => boxes.some((other) => other !== box && contains(box, other));
  const frames = boxes.filter(isAround);
  const places = boxes.filter((box) => !isAround(box) && box.bottom - box.top <= FIELD.highest * scale && !hasPrint(mask, box));
  const fields = [...inRows(places, scale), ...onLines(mask, boxes, scale)];
  return { fields: inReadingOrder(fields), frames };
}

/** Whether a box is drawn in thin lines: the holes of letters are not. */
function isThin({ quad: [a, b, , d], line }: SeenBox): boolean {
  return line <= THICKEST * Math.min(Math.hypot(b[0] - a[0], b[1] - a[1]), Math.hypot(d[0] - a[0], d[1] - a[1]));
}

function uprightBox({ quad: [a, b, c, d] }: SeenBox): Box {
  return { left: (a[0] + d[0]) / 2, top: (a[1] + b[1]) / 2, right: (b[0] + c[0]) / 2, bottom: (c[1] + d[1]) / 2 };
}

function contains(one: Box, other: Box): boolean {
  return one.left < other.left && one.top < other.top && one.right > other.right && one.bottom > other.bottom;
}

/** Whether words are printed in a box, so that nobody writes there. */
function hasPrint({ pixels, width }: Gray, { left, top, right, bottom }: Box): boolean {
  const inset = Math.min(right - left, bottom - top) * 0.12 + 2;
  let ink = 0;
  const columns = new Set<number>();
  for (let row = Math.ceil(top + inset); row < bottom - inset; row++) {
    for (let column = Math.ceil(left + inset); column < right - inset; column++) {
      if (pixels[row * width + column] === 0) continue;
      ink++;
      columns.add(column);
    }
  }
  return ink > PRINT.share * (right - left) * (bottom - top) && columns.size > PRINT.width * (right - left);
}

/** Boxes as fields; those that stand in a row, equal and close together, as cells of one. */
function inRows(boxes: readonly Box[], scale: number): DraftField[] {
  const sorted = [...boxes].sort((one, other) => one.left - other.left);
  const rows: Box[][] = [];
  for (const box of sorted) {
    const row = rows.find((cells) => continues(cells, box, scale));
    if (row) row.push(box);
    else rows.push([box]);
  }
  return rows.map((cells): DraftField => {
    const [first] = cells as [Box];
    const box = {
      left: first.left,
      top: mean(cells.map(({ top }) => top)),
      right: (cells.at(-1) as Box).right,
      bottom: mean(cells.map(({ bottom }) => bottom)),
    };
    return { box, printed: "box", cells: cells.length > 1 ? cells : [] };
  });
}

function continues(cells: readonly Box[], box: Box, scale: number): boolean {
  const last = cells.at(-1) as Box;
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const lastWidth = last.right - last.left;
  const isCell = width <= WIDEST_CELL * height && lastWidth <= WIDEST_CELL * height;
  const isLevel = Math.abs(last.top - box.top) <= 0.7 * scale && Math.abs(last.bottom - box.bottom) <= 0.7 * scale;
  const isAlike = Math.abs(width - lastWidth) <= Math.max(0.15 * lastWidth, 0.5 * scale);
  const gap = box.left - last.right;
  return isCell && isLevel && isAlike && gap > -0.8 * scale && gap <= GAP * width;
}

/** Combs, and lines to write on that are no side of a box. */
function onLines(mask: Gray, boxes: readonly Box[], scale: number): DraftField[] {
  const lines = rulingLines(mask, { length: LINE.shortest * scale, thickness: Math.max(1.3 * scale, 3) });
  const level = lines.filter(({ direction, middle }) => direction === "horizontal" && middle.length <= LINE.share * mask.width);
  return level.flatMap((line): DraftField[] => {
    const [left, right, bottom] = [line.from, line.from + line.middle.length, mean([...line.middle])];
    if (boxes.some((box) => isSide(box, left, right, bottom, scale))) return [];
    const teeth = combTeeth(mask, [line, ...lines.filter(({ direction }) => direction === "vertical")]);
    const comb = combOn(line, teeth, scale);
    if (comb) return [comb];
    const top = bottom - LINE.height * scale;
    if (top < 0 || !isEmpty(mask, { left, top: top + 0.25 * (bottom - top), right, bottom: bottom - 2 - line.thickness })) return [];
    return [{ box: { left, top, right, bottom }, printed: "line", cells: [] }];
  });
}

function isSide(box: Box, left: number, right: number, y: number, scale: number): boolean {
  const shared = Math.min(right, box.right) - Math.max(left, box.left);
  return (
    shared > 0.3 * Math.min(right - left, box.right - box.left) && Math.min(Math.abs(box.top - y), Math.abs(box.bottom - y)) < 1.2 * scale
  );
}

function combOn(line: RulingLine, teeth: readonly RulingLine[], scale: number): DraftField | undefined {
  const [left, right, bottom] = [line.from, line.from + line.middle.length, mean([...line.middle])];
  const inner = teeth.map(({ middle }) => middle[0] as number).sort((one, other) => one - other);
  const [first, second] = inner;
  if (first === undefined || second === undefined) return undefined;
  const pitch = ((inner.at(-1) as number) - first) / Math.max(1, Math.round(((inner.at(-1) as number) - first) / (second - first)));
  if (pitch < FIELD.least * scale) return undefined;
  const places = [...(first - left > 0.5 * pitch ? [first - pitch] : []), ...inner];
  if (right - (places.at(-1) as number) > 0.5 * pitch) places.push((places.at(-1) as number) + pitch);
  const height = Math.max(Math.min(1.25 * pitch, 12 * scale), 5 * scale);
  const top = Math.max(bottom - height, 0);
  const start = places[0] as number;
  const count = Math.round(((places.at(-1) as number) - start) / pitch);
  const cells = Array.from({ length: count }, (_, at) => ({ left: start + at * pitch, top, right: start + (at + 1) * pitch, bottom }));
  return count >= 2 ? { box: { left: start, top, right: start + count * pitch, bottom }, printed: "comb", cells } : undefined;
}

/** Whether nothing is printed in a box but a few specks. */
function isEmpty({ pixels, width }: Gray, { left, top, right, bottom }: Box): boolean {
  let ink = 0;
  for (let row = Math.ceil(top); row < bottom; row++) {
    for (let column = Math.ceil(left); column < right; column++) if (pixels[row * width + column] !== 0) ink++;
  }
  return ink <= 0.004 * (right - left) * (bottom - top);
}

/** Row by row, from left to right: fields whose middle lies within the first one of a row stand in it. */
function inReadingOrder(fields: readonly DraftField[]): DraftField[] {
  const rest = [...fields].sort((one, other) => one.box.top - other.box.top);
  const ordered: DraftField[] = [];
  while (rest.length > 0) {
    const { box } = rest[0] as DraftField;
    const isBeside = ({ box: { top, bottom } }: DraftField) => (top + bottom) / 2 < box.bottom;
    const row = rest.filter(isBeside).sort((one, other) => one.box.left - other.box.left);
    ordered.push(...row);
    for (const field of row) rest.splice(rest.indexOf(field), 1);
  }
  return ordered;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(numbers.length, 1);
}
