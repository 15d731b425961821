import type { Gray } from "../../image/basics/picture.js";
import type { Box } from "../../image/geometry/box.js";
import { mean } from "../../mean.js";
import type { SeenBox } from "../see/find-boxes.js";
import { type DraftField, NARROWEST } from "./draft-field.js";
import { fieldsOnLines } from "./draft-lines.js";

export interface Drafted {
  /** In reading order. */
  readonly fields: readonly DraftField[];
  /** Boxes around others. */
  readonly frames: readonly Box[];
  /** How many boxes, or rows of them, are no fields for what stands in them. */
  readonly full: number;
}

/** Heights of what one writes in, in millimeters. */
const [LOWEST, HIGHEST] = [3, 28];
/** A cell is at most this many times as wide as high. */
const WIDEST_CELL = 1.6;
/** Cells of one field lie at most this share of a cell apart. */
const GAP = 0.75;
/** How thick the lines of a box may be, as a share of its shorter side. */
const THICKEST = 0.15;
/** What is printed in a box for people to read: so much of it, over so much of its width. */
const PRINT = { share: 0.015, width: 0.3 };

/**
 * Layout analysis of an empty form: its fields are closed boxes, rows of equal ones as cells of one field, combs, and lines with nothing above them.
 *
 * @param mask the upright form, 0 for paper
 * @param scale pixels a millimeter
 */
export function draftFields(mask: Gray, seen: readonly SeenBox[], scale: number): Drafted {
  const boxes = seen
    .filter(isThin)
    .map(uprightBox)
    .filter(({ left, top, right, bottom }) => right - left >= NARROWEST * scale && bottom - top >= LOWEST * scale);
  const isAround = (box: Box) => boxes.some((other) => other !== box && contains(box, other));
  const frames = boxes.filter(isAround);
  const places = boxes.filter((box) => !isAround(box) && box.bottom - box.top <= HIGHEST * scale);
  const full = places.filter((box) => hasPrint(mask, box));
  const empty = places.filter((box) => !full.includes(box));
  const fields = [...inRows(empty, scale), ...fieldsOnLines(mask, boxes, scale)];
  return { fields: inReadingOrder(fields), frames, full: inRows(full, scale).length };
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
