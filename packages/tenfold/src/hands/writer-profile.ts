import { contentHash } from "../content-hash.js";
import { FormatError, InputError } from "../errors.js";
import { type JsonSite, listOf, needed, numberFrom, placeOf, valuesOf, wholeFrom } from "../json-site.js";
import { evidenceOf, type HandEvidence } from "./hand-evidence.js";
import { FEATURES, HAND_CLASSES, type HandParameters } from "./hand-parameters.js";
import { type LabelledDigits, shownAsLabelled } from "./labelled-digits.js";

/** The version of what a profile's numbers mean. */
export const PROFILE_VERSION = 1;

/**
 * How somebody writes digits: personal data, as it tells one hand from others. It holds means of each digit in 32 numbers, and no picture; it goes where its
 * file goes.
 */
export interface WriterProfile {
  readonly version: typeof PROFILE_VERSION;
  /** Eight hexadecimal digits that tell by which parameters of hands it was made; others do not understand it. */
  readonly hands: string;
  /** How many digits it was learned from. */
  readonly digits: number;
  /** `[10]`: how much of each digit counts: smudged ones count less. */
  readonly counts: readonly number[];
  /** `[10][32]`: the mean features of each digit; zeros where there was none. */
  readonly means: readonly (readonly number[])[];
}

/** No profile is of more digits. */
const MOST_DIGITS = 1_000_000;
/** Features lie within some tens; what lies farther is none. */
const FAR = 1e6;

/**
 * Learns how somebody writes.
 *
 * @throws ShapeError when pictures and labels are not as many
 * @throws InputError when there is none, a label is no digit, or the same picture has two labels
 * @throws UsageError when something else came than digits and parameters
 */
export function writerProfile(digits: LabelledDigits, parameters: HandParameters): WriterProfile {
  const shown = shownAsLabelled("writerProfile", digits, parameters);
  if (shown.length > MOST_DIGITS) throw new InputError(`writerProfile: ${shown.length} digits came; ${MOST_DIGITS} are the most`);
  refuseContradictions(digits);
  const { counts, sums } = evidenceOf(shown);
  const meanAt = (one: number, at: number) =>
    (counts[one] as number) > 0 ? (sums[one * FEATURES + at] as number) / (counts[one] as number) : 0;
  return {
    version: PROFILE_VERSION,
    hands: handsContent(parameters),
    digits: shown.length,
    counts: Array.from(counts, rounded),
    means: Array.from(counts, (_, one) => Array.from({ length: FEATURES }, (_, at) => rounded(meanAt(one, at)))),
  };
}

/** As many decimals as matter: features vary by 1. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function refuseContradictions({ pictures, labels, names }: LabelledDigits): void {
  const known = new Map<string, number>();
  const nameOf = (at: number) => names?.[at] ?? `picture ${at}`;
  for (let at = 0; at < labels.length; at++) {
    const picture = pictures.subarray(at * 784, (at + 1) * 784).join();
    const before = known.get(picture);
    if (before !== undefined && labels[before] !== labels[at])
      throw new InputError(
        `${nameOf(before)} and ${nameOf(at)} are the same picture, the one as ${labels[before]} and the other as ${labels[at]}; take out the one that is wrong`,
      );
    known.set(picture, at);
  }
}

/** What tells parameters of hands from others. */
function handsContent({ projection, means, between }: HandParameters): string {
  const bytes = [projection, means, between].map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength));
  return contentHash(...bytes);
}

/**
 * What a profile says of a hand.
 *
 * @throws FormatError when it was made by other parameters
 */
export function evidenceIn(profile: WriterProfile, parameters: HandParameters, name = "the profile"): HandEvidence {
  refuseOther(profile, parameters, name);
  const { counts, means } = profile;
  return {
    counts: Float64Array.from(counts),
    sums: Float64Array.from(means.flatMap((mean, one) => mean.map((value) => value * (counts[one] as number)))),
  };
}

function refuseOther({ hands }: WriterProfile, parameters: HandParameters, name: string): void {
  const own = handsContent(parameters);
  if (hands !== own)
    throw new FormatError(`${name} was made by what was known of hands as ${hands}, and here it is ${own}; learn it again`);
}

const KEYS = ["version", "hands", "digits", "counts", "means"] as const;

/**
 * A profile from JSON, checked: text, or what `JSON.parse` gave.
 *
 * @param file what to call it in errors
 * @param parameters what is known of hands, by which it has to be made; looked at when something is read, unless told
 * @throws FormatError that says which place holds what, and what is wanted there; also of a later version, or by other parameters
 */
export function parseWriterProfile(json: unknown, file = "the profile", parameters?: HandParameters): WriterProfile {
  const profile = profileIn(json, file);
  if (parameters) refuseOther(profile, parameters, file);
  return profile;
}

function profileIn(json: unknown, file: string): WriterProfile {
  const site: JsonSite = { value: typeof json === "string" ? parsed(json, file) : json, path: "", file };
  const { version, hands, digits, counts, means } = valuesOf(site, KEYS);
  const number = wholeFrom(needed(site, version, "version", "1"), 1, Number.MAX_SAFE_INTEGER);
  if (number > PROFILE_VERSION) {
    throw new FormatError(
      `${file} is of version ${number}, and this program reads up to ${PROFILE_VERSION}; use a later one, or learn it again`,
    );
  }
  const of = wholeFrom(needed(site, digits, "digits", "a number from 1"), 1, MOST_DIGITS);
  return {
    version: PROFILE_VERSION,
    hands: contentOf(needed(site, hands, "hands", "eight hexadecimal digits")),
    digits: of,
    counts: tenOf(needed(site, counts, "counts", "a list"), "counts").map((one) => numberFrom(one, 0, of)),
    means: tenOf(needed(site, means, "means", "a list"), "means").map((one) =>
      listOf(one, { least: FEATURES, most: FEATURES, of: "numbers" }).map((value) => numberFrom(value, -FAR, FAR)),
    ),
  };
}

function tenOf(site: JsonSite, of: string): JsonSite[] {
  return listOf(site, { least: HAND_CLASSES, most: HAND_CLASSES, of });
}

function contentOf(site: JsonSite): string {
  const { value } = site;
  if (typeof value === "string" && /^[0-9a-f]{8}$/.test(value)) return value;
  throw new FormatError(`${placeOf(site)} does not name what it was made by; eight hexadecimal digits are wanted`);
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FormatError(`${file} is no JSON: ${(error as Error).message}`);
  }
}
