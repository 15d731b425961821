import { FormatError } from "../errors.js";
import { nearestWord, spellingAdvice } from "../nearest-word.js";

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
  throw new FormatError(`${placeOf(site)} is ${shown(site.value)}; ${wanted} is wanted`);
}

/** "form.json: pages[0].size" */
export function placeOf({ file, path }: JsonSite): string {
  return path === "" ? file : `${file}: ${path}`;
}

/** An object's entries, as sites by their keys. Keys that are not known are refused, with the known one that was probably meant. */
export function entriesOf<Key extends string>(site: JsonSite, known: readonly Key[]): Partial<Record<Key, JsonSite>> {
  const { value, path, file } = site;
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(site, `an object with ${known.slice(0, 4).join(", ")}`);
  const entries: Partial<Record<Key, JsonSite>> = {};
  for (const key of Object.keys(value)) {
    const meant = known.find((name) => name === key);
    if (meant === undefined) {
      const advice = spellingAdvice(key, known, `known here are ${known.join(", ")}`);
      throw new FormatError(`${placeOf(site)} has the unknown key ${shown(key)}; ${advice}`);
    }
    entries[meant] = { value: (value as Record<string, unknown>)[key], path: path === "" ? key : `${path}.${key}`, file };
  }
  return entries;
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

/** A short text of one line. */
export function lineOf(site: JsonSite, wanted: string, most = 200): string {
  const { value } = site;
  if (typeof value !== "string" || value.trim() === "" || value.length > most || /\p{Cc}/u.test(value)) refuse(site, wanted);
  return value;
}

export function oneOf<Word extends string>(site: JsonSite, words: readonly Word[]): Word {
  const { value } = site;
  const word = words.find((known) => known === value);
  if (word !== undefined) return word;
  const near = typeof value === "string" ? nearestWord(value, words) : undefined;
  if (near) throw new FormatError(`${placeOf(site)} is ${shown(value)}; did you mean "${near}"?`);
  return refuse(site, `one of ${words.map((known) => `"${known}"`).join(", ")}`);
}

/** Signs of a value that a message shows. */
const SHOWN = 40;

/** A value as a message shows it: short, on one line, whatever it holds. */
function shown(value: unknown): string {
  if (typeof value === "string") {
    const text = value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
    return JSON.stringify(text.replace(/\p{Cc}/gu, "?"));
  }
  if (Array.isArray(value)) {
    const plain = value.length <= 6 && value.every((part) => typeof part === "number" || typeof part === "boolean" || part === null);
    return plain ? `[${value.join(", ")}]` : `a list of ${value.length}`;
  }
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
