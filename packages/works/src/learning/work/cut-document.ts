import type { PageDecoder } from "tenfold/node";
import { cellDigits, cutDigits, type DigitsFound, type Look, onlyText, type Reader } from "tenfold/recognize";
import { settingsFrom } from "../../reading/settings-from.js";
import type { CorrectedDigits } from "../kept/corrected-digits.js";
import type { CorrectedField } from "../kept/corrected-fields.js";
import { onPages, where } from "./document-pages.js";
import { type AskedPage, readAgain, specOf } from "./read-again.js";
import type { DocumentOrder } from "./training-orders.js";

/** What digits are cut by. */
export interface CutBy {
  readonly decoder: PageDecoder;
  readonly reader: Pick<Reader, "read">;
  readonly look: Look;
}

const NOTHING = new Uint8Array();

/** Which digits of a document's corrected fields are which, or why that cannot be told. */
export async function cutDocument(order: DocumentOrder, { decoder, reader, look }: CutBy): Promise<CorrectedDigits[]> {
  const settings = await settingsFrom(order.settings);
  const found = new Map<string, DigitsFound>();
  await onPages(order, decoder, async (page, fields) => {
    const cuts = await cutOnPage({ ...page, settings, reader }, fields, look).catch(where<Cut[]>([]));
    for (const [field, digits] of cuts) found.set(field.correction, digits);
  });
  return order.fields.map(({ correction }) => {
    const digits = found.get(correction) ?? { refusal: "its page could not be read again" };
    return "refusal" in digits
      ? { correction, pixels: NOTHING, labels: "", refusal: digits.refusal }
      : { correction, ...digits, refusal: null };
  });
}

type Cut = readonly [CorrectedField, DigitsFound];

/** Cells of a grid are taken as they are; everything else is read as the text that it is. */
async function cutOnPage(page: AskedPage, fields: readonly CorrectedField[], look: Look): Promise<Cut[]> {
  const isFree = page.settings.template === undefined && page.settings.field === undefined;
  if (isFree && page.settings.layout !== "lines") {
    const { grids } = await page.reader.read(page.picture, { layout: page.settings.layout ?? "auto" });
    if (grids.length > 0) {
      const rows = await readAgain(page, fields, () => undefined);
      return Promise.all(fields.map(async (field, at): Promise<Cut> => [field, await cellDigits(rows[at], field.text, look)]));
    }
  }
  const asked = fields.map((field) => ({ field, only: onlyText(field.text, specOf(page.settings, field)) }));
  const cuttable = asked.flatMap(({ field, only }) => ("field" in only ? [{ field, spec: only.field }] : []));
  const found = await readAgain(
    page,
    cuttable.map(({ field }) => field),
    (field) => cuttable.find((one) => one.field === field)?.spec,
  );
  return Promise.all(
    asked.map(async ({ field, only }): Promise<Cut> => {
      if ("refusal" in only) return [field, only];
      return [field, await cutDigits(found[cuttable.findIndex((one) => one.field === field)], field.text, look)];
    }),
  );
}
