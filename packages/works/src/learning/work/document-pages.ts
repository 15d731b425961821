import { InputError } from "tenfold";
import type { PageDecoder } from "tenfold/node";
import { isPenFile } from "../../reading/sources/list-inputs.js";
import type { CorrectedField } from "../kept/corrected-fields.js";
import type { AskedPage } from "./read-again.js";
import type { DocumentOrder } from "./training-orders.js";

/** Pages of a document on which somebody has corrected something. A page that cannot be read says nothing. */
export async function onPages(
  { bytes, name, fields }: DocumentOrder,
  decoder: PageDecoder,
  onPage: (page: Pick<AskedPage, "picture" | "number">, fields: readonly CorrectedField[]) => Promise<void>,
): Promise<void> {
  if (isPenFile(name)) return;
  for (const number of new Set(fields.map(({ page }) => page))) {
    const own = fields.filter(({ page }) => page === number);
    try {
      for await (const { picture } of decoder.pages(bytes, name, { only: number, gray: true })) await onPage({ picture, number }, own);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
}

/** What stands for a page at fault, as where its form does not fit. Other errors are bugs, and thrown. */
export function where<T>(nothing: T) {
  return (error: unknown): T => {
    if (error instanceof InputError) return nothing;
    throw error;
  };
}
