import type { ReadContext, ReadString } from "../../document/document.js";
import { InputError, UsageError } from "../../errors.js";
import type { Picture } from "../../image/basics/picture.js";
import { aroundPoints, boxUnder, roundedOut } from "../../image/geometry/box.js";
import type { Point } from "../../image/geometry/transform.js";
import { checkOptions } from "../../known-options.js";
import { checkHand, type HandOptions } from "../../recognize/hand-use.js";
import { checkMaxError } from "../../recognize/read-options.js";
import { readablePicture } from "../../recognize/readable-picture.js";
import type { Reading } from "../../recognize/reading.js";
import { refuseCame } from "../../what-came.js";
import { type Registration, registrationIn } from "../place/register-page.js";
import { sceneOf } from "../place/scene.js";
import type { FormField, FormTemplate } from "../template/template.js";
import { cutFieldsFrom, type FieldPicture, shadesToCut } from "./cut-fields.js";
import type { FieldReader } from "./field-reader.js";
import { type CutField, type ProfileOf, readKnowing } from "./read-written.js";

export interface ReadFormOptions extends HandOptions {
  readonly reader: FieldReader;
  readonly maxError?: number | undefined;
  /** Further error rates at which each field says what becomes of it. */
  readonly levels?: readonly number[] | undefined;
  /** Which page of the form the picture shows, counted from 1. */
  readonly page?: number | undefined;
  /**
   * Looks up how a writer writes, by the name that the field says which the template has name the writer; nothing where there is no such one. Not asked where a
   * profile is told.
   */
  readonly profileOf?: ProfileOf | undefined;
}

/** A page of a form as it was read. */
export interface FormReading {
  readonly registration: Registration;
  /** In the template's order. */
  readonly fields: readonly FieldReading[];
  /** What is known of who wrote it, where something was told or the hand was asked to be heard. */
  readonly context?: ReadContext;
  /** Why nothing is known of the writer whom a field is to name. */
  readonly notice?: string;
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
  checkOptions("readForm", options, ["reader", "maxError", "levels", "page", "hand", "writer", "profileOf"]);
  const { reader, maxError, page: number = 1, profileOf } = options;
  if (typeof reader?.read !== "function") refuseCame("readForm: reader", reader, "what loadReader() gives");
  checkMaxError("readForm", maxError);
  checkHand("readForm", options);
  if (profileOf !== undefined && typeof profileOf !== "function") refuseCame("readForm: profileOf", profileOf, "a function of a name");
  const page = template.pages[number - 1];
  if (!page) throw new UsageError(`"${template.name}" has no page ${number}; its last one is ${template.pages.length}`);
  const scene = sceneOf(shown, page);
  const registration = registrationIn(scene);
  if (registration.refusal !== undefined) throw new InputError(registration.refusal);
  const pictures = cutFieldsFrom(shadesToCut(shown, scene.ink), page, registration.toPicture);
  const all: CutField[] = page.fields.map((field: FormField, at: number) => ({ field, cut: pictures[at] as FieldPicture }));
  const written = all.filter(({ cut }) => !cut.isBlank);
  const { readings, context, notice } = await readKnowing(written, template.writer ?? {}, options);
  const fields = all.map((one): FieldReading => {
    const { field, cut } = one;
    const found = cut.isBlank ? blank(field, cut) : readingOf(field, cut, readings[written.indexOf(one)] as Reading);
    return isInside(cut.corners, shown) ? found : forReview(found, [OUTSIDE, ...found.reasons]);
  });
  return { registration, fields, ...(context && { context }), ...(notice !== undefined && { notice }) };
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
