import type { Picture } from "../../image/basics/picture.js";
import { rectify } from "../../image/basics/rectify.js";
import { type Box, centerOf, cornersOf, roundedOut } from "../../image/geometry/box.js";
import { apply, chained, type Point, scaleAt, scaledAndShifted, type Transform } from "../../image/geometry/transform.js";
import { mean } from "../../mean.js";
import { type PageShades, pageShades, shrinkFactor } from "../see/page-ink.js";
import { sightLines } from "../see/sight-lines.js";
import { fieldLines, type PrintedLine, printedLines, stretchesOf } from "../template/printed-lines.js";
import type { FormField, FormPage } from "../template/template.js";
import { withoutPrint } from "./without-print.js";
import { type WrittenInk, writtenInk } from "./written-ink.js";

/** A field cut out of a page: upright, with a margin, its printed lines gone, and nothing of what is written beside it. */
export interface FieldPicture extends WrittenInk {
  /** The field's box in it, in pixels. */
  readonly box: Box;
  /** From its pixels to those of the picture. */
  readonly toSource: Transform;
  /** The corners of the field in the picture: top left, top right, bottom right, bottom left of the form. */
  readonly corners: readonly Point[];
}

/** As `cleanPage`: pixels of the longer side of A4 at 420 dpi. */
const ENOUGH = 4900;
/** Pixels a millimeter of a field's picture at most: 400 dpi. */
const FINEST = 16;
/** What is shown around a field, in millimeters, and as a share of its height: digits reach beyond their boxes. */
const MARGIN = { millimeters: 1.6, share: 0.3 };
/** How far a field may lie from where the page as a whole puts it, in millimeters: paper is bowed. */
const BOWED = 1.3;

/**
 * Cuts the fields out of the picture of a page, in the template's order.
 *
 * @param toPicture where the form lies in the picture, from `registerPage`
 */
export function cutFields(picture: Picture, page: FormPage, toPicture: Transform): FieldPicture[] {
  return cutFieldsFrom(pageShades(picture, ENOUGH), page, toPicture);
}

/** The shades that fields are cut out of: those that were seen already, where they are as large. */
export function shadesToCut(picture: Picture, seen: PageShades): PageShades {
  return shrinkFactor(picture, ENOUGH) === seen.factor ? seen : pageShades(picture, ENOUGH);
}

/** As `cutFields`, out of the page's shades. */
export function cutFieldsFrom(ink: PageShades, page: FormPage, toPicture: Transform): FieldPicture[] {
  const toInk = chained(toPicture, scaledAndShifted(1 / ink.factor, [0, 0]));
  const lines = printedLines(page);
  return page.fields.map((field) => cutField(field, lines, aligned(field, toInk, ink), ink));
}

/** The map moved so that the field's own lines lie where they are seen. */
function aligned(field: FormField, toInk: Transform, { ink }: PageShades): Transform {
  const seen = sightLines(ink, toInk, stretchesOf(fieldLines(field)), { reach: BOWED }).filter(({ isSeen }) => isSeen);
  const isLevel = ({ line: { from, to } }: (typeof seen)[number]) => from[1] === to[1];
  const [level, upright] = [seen.filter(isLevel), seen.filter((line) => !isLevel(line))];
  const scale = scaleAt(toInk, centerOf(field.box));
  const off = (some: typeof seen) => (some.length > 0 ? mean(some.map(({ offset }) => offset)) / scale : 0);
  return chained(scaledAndShifted(1, [-off(upright), off(level)]), toInk);
}

function cutField(field: FormField, lines: readonly PrintedLine[], toInk: Transform, { ink, factor }: PageShades): FieldPicture {
  const { left, top, right, bottom } = field.box;
  const scale = Math.min(scaleAt(toInk, centerOf(field.box)), FINEST);
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
  const toSource = chained(chained(toForm, toInk), scaledAndShifted(factor, [0, 0]));
  return {
    ...writtenInk(cleaned, { box, cells, scale, isRemnant }),
    box: roundedOut(box),
    toSource,
    corners: cornersOf(box).map((corner) => apply(toSource, corner)),
  };
}
