import type { Field } from "../fields/field.js";
import { around } from "../image/connected-components.js";
import type { Box } from "../image/picture.js";
import { acceptFrom, calibratedConfidence, type ReadCalibration } from "./acceptance.js";
import { type DecodeOptions, decode } from "./decode.js";
import type { Lattice, Piece } from "./lattice.js";
import type { ReadDigit, ReadString } from "./reading.js";
import { reasonsToLook } from "./reasons.js";
import { isGuessed, withUnknownSign } from "./unknown-sign.js";

export interface ReadLatticeOptions extends DecodeOptions {
  /** At most so large a share of the accepted readings may be wrong, 0.005 unless told. */
  readonly maxError?: number;
  /** What is known of the reader's confidences; without it they are taken at their word. */
  readonly calibration?: ReadCalibration;
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
  { maxError = 0.005, calibration, ...options }: ReadLatticeOptions = {},
): ReadString {
  const threshold = acceptFrom(maxError, calibration);
  const decoded = decode(withUnknownSign(lattice, field), field, options);
  const [best, ...others] = decoded.readings;
  const given = best?.confidence ?? 0;
  const guessed = best !== undefined && isGuessed(best.text, lattice) ? [GUESSED] : [];
  const isAccepted = best !== undefined && guessed.length === 0 && given >= threshold;
  const confidence = best ? calibratedConfidence(given, calibration) : 0;
  const left = given < 1 ? Math.min(1, (1 - confidence) / (1 - given)) : 0; // others share what the first leaves
  return {
    text: best?.text ?? "",
    ...(best && { value: best.value }),
    confidence,
    status: isAccepted ? "accepted" : "review",
    reasons: isAccepted ? [] : reasonsOf([...guessed, ...reasonsToLook(decoded, field)], { confidence, maxError, threshold }),
    box: placeOf(decoded.way.length > 0 ? decoded.way.map(({ piece }) => piece) : lattice.pieces),
    digits: decoded.digits.map(
      ({ value, confidence, top3, piece }): ReadDigit => ({ value, confidence, top3, box: piece.box, seen: seen(piece) }),
    ),
    alternatives: others.map(({ text, confidence }) => ({ text, confidence: confidence * left })),
  };
}

const GUESSED = "the last sign is no digit and taken for an X because the check digit asks for one; the reader knows no letters";

interface Doubt {
  readonly confidence: number;
  readonly maxError: number;
  readonly threshold: number;
}

function reasonsOf(reasons: readonly string[], { confidence, maxError, threshold }: Doubt): string[] {
  const error = `${Number((100 * maxError).toPrecision(3))} %`;
  if (threshold === Number.POSITIVE_INFINITY)
    return [...reasons, `what is known of the reader is too little to promise at most ${error} of errors`];
  if (reasons.length > 0) return [...reasons];
  return [`it is right with a probability of ${Number((100 * confidence).toPrecision(3))} %, too little for at most ${error} of errors`];
}

/** Where there is nothing, at the picture's corner. */
function placeOf(pieces: readonly Piece[]): Box {
  return pieces.length > 0 ? around(pieces.map(({ box }) => box)) : { left: 0, top: 0, right: 0, bottom: 0 };
}

/** What the network saw; nothing but paper where only the shape was judged. */
function seen({ digit }: Piece): Uint8Array {
  return digit?.pixels ?? new Uint8Array(784);
}
