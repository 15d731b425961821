import { entriesOf, type JsonSite, listOf, needed, refuse } from "../../json-site.js";
import { type ContextColumn, MOST_CATEGORIES, MOST_NUMBERS } from "./context-columns.js";

/**
 * The columns of a context as a model file describes them.
 *
 * @param file what to call the file in errors
 * @throws FormatError when they are none
 */
export function parseContextColumns(value: unknown, file: string): readonly ContextColumn[] {
  const site = { value, path: "context", file };
  const columns = listOf(site, { least: 1, most: MOST_NUMBERS, of: "columns" }).map(parseColumn);
  const names = columns.map(({ name }) => name);
  if (new Set(names).size < names.length) refuse(site, "a list of columns that each have a name of their own");
  return columns;
}

function parseColumn(site: JsonSite): ContextColumn {
  const entries = entriesOf(site, ["name", "kind", "mean", "sd", "categories"]);
  const want = (key: keyof typeof entries, wanted: string) => needed(site, entries[key], key, wanted);
  const name = textAt(want("name", "a name"));
  const kind = want("kind", "number, category or plain");
  if (kind.value === "plain") return { name, kind: "plain" };
  if (kind.value === "number") {
    const middle = numberAt(want("mean", "a number"), "a finite number", () => true);
    return { name, kind: "number", mean: middle, sd: numberAt(want("sd", "a number above 0"), "a number above 0", (sd) => sd > 0) };
  }
  if (kind.value !== "category") refuse(kind, "number, category or plain");
  const list = want("categories", "a list of texts");
  const categories = listOf(list, { most: MOST_CATEGORIES, of: "texts" }).map(textAt);
  if (new Set(categories).size < categories.length) refuse(list, "a list of texts that differ");
  return { name, kind: "category", categories };
}

function textAt(site: JsonSite): string {
  const { value } = site;
  if (typeof value === "string" && value.length <= 100 && !/\p{Cc}/u.test(value)) return value;
  return refuse(site, "a text of up to 100 signs");
}

function numberAt(site: JsonSite, wanted: string, holds: (value: number) => boolean): number {
  const { value } = site;
  if (typeof value === "number" && Number.isFinite(value) && holds(value)) return value;
  return refuse(site, wanted);
}
