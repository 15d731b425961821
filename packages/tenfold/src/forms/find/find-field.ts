import type { ReadContext, ReadString } from "../../document/document.js";
import { UsageError } from "../../errors.js";
import type { FieldSpec } from "../../fields/field.js";
import { fieldOf } from "../../fields/field-of.js";
import { crop, inverted } from "../../image/basics/picture.js";
import { boxUnder, cornersOf, intersection, roundedOut } from "../../image/geometry/box.js";
import { apply, chained, scaledAndShifted, type Transform } from "../../image/geometry/transform.js";
import { checkOptions } from "../../known-options.js";
import { checkHand, type HandOptions } from "../../recognize/hand-use.js";
import { checkMaxError } from "../../recognize/read-options.js";
import { type Readable, readablePicture } from "../../recognize/readable-picture.js";
import { refuseCame, whatCame } from "../../what-came.js";
import type { FieldReader } from "../cut/field-reader.js";
import { amountPlaces } from "./amount-places.js";
import type { FieldPlace } from "./field-place.js";
import { type FoundPage, foundPage } from "./found-page.js";
import { zipPlaces } from "./zip-places.js";

export interface FindFieldOptions {
  /** An amount, "amount", or a postal code, "us-zip"; or either as an object with options. */
  readonly field: FieldSpec;
  /** Who reads what is found: what `loadReader` gives. */
  readonly reader: FieldReader;
  /** At most so large a share of the accepted ones may be wrong, above 0 and below 1; 0.005 unless told. */
  readonly maxError?: number | undefined;
  /** Further error rates at which each proposal says what becomes of it. */
  readonly levels?: readonly number[] | undefined;
  /** What is known of who wrote it: the region, a profile, or both. */
  readonly writer?: HandOptions["writer"] | undefined;
}

/** A place that may be the field, as it was read. */
export interface FoundField extends ReadString {
  /** What speaks for the place: "in a box right of the middle". */
  readonly why: string;
}

export interface FoundFields {
  /** The likeliest first; none where there is no such number. */
  readonly strings: readonly FoundField[];
  /** Why there is none, as a sentence. */
  readonly reason?: string;
  /** What is known of who wrote it, and what that did to the likeliest one. */
  readonly context?: ReadContext;
}

/** Of so many places, the likeliest by themselves, each is read. */
const READ = 7;
/** So many of them are proposed at most, */
const PROPOSED = 3;
/** and those that are worth at least this share of the best. */
const WORTH = 0.1;
/** The best is sure where no other is worth more than this share of it. */
const SURE = 0.3;
/** Ink in which no digit is surer than this is no number. */
const LEAST = 0.5;

const KINDS: Readonly<Record<string, { readonly places: (page: FoundPage) => FieldPlace[]; readonly none: string }>> = {
  amount: {
    places: amountPlaces,
    none: "there is no number right of the middle that may be the amount of a check; cut the amount out and read it by itself, or describe the form in a template",
  },
  "us-zip": {
    places: zipPlaces,
    none: "there is no number at the end of a line that may be a postal code; cut it out and read it by itself, or describe the form in a template",
  },
};

/** Kinds of fields that can be found on a whole page. */
export const findableKinds: readonly string[] = Object.keys(KINDS);

/**
 * Finds the handwritten amount of a whole check, or the postal code of a whole envelope, without a template, and reads it.
 *
 * Places are found by their layout (printed boxes, words, lines of an address), and each is read as such a field; the likeliest reading in the
 * likeliest place comes first. They are proposals: only where one place is far likelier than all others is it accepted, and only if what
 * is read there is sure enough by itself; else a person should look.
 *
 * @param image a scan or photo of the check or envelope, turned a little and seen at an angle as may be; not upside down
 * @throws UsageError when an option is missing, unknown or impossible, or the field is of another kind
 * @throws InputError when the picture is too large
 */
export async function findField(image: Readable, options: FindFieldOptions): Promise<FoundFields> {
  const picture = readablePicture(image);
  checkOptions("findField", options, ["field", "reader", "maxError", "levels", "writer"]);
  const { field, reader, maxError } = options;
  checkHand("findField", options);
  if (typeof reader?.read !== "function") refuseCame("findField: reader", reader, "what loadReader() gives");
  checkMaxError("findField", maxError);
  const { places, none } = findable(field);
  const page = foundPage(picture);
  const likeliest = places(page)
    .sort((one, other) => other.weight - one.weight)
    .slice(0, READ);
  const found: Proposal[] = [];
  for (const place of likeliest) {
    const read = await readAt(page, place, options);
    if (read) found.push(read);
  }
  found.sort((one, other) => other.worth - one.worth);
  const most = found[0]?.worth ?? 0;
  const strings = found.filter(({ worth }) => worth >= WORTH * most).slice(0, PROPOSED);
  if (strings.length === 0) return { strings: [], reason: none };
  const context = strings[0]?.context;
  return { strings: strings.map((proposal, at) => judged(proposal, at, (found[1]?.worth ?? 0) / most)), ...(context && { context }) };
}

/**
 * What finds a kind of field.
 *
 * @throws UsageError when nothing does
 */
function findable(field: FieldSpec): (typeof KINDS)[string] {
  fieldOf(field); // its options, too
  const kind = typeof field === "string" ? field : (field as { readonly kind?: unknown }).kind;
  const known = Object.hasOwn(KINDS, String(kind)) ? KINDS[String(kind)] : undefined;
  if (known) return known;
  throw new UsageError(`findField finds ${findableKinds.join(" and ")}, got ${whatCame(kind)}; pass one of them, or cut the field out`);
}

interface Proposal {
  readonly string: FoundField;
  readonly doubts: readonly string[];
  readonly worth: number;
  readonly context: ReadContext | undefined;
}

async function readAt(
  page: FoundPage,
  { cut, ink, weight, why, unlikely, doubt }: FieldPlace,
  options: FindFieldOptions,
): Promise<Proposal | undefined> {
  const { field, reader, maxError, levels, writer } = options;
  const box = roundedOut(intersection(cut, { left: 0, top: 0, right: page.width, bottom: page.height }));
  const toSource = chained(scaledAndShifted(1, [box.left, box.top]), page.toSource);
  const gray = inverted(crop(page.ink, box));
  const asked = { field, ...(maxError !== undefined && { maxError }), ...(levels && { levels }), ...(writer && { writer }) };
  const { strings, context } = await reader.read({ ...gray, channels: 1 }, asked);
  const [read] = strings;
  if (!read?.digits.some(({ confidence }) => confidence > LEAST)) return undefined;
  const sure = read.digits.reduce((sum, { confidence }) => sum + confidence, 0) / read.digits.length;
  const likely = unlikely?.(read) ?? 1;
  const worth = weight * sure ** 2 * (read.explained ?? 1) ** 2 * (0.2 + 0.8 * read.confidence) * likely;
  const doubts = [...(doubt === undefined ? [] : [doubt]), ...(likely < 1 ? ["it has no cents, or their point was not seen"] : [])];
  return { worth, doubts, context, string: { ...inPicture(read, toSource), ...placed(ink, page), why } };
}

function placed(ink: FieldPlace["ink"], { toSource }: FoundPage): Pick<FoundField, "box" | "corners"> {
  const corners = cornersOf(ink).map((corner) => apply(toSource, corner));
  return { box: boxUnder(toSource, ink), corners };
}

/** With its boxes in pixels of the picture. */
function inPicture({ digits, unexplained, ...read }: ReadString, toSource: Transform): ReadString {
  return {
    ...read,
    digits: digits.map((digit) => ({ ...digit, box: boxUnder(toSource, digit.box) })),
    ...(unexplained && { unexplained: unexplained.map((box) => boxUnder(toSource, box)) }),
  };
}

/** The first one keeps its status where it is the only one to speak of. */
function judged({ string, doubts }: Proposal, at: number, second: number): FoundField {
  const rival =
    at > 0 ? ["another number on the page is likelier"] : second > SURE ? ["another number on the page may be meant as well"] : [];
  const reasons = [...rival, ...doubts];
  if (reasons.length === 0) return string;
  const levels = string.levels?.map((level) => ({ ...level, status: "review" as const }));
  return { ...string, ...(levels && { levels }), status: "review", reasons: [...reasons, ...string.reasons] };
}
