import type { ReadString } from "../document/document.js";
import type { QuarterTurn } from "../image/basics/quarter-turns.js";
import { turnedToSource } from "../image/basics/quarter-turns.js";
import { cornersOf } from "../image/geometry/box.js";
import type { Size } from "../image/geometry/size.js";
import { apply } from "../image/geometry/transform.js";
import { placedBack } from "./placed-reading.js";
import type { Reading } from "./reading.js";
import { forReview } from "./trust/for-review.js";

/** From what confidence on a digit and a string are sure. */
const SURE = { digit: 0.9, string: 0.98 };
/**
 * A picture may lie on its side or head where fewer than a share of its digits stand in sure strings, and fewer than a share of them are sure (digits on their
 * heads never are so mostly as many upright ones, however hard to read) or fewer than a share of its lines look like digits.
 */
const DOUBTFUL = { inSureStrings: 0.5, sure: { few: 0.95, many: 0.85, grid: 0.7 }, lines: 0.7 };
/** From so many digits on they are many. */
const MANY = 30;
/** What is read is clear where this share of its digits is sure, and so much speaks for it, as for a string of four sure digits. */
const CLEAR = { share: 0.6, evidence: 3 };
/** Another way up it must be clear, with so many sure digits, and, where anything was read, so much more must speak for it. */
const BETTER = { digits: 3, more: 4 };
/** Which way up a picture lies is certain with so many sure digits, which outweigh the others, and speak for it, by so much more, and so many times as much, as any other way up. */
const CERTAIN = { digits: 10, more: 10, times: 2 };
/** A digit that is not sure outweighs so many that are. */
const OUTWEIGHS = 2;

/** A picture as it reads another way up. */
export interface OtherWayUp {
  /** Of all lines, other writing among them: that speaks against the way. */
  readonly whole: Reading;
  /** What would count, its boxes those of the picture as it is. */
  readonly kept: Reading;
}

/**
 * The reading of a picture the way up for which plainly the most speaks. Letters upside down look like digits ("LIES" like 5317), and digits like others:
 * where not many digits tell the way up, a person should look.
 */
export function rightWayUp(asItIs: Reading, others: readonly OtherWayUp[]): Reading {
  const [best] = others
    .filter(({ whole, kept }) => isClear(whole) && isPlainlyBetter(kept, asItIs))
    .sort((one, other) => evidence(other.kept) - evidence(one.kept));
  if (!best) return asItIs;
  const rivals = [asItIs, ...others.filter((other) => other !== best).map(({ whole }) => whole)];
  const outdoes = (measure: (reading: Reading) => number) => {
    const [own, rival] = [measure(best.kept), Math.max(...rivals.map(measure))];
    return own >= rival + CERTAIN.more && own >= CERTAIN.times * rival;
  };
  const isCertain = sureDigits(best.kept) >= CERTAIN.digits && outdoes(balance) && outdoes(evidence);
  return isCertain ? best.kept : forReview(best.kept, UNCERTAIN);
}

/**
 * Whether so little of what was read is sure that the picture may be the wrong way up: digits on their heads are mostly sure digits, and seldom sure strings.
 *
 * @param lines how many there were where it is no grid, other writing among them
 */
export function isDoubtful(reading: Reading, lines: number): boolean {
  const { strings } = reading;
  const all = digitsOf(strings).length;
  if (all === 0) return true;
  if (digitsOf(strings.filter(isSureString)).length >= DOUBTFUL.inSureStrings * all) return false;
  const { few, many, grid } = DOUBTFUL.sure;
  if (reading.grids.length > 0) return sureDigits(reading) < grid * all;
  return sureDigits(reading) < (all < MANY ? few : many) * all || strings.length < DOUBTFUL.lines * lines;
}

/** Whether most of what was read are sure digits, in few strings, as they are the right way up. */
export function isClear(reading: Reading): boolean {
  return sureDigits(reading) >= CLEAR.share * digitsOf(reading.strings).length && evidence(reading) >= CLEAR.evidence;
}

/** Whether a turned picture reads plainly better than the picture as it is. */
export function isPlainlyBetter(turned: Reading, asItIs: Reading): boolean {
  if (!isClear(turned) || sureDigits(turned) < BETTER.digits) return false;
  return asItIs.strings.length === 0 || evidence(turned) >= evidence(asItIs) + BETTER.more;
}

/** What speaks for a way up: sure digits against others, those that stand in sure strings once more, and few long strings against many short ones. */
function evidence(reading: Reading): number {
  const { strings } = reading;
  const sure = sureDigits(reading);
  return sure - (digitsOf(strings).length - sure) + digitsOf(strings.filter(isSureString)).length - strings.length;
}

/** By how much sure digits outweigh others: little where a picture of digits lies on its head, and much where it holds letters that look like digits both ways. */
function balance(reading: Reading): number {
  const sure = sureDigits(reading);
  return sure - OUTWEIGHS * (digitsOf(reading.strings).length - sure);
}

function isSureString({ confidence }: ReadString): boolean {
  return confidence >= SURE.string;
}

function sureDigits({ strings }: Reading): number {
  return digitsOf(strings).filter(({ confidence }) => confidence >= SURE.digit).length;
}

function digitsOf(strings: readonly ReadString[]): ReadString["digits"] {
  return strings.flatMap(({ digits }) => digits);
}

const UNCERTAIN = "which way up the picture lies is not certain";

/**
 * A reading of a turned picture as one of the picture before: its boxes lie where the ink lies there, and its strings have corners, which say in what direction
 * they are read.
 *
 * @param size of the picture before
 */
export function turnedBack(reading: Reading, degrees: QuarterTurn, size: Size): Reading {
  const toSource = turnedToSource(degrees, size);
  const placed = placedBack(reading, toSource);
  const corners = ({ box }: ReadString) => cornersOf(box).map((corner) => apply(toSource, corner));
  const told = `it was turned by ${degrees} degrees clockwise to be read`;
  return {
    ...placed,
    strings: placed.strings.map((string, at) => ({ ...string, corners: corners(reading.strings[at] as ReadString) })),
    turned: degrees,
    notice: reading.notice === undefined ? told : `${told}; ${reading.notice}`,
  };
}
