import type { ReadString } from "../document/document.js";
import type { QuarterTurn } from "../image/basics/quarter-turns.js";
import { turnedToSource } from "../image/basics/quarter-turns.js";
import { cornersOf } from "../image/geometry/box.js";
import type { Size } from "../image/geometry/size.js";
import { apply } from "../image/geometry/transform.js";
import { placedBack } from "./placed-reading.js";
import type { Reading } from "./reading.js";
import { forReview } from "./trust/for-review.js";

/** A digit is sure from this confidence on. */
const SURE = 0.9;
/** A reading of whose digits fewer than this share are sure may be of a picture that lies on its side or head. */
const DOUBTFUL = 0.5;
/** Another way up it must have so many times as many sure digits, and so many more. */
const [TIMES, MORE] = [1.5, 3];
/** Which way up a picture lies is certain with so many sure digits, so many times as many as any other way up. */
const CERTAIN = { digits: 10, times: 2 };

/** A picture as it reads another way up. */
export interface OtherWayUp {
  /** Of all lines, other writing among them: that speaks against the way. */
  readonly whole: Reading;
  /** What would count, its boxes those of the picture as it is. */
  readonly kept: Reading;
}

/**
 * The reading of a picture the way up in which it has plainly the most sure digits. Letters upside down look like digits ("LIES" like 5317), and digits like
 * others: where not many digits tell the way up, a person should look.
 */
export function rightWayUp(asItIs: Reading, others: readonly OtherWayUp[]): Reading {
  const [best] = others
    .filter(({ whole, kept }) => !isDoubtful(whole) && isPlainlyBetter(kept, asItIs))
    .sort((one, other) => sureDigits(other.kept) - sureDigits(one.kept));
  if (!best) return asItIs;
  const rivals = [asItIs, ...others.filter((other) => other !== best).map(({ whole }) => whole)].map(sureDigits);
  const sure = sureDigits(best.kept);
  return sure >= CERTAIN.digits && sure >= CERTAIN.times * Math.max(...rivals) ? best.kept : forReview(best.kept, UNCERTAIN);
}

/** Whether what was read is nothing or hardly anything, so that the picture may be the wrong way up. */
export function isDoubtful(reading: Reading): boolean {
  return sureDigits(reading) < DOUBTFUL * allDigits(reading) || allDigits(reading) === 0;
}

/** Whether a turned picture reads plainly better than the picture as it is. */
export function isPlainlyBetter(turned: Reading, asItIs: Reading): boolean {
  return !isDoubtful(turned) && sureDigits(turned) >= Math.max(TIMES * sureDigits(asItIs), sureDigits(asItIs) + MORE);
}

/** How many digits are sure. */
function sureDigits({ strings }: Reading): number {
  return strings.reduce((sum, { digits }) => sum + digits.filter(({ confidence }) => confidence >= SURE).length, 0);
}

function allDigits({ strings }: Reading): number {
  return strings.reduce((sum, { digits }) => sum + digits.length, 0);
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
