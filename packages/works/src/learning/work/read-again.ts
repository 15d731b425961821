import type { Picture } from "tenfold";
import type { ReadDigit, ReadString } from "tenfold/document";
import { type FieldReaderOptions, type FormTemplate, readForm } from "tenfold/forms";
import type { Box } from "tenfold/image";
import { around, type FieldSpec, type Reader, type ReadOptions } from "tenfold/recognize";
import type { CheckedSettings } from "../../reading/settings-from.js";
import type { CorrectedField } from "../kept/corrected-fields.js";

/** A page that is read once more. */
export interface AskedPage {
  readonly picture: Picture;
  /** From 1. */
  readonly number: number;
  readonly settings: CheckedSettings;
  readonly reader: Pick<Reader, "read">;
}

/** What is found where a field is; undefined where nothing is. */
export type Found = ReadString<ReadDigit> | undefined;

/**
 * Reads fields of a page again as they were read before, or each as another kind of field: what a form's template cuts out, the whole picture where
 * that is a field, else the line.
 *
 * @param fieldFor what a field is read as, from what it was read as before; undefined leaves it as it was
 */
export async function readAgain(
  page: AskedPage,
  fields: readonly CorrectedField[],
  fieldFor: (field: CorrectedField, before: FieldSpec | undefined) => FieldSpec | undefined,
): Promise<Found[]> {
  const { settings } = page;
  if (settings.template) return readFields(page, settings.template, fields, fieldFor);
  const { field: spec } = settings;
  if (spec !== undefined) return Promise.all(fields.map((field) => readWhole(page, fieldFor(field, spec) ?? spec)));
  const isAsBefore = fields.every((field) => fieldFor(field, undefined) === undefined);
  if (isAsBefore) return readLines(page, fields);
  return Promise.all(fields.map((field) => readLine(page, field.box, fieldFor(field, undefined))));
}

/** What a field of a document was read as; undefined where nobody said. */
export function specOf(
  { template, field: spec }: CheckedSettings,
  { page, name }: Pick<CorrectedField, "page" | "name">,
): FieldSpec | undefined {
  if (!template) return spec;
  return template.pages[(page - 1) % template.pages.length]?.fields.find((one) => one.name === name)?.field;
}

/** A field's kind in a word. */
export function kindOf(spec: FieldSpec | undefined): string {
  return typeof spec === "object" ? spec.kind : (spec ?? "any digits");
}

/** The form is found as it was; of its fields those alone are read that are asked for. */
async function readFields(
  { picture, number, settings, reader }: AskedPage,
  template: FormTemplate,
  fields: readonly CorrectedField[],
  fieldFor: (field: CorrectedField, before: FieldSpec | undefined) => FieldSpec | undefined,
): Promise<Found[]> {
  const wanted = new Set<unknown>();
  const at = (number - 1) % template.pages.length;
  const asked = template.pages.map((page, index) => ({
    ...page,
    fields: page.fields.map((one) => {
      const field = index === at ? fields.find(({ name }) => name === one.name) : undefined;
      if (!field) return one;
      const spec = fieldFor(field, one.field) ?? one.field;
      const own = typeof spec === "string" ? { kind: spec } : { ...spec }; // an object of its own, by which it is known again
      wanted.add(own);
      return { ...one, field: own };
    }),
  }));
  const careful = {
    read: async (cut: Picture, options: FieldReaderOptions) =>
      wanted.has(options.field) ? reader.read(cut, { ...options, ...careOf(settings) }) : { strings: [], grids: [] },
  };
  const { maxError } = settings;
  const found = await readForm(
    picture,
    { ...template, pages: asked },
    { reader: careful, page: at + 1, ...(maxError !== undefined && { maxError }) },
  );
  return fields.map(({ name }) => found.fields.find((one) => one.name === name));
}

async function readWhole({ picture, settings, reader }: AskedPage, field: FieldSpec): Promise<Found> {
  return (await reader.read(picture, { ...wantedBy(settings), field })).strings[0];
}

/** The page as it was read; of its strings those that stand where the fields did. */
async function readLines({ picture, settings, reader }: AskedPage, fields: readonly CorrectedField[]): Promise<Found[]> {
  const { layout } = settings;
  const { strings } = await reader.read(picture, { ...wantedBy(settings), ...(layout && { layout }) });
  return fields.map(({ box }) => nearest(strings, box));
}

async function readLine({ picture, settings, reader }: AskedPage, box: Box, field: FieldSpec | undefined): Promise<Found> {
  const part = around(picture, box);
  if (!part) return undefined;
  const options = { ...wantedBy(settings), ...(field !== undefined && { field }) };
  return (await reader.read(part, options)).strings[0];
}

/** Boxes that overlap by less of what both cover are of different lines. */
const OVERLAP = 0.5;

function nearest(strings: readonly ReadString<ReadDigit>[], box: Box): Found {
  const [best] = strings.map((string) => ({ string, share: overlap(string.box, box) })).sort((one, other) => other.share - one.share);
  return best && best.share >= OVERLAP ? best.string : undefined;
}

function overlap(one: Box, other: Box): number {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  if (across <= 0 || down <= 0) return 0;
  const area = ({ left, top, right, bottom }: Box) => (right - left) * (bottom - top);
  return (across * down) / (area(one) + area(other) - across * down);
}

function wantedBy({ maxError, effort }: CheckedSettings): ReadOptions {
  return { ...(maxError !== undefined && { maxError }), ...(effort && { effort }) };
}

function careOf({ effort }: CheckedSettings): ReadOptions {
  return effort ? { effort } : {};
}
