import { FormatError } from "../../errors.js";
import { entriesOf, type JsonSite, oneOfWords, placeOf, refuse } from "../../json-site.js";
import { spellingAdvice } from "../../nearest-word.js";
import { regionNames } from "../../synthesis/digits/regional/region-names.js";
import { whatCame } from "../../what-came.js";
import type { FormPage, FormWriter } from "./template.js";

/**
 * What a template tells of those who fill it in: { "region": "CH", "namedBy": "customer" }.
 *
 * @param pages the template's, read already
 */
export function formWriterOf(site: JsonSite, pages: readonly FormPage[]): FormWriter {
  const { region, namedBy } = entriesOf(site, ["region", "namedBy"]);
  if (!region && !namedBy) throw new FormatError(`${placeOf(site)} says nothing of the writer; write a region or namedBy, or leave it out`);
  return { ...(region && { region: oneOfWords(region, regionNames) }), ...(namedBy && { namedBy: fieldNamed(namedBy, pages) }) };
}

function fieldNamed(site: JsonSite, pages: readonly FormPage[]): string {
  const { value } = site;
  if (typeof value !== "string") return refuse(site, "the name of one field");
  const names = pages.flatMap(({ fields }) => fields.map(({ name }) => name));
  if (names.includes(value)) return value;
  throw new FormatError(`${placeOf(site)} is ${whatCame(value)}, and there is no such field; ${spellingAdvice(value, names.slice(0, 20))}`);
}
