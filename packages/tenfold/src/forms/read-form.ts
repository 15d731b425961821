import { InputError, UsageError } from "../errors.js";
import type { FieldSpec } from "../fields/field.js";
import { around } from "../image/connected-components.js";
import { type Box, inverted, type Picture } from "../image/picture.js";
import { apply, type Point, type Transform } from "../image/transform.js";
import type { Reading, ReadString } from "../recognize/reading.js";
import { cutFields, type FieldPicture } from "./cut-fields.js";
import { cornersOf } from "./form-features.js";
import { type Registration, registerPage } from "./register-page.js";
import type { FormField, FormTemplate } from "./template.js";

/** Who reads what is written in a field: what `loadReader` gives is one. */
export interface FieldReader {
  /**
   * @param picture what is written, dark on white, its printed lines gone
   */
  read(picture: Picture, options: FieldReaderOptions): Reading | Promise<Reading>;
}

export interface FieldReaderOptions {
  /** What kind of field it is, as the template has it; any digits where there is no template. */
  readonly field?: FieldSpec;
  /** The share of accepted fields that may be wrong. */
  readonly maxError?: number;
  /** A box for each character, where the form has cells. In pixels of the picture. */
  readonly cells?: readonly Box[];
}

export interface ReadFormOptions {
  readonly reader: FieldReader;
  readonly maxError?: number;
  /** Which page of the form the picture shows, counted from 1. */
  readonly page?: number;
}

/** A page of a form as it was read. */
export interface FormReading {
  readonly registration: Registration;
  /** In the template's order. */
  readonly fields: readonly FieldReading[];
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
 * @throws UsageError when the template has no such page
 */
export async function readForm(picture: Picture, template: FormTemplate, options: ReadFormOptions): Promise<FormReading> {
  const { reader, maxError, page: number = 1 } = options ?? {};
  if (!Array.isArray(template?.pages) || !options?.reader) {
    throw new UsageError("readForm takes a picture, a template as parseTemplate gives it, and { reader }, as loadReader gives one");
  }
  const page = template.pages[number - 1];
  if (!page) throw new UsageError(`"${template.name}" has no page ${number}; its last one is ${template.pages.length}`);
  const registration = registerPage(picture, page);
  if (registration.refusal !== undefined) throw new InputError(registration.refusal);
  const pictures = cutFields(picture, page, registration.toPicture);
  const fields: FieldReading[] = [];
  for (const [at, field] of page.fields.entries()) {
    const cut = pictures[at] as FieldPicture;
    const found = cut.isBlank ? blank(field, cut) : await readField(field, cut, reader, maxError);
    fields.push(isInside(cut.corners, picture) ? found : { ...found, status: "review", reasons: [OUTSIDE, ...found.reasons] });
  }
  return { registration, fields };
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
    box: boxOf(corners),
    corners,
    digits: [],
    alternatives: [],
  };
}

async function readField(field: FormField, cut: FieldPicture, reader: FieldReader, maxError: number | undefined): Promise<FieldReading> {
  const { strings, reason } = await reader.read(
    { ...inverted(cut.ink), channels: 1 },
    {
      field: field.field,
      ...(maxError !== undefined && { maxError }),
      ...(cut.cells.length > 0 && { cells: cut.cells.map(({ box }) => box) }),
    },
  );
  const [first, ...others] = strings;
  const place = { name: field.name, isBlank: false, box: boxOf(cut.corners), corners: cut.corners };
  if (!first) {
    const why = reason ?? "something is written here in which no digits were found";
    return { ...place, text: "", confidence: 0, status: "review", reasons: [why], digits: [], alternatives: [] };
  }
  const several = others.length > 0 ? [`${strings.length} lines are written here, and one is wanted`] : [];
  return {
    ...first,
    ...place,
    status: several.length > 0 ? "review" : first.status,
    reasons: [...first.reasons, ...several],
    digits: first.digits.map((digit) => ({ ...digit, box: moved(digit.box, cut.toSource) })),
  };
}

/** The box around what a box becomes. */
function moved(box: Box, map: Transform): Box {
  return boxOf(cornersOf(box).map((corner) => apply(map, corner)));
}

function boxOf(corners: readonly Point[]): Box {
  const { left, top, right, bottom } = around(corners.map(([x, y]) => ({ left: x, top: y, right: x, bottom: y })));
  return { left: Math.floor(left), top: Math.floor(top), right: Math.ceil(right), bottom: Math.ceil(bottom) };
}
