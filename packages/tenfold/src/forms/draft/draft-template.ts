import { UsageError } from "../../errors.js";
import { type Picture, pictureOf } from "../../image/basics/picture.js";
import type { Box } from "../../image/geometry/box.js";
import type { Transform } from "../../image/geometry/transform.js";
import { isLine } from "../../json-site.js";
import { checkOptions } from "../../known-options.js";
import { mean } from "../../mean.js";
import { refuseCame, whatCame } from "../../what-came.js";
import { findBoxes } from "../see/find-boxes.js";
import { likelySize, sizeNamed } from "../template/page-size.js";
import { parseTemplate } from "../template/parse-template.js";
import type { DraftField } from "./draft-field.js";
import { draftFields } from "./draft-fields.js";
import { draftMarks } from "./draft-marks.js";
import { uprightPage } from "./upright-page.js";

export interface DraftOptions {
  /** What to call the form: 1 to 200 signs on one line. */
  readonly name?: string | undefined;
  /** Pixels of the pictures to an inch, where that is known. */
  readonly dpi?: number | undefined;
}

/** A template as its file has it. */
export interface DraftedTemplate {
  readonly name: string;
  readonly units: "mm" | "px";
  readonly pages: readonly DraftedPage[];
}

export interface DraftedPage {
  readonly size: string | readonly [number, number];
  readonly anchors?: readonly object[];
  readonly fields: readonly DraftedField[];
}

export interface DraftedField {
  readonly name: string;
  readonly box: readonly number[];
  readonly cells?: unknown;
  readonly printed?: string;
  readonly field: string;
}

/** A template, and how its pages lie in the pictures. */
export interface Draft {
  readonly template: DraftedTemplate;
  /** For each page, from the template's units to pixels of its picture. */
  readonly toPicture: readonly Transform[];
  /** What was left out, in sentences. */
  readonly notices: readonly string[];
}

/**
 * Proposes a template for a form from pictures of its empty pages: the boxes, cells, combs and lines that are found on them, in reading order,
 * and marks in its corners. Measures are in millimeters where the pictures' resolution is told, or their proportion is that of A4 or letter
 * paper; in pixels otherwise. Names and kinds are for people to mend.
 *
 * @throws UsageError when the name is none for a form
 * @throws FormatError when the pages make no template, as where `dpi` makes them smaller than 10 mm
 */
export function draftTemplate(pictures: readonly Picture[], options: DraftOptions = {}): Draft {
  checkOptions("draftTemplate", options, ["name", "dpi"]);
  const { name = "Form", dpi } = options;
  if (!isLine(name)) throw new UsageError(`draftTemplate: name is ${whatCame(name)}; 1 to 200 signs on one line are wanted`);
  if (!Array.isArray(pictures)) refuseCame("draftTemplate: pictures", pictures, "a list of them, one a page,");
  const pages = pictures.map(pictureOf).map((picture) => measured(picture, dpi));
  const units = pages.every(({ millimeters }) => millimeters !== undefined) ? "mm" : "px";
  let count = 0;
  const drafted = pages.map((page): DraftedPage => {
    const unit = units === "mm" ? (page.millimeters as number) : page.factor;
    const round = units === "mm" ? (value: number) => Math.round(value * unit * 10) / 10 : (value: number) => Math.round(value * unit);
    const size = [round(page.width), round(page.height)] as const;
    const paper = units === "mm" ? likelySize(size[0], size[1], { inMillimeters: true }) : undefined;
    const isExact = paper !== undefined && sizeNamed(paper).every((side, at) => Math.abs(side - (size[at] as number)) < 0.3);
    const fields = page.fields.map((field) => fieldOf(field, `field-${++count}`, round));
    const anchors = anchorsOf(page, round);
    return { size: isExact ? paper : size, ...(anchors.length > 0 && { anchors }), fields };
  });
  const scaled = pages.map(({ toPicture, millimeters, factor }): Transform => {
    const unit = units === "mm" ? (millimeters as number) : factor;
    return toPicture.map((part, at) => (at % 3 < 2 ? part / unit : part)) as unknown as Transform;
  });
  const template = { name, units, pages: drafted } as const;
  parseTemplate(template, { file: "the drafted template" });
  return { template, toPicture: scaled, notices: noticesOf(pages) };
}

function noticesOf(pages: readonly Measured[]): string[] {
  return pages.flatMap(({ full }, at) => {
    if (full === 0) return [];
    const [boxes, them] = full === 1 ? ["1 box is", "it"] : [`${full} boxes are`, "them"];
    const page = pages.length > 1 ? `page ${at + 1}: ` : "";
    return [`${page}${boxes} left out, as something stands in ${them}; where that is handwriting, draft from an empty form`];
  });
}

type Measured = ReturnType<typeof measured>;

/** A longer side of this length is assumed where nothing tells, to know what a box is and what a letter. */
const ASSUMED_LENGTH = 297;

function measured(picture: Picture, dpi: number | undefined) {
  const upright = uprightPage(picture);
  const { ink, mask, factor } = upright;
  const paper = likelySize(ink.width, ink.height, { inMillimeters: false });
  const known = dpi ? (25.4 / dpi) * factor : paper && sizeNamed(paper)[0] / ink.width;
  const scale = 1 / (known ?? ASSUMED_LENGTH / Math.max(ink.width, ink.height));
  const { fields, frames, full } = draftFields(mask, findBoxes(mask), scale);
  return {
    width: ink.width,
    height: ink.height,
    /** A pixel, where that is known. */
    millimeters: known,
    factor,
    fields,
    frames,
    full,
    marks: draftMarks(upright, scale),
    hasEdges: upright.hasEdges,
    toPicture: upright.toPicture,
  };
}

function anchorsOf({ marks, frames, fields, hasEdges }: Measured, round: (value: number) => number): object[] {
  if (marks.length > 0) return marks.map(({ kind, at, size }) => ({ kind, at: at.map(round), size: round(size) }));
  const boxes = frames.slice(0, 4).map((frame) => ({ kind: "box", box: boxOf(frame, round) }));
  if (boxes.length > 0 || fields.some(({ printed }) => printed === "box")) return boxes;
  return hasEdges ? [{ kind: "page-edges" }] : [];
}

function fieldOf({ box, cells, printed }: DraftField, name: string, round: (value: number) => number): DraftedField {
  const told = cells.length > 0 ? { cells: cellsOf(cells, round) } : {};
  return { name, box: boxOf(box, round), ...told, ...(printed !== "box" && { printed }), field: "digits" };
}

/** The shortest way to tell cells: their number, groups with one gap, or all of them. */
function cellsOf(cells: readonly Box[], round: (value: number) => number): unknown {
  const width = cells.reduce((sum, { left, right }) => sum + right - left, 0) / cells.length;
  const gaps = cells.slice(1).map(({ left }, at) => left - (cells[at] as Box).right);
  const wide = gaps.filter((gap) => gap > 0.1 * width);
  if (wide.length === 0) return cells.length;
  const [least, most] = [Math.min(...wide), Math.max(...wide)];
  if (most - least > 0.12 * width) return cells.map((cell) => boxOf(cell, round));
  const gap = round(mean(wide));
  if (wide.length === gaps.length) return { count: cells.length, gap };
  const groups = [1];
  for (const one of gaps) {
    if (one > 0.1 * width) groups.push(1);
    else groups[groups.length - 1] = (groups.at(-1) as number) + 1;
  }
  return { groups, gap };
}

function boxOf({ left, top, right, bottom }: Box, round: (value: number) => number): number[] {
  const [x, y] = [round(left), round(top)];
  const tidy = (value: number) => Math.round(value * 10) / 10;
  return [x, y, tidy(round(right) - x), tidy(round(bottom) - y)];
}
