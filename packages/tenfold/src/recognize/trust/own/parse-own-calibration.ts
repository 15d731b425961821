import type { ModelUsed } from "../../../document/document.js";
import { networksFrom } from "../../../document/parse-document.js";
import { FormatError } from "../../../errors.js";
import { type JsonSite, lineOf, listOf, needed, numberFrom, placeOf, refuse, valuesOf, wholeFrom } from "../../../json-site.js";
import { OWN_VERSION, type OwnCalibration } from "./own-calibration.js";
import type { OwnCount } from "./own-risks.js";

/** No calibration has more readings, or thresholds. */
const MOST = { readings: 1e9, counts: 10_000 };

/**
 * An own calibration from JSON, checked: text, or what `JSON.parse` gave.
 *
 * @param file what to call it in errors
 * @throws FormatError that says which place holds what, and what is wanted there; also of a later version
 */
export function parseOwnCalibration(json: unknown, file = "the calibration"): OwnCalibration {
  const site: JsonSite = { value: typeof json === "string" ? parsed(json, file) : json, path: "", file };
  const { version, model, effort, readings, right, correction, counts } = valuesOf(site, KEYS);
  const number = wholeFrom(needed(site, version, "version", "1"), 1, Number.MAX_SAFE_INTEGER);
  if (number > OWN_VERSION) {
    throw new FormatError(
      `${file} is of version ${number}, and this program reads up to ${OWN_VERSION}; use a later one, or calibrate again`,
    );
  }
  const of = wholeFrom(needed(site, readings, "readings", "a number from 1"), 1, MOST.readings);
  const read: OwnCalibration = {
    version: OWN_VERSION,
    model: networksFrom(needed(site, model, "model", "an object with name and content")),
    effort: lineOf(needed(site, effort, "effort", 'a word, as "usual",'), 'a word, as "usual",'),
    readings: of,
    right: wholeFrom(needed(site, right, "right", "a number from 0"), 0, of),
    correction: correctionFrom(needed(site, correction, "correction", "an object with shift and scale")),
    counts: listOf(needed(site, counts, "counts", "a list"), { least: 1, most: MOST.counts, of: "counts" }).map((one) =>
      countFrom(one, of),
    ),
  };
  refuseDisorder(read, site);
  return read;
}

const KEYS = ["version", "model", "effort", "readings", "right", "correction", "counts"] as const;

/** Whether data are meant as an own calibration, rather than as `{ map, counts }` of a reader's. */
export function isMeantAsOwn(data: unknown): data is OwnCalibration {
  return typeof data === "object" && data !== null && ("version" in data || "correction" in data);
}

/**
 * Refuses an own calibration whose readings other networks made, or the same in another way.
 *
 * @param model the networks that are to read
 * @param efforts those that the reader knows
 * @throws FormatError
 */
export function refuseForeign(own: OwnCalibration, model: ModelUsed, efforts: readonly string[], file = "the calibration"): void {
  if (own.model.content !== model.content || own.model.lines?.content !== model.lines?.content) {
    throw new FormatError(`${file} was fitted on ${named(own.model)}, and ${named(model)} read here; calibrate again with these`);
  }
  if (!efforts.includes(own.effort)) {
    throw new FormatError(
      `${file} was fitted at the effort "${own.effort}", and the reader has ${efforts.join(", ")}; calibrate again at one of these`,
    );
  }
}

/** "the networks reader 5d1f0a3c and lines 90b7c2e1" */
function named({ name, content, lines }: ModelUsed): string {
  return lines ? `the networks ${name} ${content} and ${lines.name} ${lines.content}` : `the network ${name} ${content} alone`;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FormatError(`${file} is no JSON: ${(error as Error).message}; a calibration is what tenfold calibrate writes`);
  }
}

function correctionFrom(site: JsonSite): OwnCalibration["correction"] {
  const { shift, scale } = valuesOf(site, ["shift", "scale"]);
  return {
    shift: numberFrom(needed(site, shift, "shift", "a number"), -100, 100),
    scale: numberFrom(needed(site, scale, "scale", "a number above 0"), 1e-6, 1e6),
  };
}

function countFrom(site: JsonSite, readings: number): OwnCount {
  const { threshold, answered, wrong, risk } = valuesOf(site, ["threshold", "answered", "wrong", "risk"]);
  const count = wholeFrom(needed(site, answered, "answered", "a number from 1"), 1, readings);
  return {
    threshold: numberFrom(needed(site, threshold, "threshold", "a number from 0 to 1"), 0, 1),
    answered: count,
    wrong: wholeFrom(needed(site, wrong, "wrong", "a number from 0"), 0, count),
    risk: numberFrom(needed(site, risk, "risk", "a number from 0 to 1"), 0, 1),
  };
}

/** What is proven rests on the order of the counts. */
function refuseDisorder({ counts, readings, right }: OwnCalibration, site: JsonSite): void {
  const at = counts.findIndex(({ threshold, answered, wrong }, index) => {
    const before = counts[index - 1];
    return before && (threshold >= before.threshold || answered <= before.answered || wrong < before.wrong);
  });
  if (at >= 0) refuse({ ...site, value: counts[at], path: `counts[${at}]` }, "a lower threshold with more answered than the one before it");
  const last = counts.at(-1);
  if (last && (last.answered !== readings || last.wrong !== readings - right)) {
    throw new FormatError(`${placeOf(site)}: its last count is not that of all its readings; restore the file, or calibrate again`);
  }
}
