import type { ReadDigit, ReadString } from "../../document/document.js";
import type { Field } from "../../fields/field.js";
import { around, type Box } from "../../image/geometry/box.js";
import { percent } from "../../percent.js";
import { type Decoded, type DecodedText, type DecodeOptions, decode } from "../decode/decode.js";
import { pooled } from "../decode/pooled.js";
import type { Lattice, Piece } from "../lattice.js";
import type { ReadCalibration } from "./acceptance.js";
import { type Standing, standingOf } from "./acceptance-rule.js";
import { doubtfulSign } from "./doubtful-sign.js";
import { ENOUGH_EXPLAINED, explainedShare, inkExplained, unexplainedBoxes } from "./ink-explained.js";
import type { OwnCalibration } from "./own/own-calibration.js";
import { reasonsToLook } from "./reasons.js";
import { isGuessed, withUnknownSign } from "./unknown-sign.js";

export interface ReadLatticeOptions extends DecodeOptions {
  /** At most so large a share of the accepted readings may be wrong, 0.005 unless told. */
  readonly maxError?: number | undefined;
  /** What is known of the reader's confidences; without it they are taken at their word. */
  readonly calibration?: ReadCalibration | undefined;
  /** Ink beside the line that no reading of it explains; none unless told. */
  readonly beside?: InkBeside | undefined;
  /**
   * Whether nobody said what the digits are: what is written between them may then be anything, and a reading with a minus is never
   * accepted.
   */
  readonly isFree?: boolean | undefined;
  /** What own readings say of the confidences that `calibration` gives. */
  readonly own?: OwnCalibration | undefined;
  /** What is known of single digits: says what becomes of each by itself. */
  readonly digits?: ReadCalibration | undefined;
  /** Whether each was seen by itself, as in cells: then a reading is as sure as its digits, and `calibration` is not asked. */
  readonly areApart?: boolean | undefined;
  /** Further error rates at which the string says what becomes of it. */
  readonly levels?: readonly number[] | undefined;
}

/** Ink beside a line. */
export interface InkBeside {
  /** In pixels of the picture. */
  readonly ink: number;
  readonly boxes: readonly Box[];
}

/**
 * Reads a lattice as a field: its likeliest text, how sure that is, whether it may be used as it is, and if not why.
 *
 * @throws InputError when the lattice is none
 * @throws UsageError when an option is impossible
 */
export function readLattice(
  lattice: Lattice,
  field: Field,
  {
    maxError = 0.005,
    calibration,
    digits: ofDigits,
    areApart = false,
    own,
    levels,
    beside = { ink: 0, boxes: [] },
    isFree = false,
    ...options
  }: ReadLatticeOptions = {},
): ReadString {
  const looks = [lattice, ...(lattice.views ?? [])].map((look) => decode(withUnknownSign(look, field), field, options));
  const decoded = pooled(looks, options.count ?? 5);
  const ink = inkExplained(decoded);
  const explained = explainedShare({ ...ink, all: ink.all + beside.ink });
  const unexplained = [...unexplainedBoxes(decoded), ...beside.boxes, ...(lattice.aside ?? [])];
  const [best, ...rest] = decoded.readings;
  const given = best?.confidence ?? 0;
  const doubts = best === undefined ? [] : doubtsOf(best, decoded, { lattice, explained, isFree });
  const isInkLeft = explained < ENOUGH_EXPLAINED || lattice.aside !== undefined; // what is missing may be part of any digit
  const each = areApart && ofDigits ? { calibration: ofDigits, count: decoded.digits.length } : undefined;
  const { refusal, ...standing } = standingOf(given, {
    maxError,
    levels,
    calibration,
    each,
    own,
    isBarred: best === undefined || doubts.length > 0,
  });
  const confidence = best ? standing.confidence : 0;
  const share = given < 1 ? Math.min(1, (1 - confidence) / (1 - given)) : 0; // others share what the first leaves
  return {
    text: best?.text ?? "",
    ...(best && { value: best.value }),
    ...standing,
    confidence,
    reasons:
      standing.status === "accepted" ? [] : reasonsOf([...doubts, ...reasonsToLook(decoded, field)], { confidence, maxError, refusal }),
    explained,
    ...(unexplained.length > 0 && { unexplained }),
    box: placeOf(decoded.way.length > 0 ? decoded.way.map(({ piece }) => piece) : lattice.pieces),
    digits: decoded.digits.map(
      ({ value, confidence, top3, piece }): ReadDigit => ({
        ...{ value, confidence, top3, box: piece.box, seen: seen(piece) },
        ...(ofDigits && {
          status: standingOf(confidence, { maxError, each: { calibration: ofDigits, count: 1 }, isBarred: isInkLeft }).status,
        }),
      }),
    ),
    alternatives: rest.map(({ text, confidence }) => ({ text, confidence: confidence * share })),
  };
}

/** What keeps a reading from being accepted however sure it is. */
function doubtsOf(
  { text }: DecodedText,
  decoded: Decoded,
  { lattice, explained, isFree }: { readonly lattice: Lattice; readonly explained: number; readonly isFree: boolean },
): string[] {
  const sign = isFree ? doubtfulSign(decoded, lattice) : undefined;
  return [
    ...(isGuessed(text, lattice) ? [GUESSED] : []),
    ...(sign === undefined ? [] : [sign]),
    ...(explained < ENOUGH_EXPLAINED ? [unexplained(explained)] : []),
    ...(lattice.aside ? [ASIDE] : []),
  ];
}

function unexplained(share: number): string {
  return `${percent(1 - share, { decimals: 0 })} of the ink in the line is in none of its digits`;
}

const ASIDE = "at the picture's edge a stroke as high as a digit was left out as a neighbor's; leave more paper around the field";

const GUESSED = "the last sign is no digit and taken for an X because the check digit asks for one; the reader knows no letters";

interface Doubt extends Pick<Standing, "confidence" | "refusal"> {
  readonly maxError: number;
}

function reasonsOf(reasons: readonly string[], { confidence, maxError, refusal }: Doubt): string[] {
  if (refusal !== undefined) return [...reasons, refusal];
  if (reasons.length > 0) return [...reasons];
  const error = percent(maxError, { digits: 3 });
  return [`it is right with a probability of ${percent(confidence, { digits: 3 })}, too little for at most ${error} of errors`];
}

/** Where there is nothing, at the picture's corner. */
function placeOf(pieces: readonly Piece[]): Box {
  return pieces.length > 0 ? around(pieces.map(({ box }) => box)) : { left: 0, top: 0, right: 0, bottom: 0 };
}

/** What the network saw; nothing but paper where only the shape was judged. */
function seen({ digit }: Piece): Uint8Array {
  return digit?.pixels ?? new Uint8Array(784);
}
