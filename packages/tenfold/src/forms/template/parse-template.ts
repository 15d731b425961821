import { FormatError, InputError, UsageError } from "../../errors.js";
import type { Field, FieldSpec } from "../../fields/field.js";
import { fieldCache } from "../../fields/field-cache.js";
import { entriesOf, type JsonSite, lineOf, listOf, needed, numberFrom, oneOfWords, placeOf, refuse, truthOf } from "../../json-site.js";
import { checkOptions } from "../../known-options.js";
import { cellsOf } from "./field-cells.js";
import { formWriterOf } from "./form-writer.js";
import { boxOf, type Measures, pointOf, rounded } from "./page-places.js";
import { sizeNamed, sizeNames } from "./page-size.js";
import { type Anchor, type FormField, type FormPage, type FormTemplate, markKinds, printedKinds } from "./template.js";
import { templateNotices } from "./template-notices.js";

export interface ParseTemplateOptions {
  /** What to call the template in an error. */
  readonly file?: string | undefined;
}

/** A template is shorter than this, in signs; real ones have some thousand. */
const LONGEST = 4_000_000;
const MOST_PAGES = 200;
const MOST_FIELDS = 2000;
const MOST_ANCHORS = 200;
/** Cells of all fields of a page. */
const MOST_PLACES = 10_000;
/** Sides of a page, in millimeters. */
const [SHORTEST_SIDE, LONGEST_SIDE] = [10, 5000];
/** A page whose template counts pixels without saying how large they are is taken for one as long as A4, in millimeters. */
const ASSUMED_LENGTH = 297;

const unitKinds = ["mm", "in", "pt", "px"] as const;
const millimeters = { mm: 1, in: 25.4, pt: 25.4 / 72 } as const;

/**
 * Reads a form template: the text of a JSON file, or what `JSON.parse` made of one. `forms/template.schema.json` in this package
 * is its schema and says of every key what it means.
 *
 * @throws FormatError that names the place in the file, what stands there and what is wanted
 */
export function parseTemplate(source: unknown, options: ParseTemplateOptions = {}): FormTemplate {
  checkOptions("parseTemplate", options, ["file"]);
  const { file = "the template" } = options;
  const site = { value: typeof source === "string" ? parsed(source, file) : source, path: "", file };
  const { name, units, dpi, writer, pages } = entriesOf(site, ["$schema", "name", "units", "dpi", "writer", "pages"]);
  const unit = oneOfWords(needed(site, units, "units", '"mm", "in", "pt" or "px"'), unitKinds);
  if (dpi && unit !== "px") throw new FormatError(`${placeOf(dpi)} says nothing about ${unit}; leave it out`);
  const pitch = dpi ? numberFrom(dpi, 30, 4800) : undefined;
  const sites = listOf(needed(site, pages, "pages", "a list of pages"), { least: 1, most: MOST_PAGES, of: "pages" });
  const title = lineOf(needed(site, name, "name", "a name for the form"), "a name of 1 to 200 signs on one line");
  const fieldOf = fieldCache(); // some kinds take a tenth of a second to make, and forms have many fields of one
  const read = sites.map((page) => pageOf(page, { unit, pitch, fieldOf }));
  const isToScale = unit !== "px" || pitch !== undefined;
  refuseSameNames(read, file);
  const known = writer && formWriterOf(writer, read);
  return { name: title, pages: read, isToScale, notices: templateNotices(read, fieldOf), ...(known && { writer: known }) };
}

function parsed(text: string, file: string): unknown {
  if (text.length > LONGEST) throw new FormatError(`${file} has ${text.length} signs, a template has at most ${LONGEST}`);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/\p{Cc}/gu, " ") : "";
    throw new FormatError(`${file} is no JSON: ${why}; tenfold/forms/template.schema.json says what a template looks like`);
  }
}

/** How a template is read. */
interface Reading {
  readonly unit: (typeof unitKinds)[number];
  readonly pitch: number | undefined;
  readonly fieldOf: FieldOf;
}

type FieldOf = (spec: FieldSpec) => Field;

function pageOf(site: JsonSite, { unit, pitch, fieldOf }: Reading): FormPage {
  const { size, anchors, fields } = entriesOf(site, ["size", "anchors", "fields"]);
  const sizeSite = needed(site, size, "size", 'a size as "A4" or [width, height]');
  const [across, down] = sizeOf(sizeSite, unit, pitch);
  const scale = unit === "px" ? (pitch ? 25.4 / pitch : ASSUMED_LENGTH / Math.max(across, down)) : millimeters[unit];
  const [width, height] = [across * scale, down * scale];
  if (![width, height].every((side) => side >= SHORTEST_SIDE && side <= LONGEST_SIDE)) {
    const read = `${Math.round(width)} x ${Math.round(height)} mm`;
    throw new FormatError(
      `${placeOf(sizeSite)} makes a page of ${read}; sides of ${SHORTEST_SIDE} to ${LONGEST_SIDE} mm are read, mind the units`,
    );
  }
  const measures = { unit: scale, width, height };
  const anchorSites = anchors ? listOf(anchors, { most: MOST_ANCHORS, of: "anchors" }) : [];
  const fieldSites = listOf(needed(site, fields, "fields", "a list of fields"), { most: MOST_FIELDS, of: "fields" });
  const read = fieldSites.map((field) => formFieldOf(field, measures, fieldOf));
  const places = read.reduce((sum, { cells }) => sum + cells.length, 0);
  if (places > MOST_PLACES) throw new FormatError(`${placeOf(site)} has ${places} cells; ${MOST_PLACES} at most are read`);
  return { width, height, anchors: anchorSites.map((anchor) => anchorOf(anchor, measures)), fields: read };
}

/** Width and height in the template's units. */
function sizeOf(site: JsonSite, unit: (typeof unitKinds)[number], pitch: number | undefined): readonly [number, number] {
  if (Array.isArray(site.value)) {
    if (site.value.length !== 2) refuse(site, "[width, height]");
    const [width, height] = listOf(site, { most: 2, of: "numbers" }) as [JsonSite, JsonSite];
    return [numberFrom(width, 0.1, 1e6), numberFrom(height, 0.1, 1e6)];
  }
  if (typeof site.value !== "string") refuse(site, '[width, height], or a name as "A4"');
  const name = oneOfWords(site, sizeNames);
  const one = unit === "px" ? pitch && 25.4 / pitch : millimeters[unit];
  if (!one) throw new FormatError(`${placeOf(site)} is "${name}", which is no number of pixels without dpi; write dpi, or [width, height]`);
  const [width, height] = sizeNamed(name);
  return [width / one, height / one];
}

function anchorOf(site: JsonSite, measures: Measures): Anchor {
  const { kind, at, size, box } = entriesOf(site, ["kind", "at", "size", "box"]);
  const chosen = oneOfWords(needed(site, kind, "kind", "a kind of anchor"), [...markKinds, "box", "page-edges"] as const);
  const foreign = chosen === "box" ? (at ?? size) : chosen === "page-edges" ? (at ?? size ?? box) : box;
  if (foreign) throw new FormatError(`${placeOf(foreign)} says nothing about an anchor of kind "${chosen}"; leave it out`);
  if (chosen === "page-edges") return { kind: chosen };
  if (chosen === "box") return { kind: chosen, box: boxOf(needed(site, box, "box", "[left, top, width, height]"), measures) };
  const place = needed(site, at, "at", "[x, y]");
  const side = numberFrom(needed(site, size, "size", "the mark's width"), 0, 1e6) * measures.unit;
  if (!(side >= 1 && side <= 50))
    throw new FormatError(`${site.file}: ${site.path}.size makes a mark of ${rounded(side)} mm; 1 to 50 mm are found, mind the units`);
  return { kind: chosen, at: pointOf(place, measures), size: side };
}

function formFieldOf(site: JsonSite, measures: Measures, fieldOf: FieldOf): FormField {
  const known = ["name", "label", "box", "field", "cells", "printed", "required"] as const;
  const { name, label, box, field, cells, printed, required } = entriesOf(site, known);
  const title = lineOf(needed(site, name, "name", "a name for the field"), "a name of 1 to 200 signs on one line");
  if (name && title.startsWith("__")) refuse(name, "a name that does not begin with __");
  const kind = field ? kindOf(field, fieldOf) : "digits";
  const place = boxOf(needed(site, box, "box", "[left, top, width, height]"), measures);
  return {
    name: title,
    ...(label && { label: lineOf(label, "a label of 1 to 200 signs on one line") }),
    box: place,
    field: kind,
    cells: cells ? cellsOf(cells, place, (cell) => boxOf(cell, measures), measures.unit) : [],
    printed: printed ? oneOfWords(printed, printedKinds) : "box",
    required: required ? truthOf(required) : false,
  };
}

/** What kind of field it is, once it is known to be one. */
function kindOf(site: JsonSite, fieldOf: FieldOf): FieldSpec {
  const { value } = site;
  const isSpec = typeof value === "string" || (typeof value === "object" && value !== null && !Array.isArray(value));
  if (!isSpec) refuse(site, 'a kind of field as "us-zip", or an object with "kind" and its options,');
  try {
    fieldOf(value as FieldSpec);
    return value as FieldSpec;
  } catch (error) {
    if (error instanceof InputError || error instanceof UsageError) throw new FormatError(`${placeOf(site)}: ${error.message}`);
    throw error;
  }
}

function refuseSameNames(pages: readonly FormPage[], file: string): void {
  const places = new Map<string, string>();
  for (const [page, { fields }] of pages.entries()) {
    for (const [at, { name }] of fields.entries()) {
      const place = `pages[${page}].fields[${at}]`;
      const first = places.get(name);
      if (first) throw new FormatError(`${file}: ${first} and ${place} are both named "${name}"; every field needs a name of its own`);
      places.set(name, place);
    }
  }
}
