import { FormatError, InputError } from "tenfold";
import { isUnread, type ReadPage } from "tenfold/document";
import { isNumber, isRecord, isText } from "../../files/json-checks.js";
import { regionOf } from "../../formats/label-studio.js";
import { checkSaid } from "../correct.js";
import type { Verdict } from "../review-record.js";
import type { ReviewedPage } from "./read-pages.js";

/** What somebody said in Label Studio of a string of a page. */
export interface Annotated {
  readonly page: ReviewedPage;
  /** The string's place on the page, counted from 0. */
  readonly place: number;
  readonly verdict: Verdict;
  readonly text?: string;
}

export interface Annotations {
  readonly said: readonly Annotated[];
  /** Regions that somebody drew where nothing was read, and tasks of pages that are not among these. */
  readonly drawn: number;
  readonly strange: number;
}

interface Region {
  readonly id: string;
  /** In percent of the page. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Undefined where somebody left it empty. */
  readonly text: string | undefined;
}

/** A rectangle is a string's where they share so much of what both cover. */
const SAME = 0.5;
/** Nobody draws more on a page. */
const MOST_RESULTS = 30_000;

/**
 * What an export of Label Studio (JSON) says of pages that were read: of each task the last annotation that was not cancelled. A string whose
 * rectangle is gone is no field, one without text is unreadable.
 *
 * @throws FormatError that says where something else stands than Label Studio writes
 */
export function labelStudioAnnotations(json: string, name: string, pages: readonly ReviewedPage[]): Annotations {
  const tasks = parsed(json, name);
  const byPlace = new Map(pages.map((page) => [JSON.stringify([page.page.file, page.page.page]), page]));
  const said: Annotated[] = [];
  let [drawn, strange] = [0, 0];
  for (const [at, task] of tasks.entries()) {
    const where = `${name} task ${at + 1}`;
    if (!isRecord(task) || !isRecord(task.data)) throw new FormatError(`${where} has no data; an export of Label Studio as JSON is wanted`);
    const page = byPlace.get(JSON.stringify([task.data.file, task.data.page]));
    const result = lastResult(task.annotations, where);
    if (!page) strange++;
    else if (result) {
      const regions = regionsIn(result, where);
      const found = saidOf(page, regions, where);
      said.push(...found.said);
      drawn += regions.length - found.used;
    }
  }
  return { said, drawn, strange };
}

function parsed(json: string, name: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(json);
    if (Array.isArray(value)) return value;
  } catch {
    // told below
  }
  throw new FormatError(`${name} is no export of Label Studio; choose JSON there, which is a list of tasks`);
}

/** The results of the last annotation that stands. */
function lastResult(annotations: unknown, where: string): readonly unknown[] | undefined {
  if (annotations === undefined) return undefined; // a task that nobody has looked at
  if (!Array.isArray(annotations)) throw new FormatError(`${where}: annotations is no list; choose JSON, not JSON-MIN, in Label Studio`);
  const last: unknown = annotations.findLast((one: unknown) => isRecord(one) && one.was_cancelled !== true);
  return isRecord(last) && Array.isArray(last.result) ? last.result : undefined;
}

/** Rectangles with their texts, which share an id. */
function regionsIn(result: readonly unknown[], where: string): Region[] {
  if (result.length > MOST_RESULTS)
    throw new FormatError(`${where} has ${result.length} rectangles and texts, more than the ${MOST_RESULTS} that are taken of a page`);
  const texts = new Map<string, string>();
  const rectangles: Omit<Region, "text">[] = [];
  for (const one of result) {
    if (!isRecord(one) || !isText(one.id) || !isRecord(one.value)) continue; // a choice for the whole task, a relation
    const { type, id, value } = one;
    if (type === "textarea") texts.set(id, textIn(value.text));
    else if (type === "rectanglelabels" || type === "rectangle") rectangles.push({ id, ...boxIn(value, where) });
  }
  return rectangles.map((box) => ({ ...box, text: texts.get(box.id)?.trim() || undefined }));
}

function textIn(text: unknown): string {
  const lines: readonly unknown[] = Array.isArray(text) ? text : [text];
  return lines
    .filter(isText)
    .join(" ")
    .replaceAll(/[\t\r\n]+/g, " "); // a field for text has lines, a string is one
}

function boxIn({ x, y, width, height }: Readonly<Record<string, unknown>>, where: string): Omit<Region, "id" | "text"> {
  if (![x, y, width, height].every(isFar)) throw new FormatError(`${where}: a rectangle has no x, y, width and height in percent`);
  const [left, top] = [Number(x), Number(y)];
  return { left, top, right: left + Number(width), bottom: top + Number(height) };
}

/** A number of JSON may be larger than any. */
function isFar(value: unknown): boolean {
  return isNumber(value) && Math.abs(value) < 1e6;
}

function saidOf(page: ReviewedPage, regions: readonly Region[], where: string): { said: Annotated[]; used: number } {
  if (isUnread(page.page)) return { said: [], used: 0 };
  const found = matched(page.page, regions);
  const said = page.page.strings.flatMap((string, place): Annotated[] => {
    if (string.text.trim() === "") return []; // no region goes out for what is blank
    const region = found.get(place);
    if (!region) return [{ page, place, verdict: "no field" }];
    if (region.text === undefined) return [{ page, place, verdict: "unreadable" }];
    if (region.text === string.text) return [{ page, place, verdict: "right" }];
    return [{ page, place, verdict: "corrected", text: checkedText(region.text, where) }];
  });
  return { said, used: found.size };
}

/** Looked at before anything is taken: of an export all is, or nothing. */
function checkedText(text: string, where: string): string {
  try {
    checkSaid("corrected", text);
    return text;
  } catch (error) {
    if (error instanceof InputError) throw new FormatError(`${where}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Which region is which string's: those that kept their id, and then of the others those that lie best where it lies. */
function matched({ strings, width, height }: ReadPage, regions: readonly Region[]): ReadonlyMap<number, Region> {
  const found = new Map<number, Region>();
  const left = new Set(regions);
  const take = (place: number, region: Region | undefined) => {
    if (!region) return;
    left.delete(region);
    found.set(place, region);
  };
  const byId = new Map(regions.map((region) => [region.id, region]));
  for (const place of strings.keys()) take(place, byId.get(regionOf(place)));
  for (const [place, { box, text }] of strings.entries()) {
    if (found.has(place) || text.trim() === "") continue;
    const own = inPercent(box, width, height);
    take(place, bestOf(left, own));
  }
  return found;
}

/** The one that lies where a string does; undefined where none does. */
function bestOf(regions: Iterable<Region>, own: Rectangle): Region | undefined {
  let [best, most]: [Region | undefined, number] = [undefined, 0];
  for (const region of regions) {
    const share = overlap(region, own);
    if (share > most) [best, most] = [region, share];
  }
  return most >= SAME ? best : undefined;
}

type Rectangle = Pick<Region, "left" | "top" | "right" | "bottom">;

function inPercent({ left, top, right, bottom }: Rectangle, width = 100, height = 100): Rectangle {
  return { left: (100 * left) / width, top: (100 * top) / height, right: (100 * right) / width, bottom: (100 * bottom) / height };
}

/** Intersection over union. */
function overlap(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  if (width <= 0 || height <= 0) return 0;
  const area = ({ left, top, right, bottom }: Rectangle) => (right - left) * (bottom - top);
  return (width * height) / (area(one) + area(other) - width * height);
}
