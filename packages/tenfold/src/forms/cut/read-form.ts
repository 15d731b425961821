import type { ReadContext, ReadString } from "../../document/document.js";
import { InputError, UsageError } from "../../errors.js";
import type { FieldSpec } from "../../fields/field.js";
import { inverted, type Picture } from "../../image/basics/picture.js";
import type { Box } from "../../image/geometry/box.js";
import { aroundPoints, boxUnder, roundedOut } from "../../image/geometry/box.js";
import type { Point } from "../../image/geometry/transform.js";
import { checkOptions } from "../../known-options.js";
import { checkHand, type HandOptions, handUseOf } from "../../recognize/hand-use.js";
import { checkMaxError } from "../../recognize/read-options.js";
import { readablePicture } from "../../recognize/readable-picture.js";
import type { Reading } from "../../recognize/reading.js";
import type { ReadTogether } from "../../recognize/writer/seen-ink.js";
import { refuseCame } from "../../what-came.js";
import { type Registration, registerPage } from "../place/register-page.js";
import type { FormField, FormTemplate } from "../template/template.js";
import { cutFields, type FieldPicture } from "./cut-fields.js";

/** Who reads what is written in a field: what `loadReader` gives is one. */
export interface FieldReader {
  /**
   * @param picture what is written, dark on white, its printed lines gone
   */
  read(picture: Picture, options: FieldReaderOptions): Reading | Promise<Reading>;
  /** Reads several fields by the hand that all of them show; only asked for where a hand is. */
  readTogether?(
    items: readonly { readonly image: Picture; readonly options: FieldReaderOptions }[],
    options: HandOptions,
  ): Promise<ReadTogether>;
}

export interface FieldReaderOptions {
  /** What kind of field it is, as the template has it; any digits where there is no template. */
  readonly field?: FieldSpec | undefined;
  /** The share of accepted fields that may be wrong. */
  readonly maxError?: number | undefined;
  /** Further error rates at which each string says what becomes of it. */
  readonly levels?: readonly number[] | undefined;
  /** A box for each character, where the form has cells. In pixels of the picture. */
  readonly cells?: readonly Box[] | undefined;
}

export interface ReadFormOptions extends HandOptions {
  readonly reader: FieldReader;
  readonly maxError?: number | undefined;
  /** Further error rates at which each field says what becomes of it. */
  readonly levels?: readonly number[] | undefined;
  /** Which page of the form the picture shows, counted from 1. */
  readonly page?: number | undefined;
}

/** A page of a form as it was read. */
export interface FormReading {
  readonly registration: Registration;
  /** In the template's order. */
  readonly fields: readonly FieldReading[];
  /** What the hand did, where it was asked to be heard. */
  readonly context?: ReadContext;
}

/** A field as it was read: a string, its boxes in pixels of the whole picture. */
export interface FieldReading extends ReadString {
  readonly name: string;
  readonly isBlank: boolean;
  /** The field's corners in the picture: top left, top right, bottom right, bottom left of the form. */
  readonly corners: readonly Point[];
}

/**
 * Reads a page of a form: finds where the form lies, cuts out its fields and lets them be read.
 *
 * @param picture a scan or photo of one page, turned and seen at an angle as may be
 * @throws InputError when the form does not fit the picture
 * @throws UsageError when an option is missing, unknown or impossible, or the template has no such page
 */
export async function readForm(picture: Picture, template: FormTemplate, options: ReadFormOptions): Promise<FormReading> {
  const shown = readablePicture(picture);
  if (!Array.isArray(template?.pages)) refuseCame("readForm: the template", template, "what parseTemplate() gives");
  checkOptions("readForm", options, ["reader", "maxError", "levels", "page", "hand", "writer"]);
  const { reader, maxError, page: number = 1 } = options;
  if (typeof reader?.read !== "function") refuseCame("readForm: reader", reader, "what loadReader() gives");
  checkMaxError("readForm", maxError);
  checkHand("readForm", options);
  const page = template.pages[number - 1];
  if (!page) throw new UsageError(`"${template.name}" has no page ${number}; its last one is ${template.pages.length}`);
  const registration = registerPage(shown, page);
  if (registration.refusal !== undefined) throw new InputError(registration.refusal);
  const pictures = cutFields(shown, page, registration.toPicture);
  const all: CutField[] = page.fields.map((field: FormField, at: number) => ({ field, cut: pictures[at] as FieldPicture }));
  const written = all.filter(({ cut }) => !cut.isBlank);
  const { readings, context } = await readWritten(written, options);
  const fields = all.map((one): FieldReading => {
    const { field, cut } = one;
    const found = cut.isBlank ? blank(field, cut) : readingOf(field, cut, readings[written.indexOf(one)] as Reading);
    return isInside(cut.corners, shown) ? found : forReview(found, [OUTSIDE, ...found.reasons]);
  });
  return { registration, fields, ...(context && { context }) };
}

/** A field, and what is written in it. */
interface CutField {
  readonly field: FormField;
  readonly cut: FieldPicture;
}

/** Field by field, or by the hand that all of them show. */
async function readWritten(written: readonly CutField[], options: ReadFormOptions): Promise<ReadTogether> {
  const { reader, writer } = options;
  const hand = handUseOf(options);
  if (hand !== "many") {
    if (!reader.readTogether)
      return refuseCame("readForm: hand", hand, 'a reader with readTogether(), as loadReader() gives it, or "many"');
    return reader.readTogether(
      written.map((one) => toRead(one, options)),
      { hand, ...(writer && { writer }) },
    );
  }
  const readings: Reading[] = [];
  for (const one of written) {
    const { image, options: asked } = toRead(one, options);
    readings.push(await reader.read(image, asked));
  }
  return { readings };
}

function toRead({ field, cut }: CutField, { maxError, levels }: ReadFormOptions): { image: Picture; options: FieldReaderOptions } {
  const options = {
    field: field.field,
    ...(maxError !== undefined && { maxError }),
    ...(levels && { levels }),
    ...(cut.cells.length > 0 && { cells: cut.cells.map(({ box }) => box) }),
  };
  return { image: { ...inverted(cut.ink), channels: 1 }, options };
}

/** A field that a person should look at, whatever its confidence, at any error rate. */
function forReview({ levels, ...field }: FieldReading, reasons: readonly string[]): FieldReading {
  return { ...field, status: "review", ...(levels && { levels: levels.map((level) => ({ ...level, status: "review" })) }), reasons };
}

const OUTSIDE = "a part of the field lies outside the picture";
/** How far a corner may lie outside, in pixels: registration is not exact. */
const BEYOND = 2;

function isInside(corners: readonly Point[], { height, width }: Picture): boolean {
  return corners.every(([x, y]) => x >= -BEYOND && y >= -BEYOND && x <= width + BEYOND && y <= height + BEYOND);
}

/** Nothing is written: that is what it says, and enough where nothing must be. */
function blank(field: FormField, { corners }: FieldPicture): FieldReading {
  return {
    name: field.name,
    isBlank: true,
    text: "",
    confidence: 1,
    status: field.required ? "review" : "accepted",
    reasons: field.required ? ["it is blank, and the form wants it filled in"] : [],
    box: roundedOut(aroundPoints(corners)),
    corners,
    digits: [],
    alternatives: [],
  };
}

function readingOf(field: FormField, cut: FieldPicture, { strings, reason }: Reading): FieldReading {
  const [first, ...others] = strings;
  const place = { name: field.name, isBlank: false, box: roundedOut(aroundPoints(cut.corners)), corners: cut.corners };
  if (!first) {
    const why = reason ?? "something is written here in which no digits were found";
    return { ...place, text: "", confidence: 0, status: "review", reasons: [why], digits: [], alternatives: [] };
  }
  const several = others.length > 0 ? [`${strings.length} lines are written here, and one is wanted`] : [];
  const digits = first.digits.map((digit) => ({ ...digit, box: boxUnder(cut.toSource, digit.box) }));
  const unexplained = first.unexplained?.map((box) => boxUnder(cut.toSource, box));
  const read = { ...first, ...place, digits, ...(unexplained && { unexplained }) };
  return several.length > 0 ? forReview(read, [...first.reasons, ...several]) : read;
}
