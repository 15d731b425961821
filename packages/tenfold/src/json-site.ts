import { FormatError } from "./errors.js";
import { nearestWord, spellingAdvice } from "./nearest-word.js";
import { whatCame } from "./what-came.js";

/** A place in a JSON document that somebody wrote: what stands there, and how to tell where it is. */
export interface JsonSite {
  readonly value: unknown;
  /** "pages[0].fields[2].box"; empty for the whole. */
  readonly path: string;
  /** What to call the document. */
  readonly file: string;
}

/** @throws FormatError that says where, what came and what was wanted, as "an object" or "a number from 0 to 1" */
export function refuse(site: JsonSite, wanted: string): never {
  throw new FormatError(`${placeOf(site)} is ${whatCame(site.value)}; ${wanted} is wanted`);
}

/** "form.json: pages[0].size" */
export function placeOf({ file, path }: JsonSite): string {
  return path === "" ? file : `${file}: ${path}`;
}

/** An object's entries, as sites by their keys. Keys that are not known are refused, with the known one that was probably meant. */
export function entriesOf<Key extends string>(site: JsonSite, known: readonly Key[]): Partial<Record<Key, JsonSite>> {
  for (const key of Object.keys(objectAt(site, known))) {
    if (known.some((name) => name === key)) continue;
    const advice = spellingAdvice(key, known, `known here are ${known.join(", ")}`);
    throw new FormatError(`${placeOf(site)} has the unknown key ${whatCame(key)}; ${advice}`);
  }
  return valuesOf(site, known);
}

/** The same of an object that may hold more than is known: what else it holds is left out. */
export function valuesOf<Key extends string>(site: JsonSite, known: readonly Key[]): Partial<Record<Key, JsonSite>> {
  const value = objectAt(site, known);
  const entries: Partial<Record<Key, JsonSite>> = {};
  for (const key of known) {
    if (Object.hasOwn(value, key))
      entries[key] = { value: value[key], path: site.path === "" ? key : `${site.path}.${key}`, file: site.file };
  }
  return entries;
}

function objectAt(site: JsonSite, known: readonly string[]): Record<string, unknown> {
  const { value } = site;
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(site, `an object with ${known.slice(0, 4).join(", ")}`);
  return value as Record<string, unknown>;
}

/** The entry of an object that must be there. */
export function needed(site: JsonSite, entry: JsonSite | undefined, key: string, wanted: string): JsonSite {
  if (!entry) throw new FormatError(`${placeOf(site)} has no ${key}; ${wanted} is wanted`);
  return entry;
}

export function listOf(site: JsonSite, { least = 0, most, of }: { least?: number; most: number; of: string }): JsonSite[] {
  const { value, path, file } = site;
  if (!Array.isArray(value)) refuse(site, `a list of ${of}`);
  if (value.length < least || value.length > most) {
    throw new FormatError(`${placeOf(site)} has ${value.length} ${of}; ${least} to ${most} are wanted`);
  }
  return value.map((element: unknown, at) => ({ value: element, path: `${path}[${at}]`, file }));
}

export function numberFrom(site: JsonSite, from: number, to: number): number {
  const { value } = site;
  if (typeof value !== "number" || !(value >= from && value <= to)) refuse(site, `a number from ${from} to ${to}`);
  return value;
}

export function wholeFrom(site: JsonSite, from: number, to: number): number {
  const { value } = site;
  if (!Number.isInteger(value) || !((value as number) >= from && (value as number) <= to))
    refuse(site, `a whole number from ${from} to ${to}`);
  return value as number;
}

export function truthOf(site: JsonSite): boolean {
  if (typeof site.value !== "boolean") refuse(site, "true or false");
  return site.value;
}

/** Whether it is a short text of one line: of 1 to 200 signs. */
export function isLine(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= 200 && !/\p{Cc}/u.test(value);
}

/** A short text of one line. */
export function lineOf(site: JsonSite, wanted: string): string {
  const { value } = site;
  if (!isLine(value)) refuse(site, wanted);
  return value;
}

export function oneOfWords<Word extends string>(site: JsonSite, words: readonly Word[]): Word {
  const { value } = site;
  const word = words.find((known) => known === value);
  if (word !== undefined) return word;
  const near = typeof value === "string" ? nearestWord(value, words) : undefined;
  if (near) throw new FormatError(`${placeOf(site)} is ${whatCame(value)}; did you mean "${near}"?`);
  return refuse(site, `one of ${words.map((known) => `"${known}"`).join(", ")}`);
}
