import type { Box } from "../../image/geometry/box.js";
import type { Point } from "../../image/geometry/transform.js";
import { neighborShifts } from "./neighbor-shifts.js";
import { type PrintedLine, printedBoxes, printedLines, stretchesOf } from "./printed-lines.js";
import type { FormPage, Mark } from "./template.js";

/**
 * What a form is registered by: its fiducial marks, its boxes and its printed lines. In millimeters; made once of a page of a template and
 * handed on.
 */
export interface FormFeatures {
  readonly width: number;
  readonly height: number;
  readonly center: Point;
  /** Half the page's diagonal. */
  readonly reach: number;
  readonly marks: readonly Mark[];
  readonly boxes: readonly Box[];
  /** Whether it has neither marks nor boxes, so that only the ends of lines tell where it lies along them. */
  readonly isBare: boolean;
  /** Whole lines, for their ends. */
  readonly lines: readonly PrintedLine[];
  /** The lines in pieces, as they are looked for: all of them; enough to tell where the form lies; and so short that a line's end stands by itself. */
  readonly stretches: {
    readonly all: readonly PrintedLine[];
    readonly few: readonly PrintedLine[];
    readonly short: readonly PrintedLine[];
  };
  /** By how much it may be laid wrong and still see most of its print. */
  readonly shifts: readonly Point[];
}

/** Boxes, and stretches of lines, that are enough to tell where a form lies. */
const ENOUGH = { boxes: 300, stretches: 400, short: 2000 };
/** Millimeters that are short beside a cell, so that the stretch that a shift leaves without ink is not part of one that is seen. */
const SHORT = 5;

export function featuresOf(page: FormPage): FormFeatures {
  const { width, height, anchors } = page;
  const marks = anchors.flatMap((anchor) => (anchor.kind === "box" || anchor.kind === "page-edges" ? [] : [anchor]));
  const [boxes, lines] = [printedBoxes(page), printedLines(page)];
  const all = stretchesOf(lines);
  return {
    width,
    height,
    center: [width / 2, height / 2],
    reach: Math.hypot(width, height) / 2,
    marks,
    boxes: sparse(boxes, ENOUGH.boxes),
    isBare: marks.length + boxes.length === 0,
    lines,
    stretches: { all, few: sparse(all, ENOUGH.stretches), short: sparse(stretchesOf(lines, SHORT), ENOUGH.short) },
    shifts: neighborShifts(page),
  };
}

/** Some of many things, evenly; all of a few. */
function sparse<Thing>(things: readonly Thing[], enough: number): readonly Thing[] {
  const step = Math.ceil(things.length / enough);
  return step <= 1 ? things : things.filter((_, at) => at % step === 0);
}
