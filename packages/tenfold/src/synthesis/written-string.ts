import type { Rng } from "../engine/rng.js";
import type { Box, Gray } from "../image/picture.js";
import { digitMark } from "./digit-mark.js";
import { between, chance, oneOf } from "./draws.js";
import { drawHand, type Hand } from "./hand.js";
import { joinMarks } from "./join-marks.js";
import { isDigit, type Mark, type PlacedMark } from "./mark.js";
import { overlaid } from "./paper.js";
import { placeMarks } from "./place-marks.js";
import { type Sign, signMark } from "./sign-mark.js";
import { onWrittenPaper } from "./written-paper.js";

/** A number as it stands in a field, and what it says. */
export interface WrittenString {
  /** Light 255. */
  readonly picture: Gray;
  /** Its digits; signs are not told. */
  readonly text: string;
  /** Of the digits. */
  readonly boxes: readonly Box[];
  /** All that was written, signs as well. */
  readonly marks: readonly PlacedMark[];
}

/** Pictures of digits by one writer: for a label 28 x 28 pixels, ink 255. */
export type DigitsOfWriter = (label: number) => Uint8Array;

/**
 * A string of digits as people write amounts and numbers into fields, composed of single digits: touching, joined and apart, slanted and
 * climbing, with points and dashes, on plain and patterned paper. What real strings look like only real strings tell; hands, signs and papers
 * were made up by looking at checks, and their figures by reasoning.
 */
export function writtenString(random: Rng, digits: DigitsOfWriter): WrittenString {
  const hand = drawHand(random);
  const marks = marksOf(random, hand, digits);
  const placed = onSheet(random, placeMarks(random, marks, hand), hand);
  const sheet = sheetOf(random, placed, hand);
  joinMarks(random, sheet, placed, hand);
  const ofDigits = placed.filter(isDigit);
  return {
    picture: onWrittenPaper(random, sheet, hand.height),
    text: ofDigits.map(({ text }) => text).join(""),
    boxes: ofDigits.map(({ left, top, ink }) => ({ left, top, right: left + ink.width, bottom: top + ink.height })),
    marks: placed,
  };
}

/** Most often two to eight digits, round sums among them. */
function numberOf(random: Rng): number[] {
  const length = chance(random, 0.08) ? 1 : 2 + random.below(7);
  const zeros = chance(random, 0.35) ? random.below(length) : 0;
  const digits: number[] = [];
  for (let at = 0; at < length; at++) {
    const again = chance(random, 0.12) ? digits.at(-1) : undefined;
    digits.push(at >= length - zeros ? 0 : (again ?? random.below(10)));
  }
  return digits;
}

const BEFORE: readonly Sign[] = ["-", "=", "(", "$", "#"];
const BETWEEN: readonly Sign[] = ["/", "-", ".", "x"];
const BEHIND: readonly (readonly Sign[])[] = [
  [".", "-"],
  ["-"],
  ["="],
  ["."],
  [","],
  [",", "-"],
  [".", "="],
  ["/", "-"],
  ["~"],
  ["#"],
  ["x"],
];

function marksOf(random: Rng, hand: Hand, digits: DigitsOfWriter): Mark[] {
  const number = numberOf(random);
  const separator = chance(random, 0.35) ? (chance(random, 0.6) ? "." : ",") : undefined;
  const sign = (kind: Sign) => signMark(random, kind, hand);
  const marks = chance(random, 0.12) ? [sign(oneOf(random, BEFORE))] : [];
  for (const [at, label] of number.entries()) {
    marks.push(digitMark(random, label, digits(label), hand));
    const left = number.length - 1 - at;
    if (left === 0) continue;
    if (separator && left % (chance(random, 0.15) ? 2 : 3) === 0) marks.push(sign(separator));
    else if (chance(random, 0.02)) marks.push(sign(oneOf(random, BETWEEN)));
  }
  return chance(random, 0.3) ? [...marks, ...oneOf(random, BEHIND).map(sign)] : marks;
}

/** Moved so that there is paper around them. */
function onSheet(random: Rng, placed: readonly PlacedMark[], { height }: Hand): PlacedMark[] {
  const left = Math.round(between(random, 1, 0.5 * height));
  const top = Math.round(between(random, 1, 0.4 * height)) - Math.min(...placed.map((mark) => mark.top));
  return placed.map((mark) => ({ ...mark, left: mark.left + left, top: mark.top + top }));
}

/** All marks on one sheet. */
function sheetOf(random: Rng, placed: readonly PlacedMark[], { height }: Hand): Gray {
  const far = (side: "width" | "height", from: "left" | "top") => Math.max(...placed.map((mark) => mark[from] + mark.ink[side]));
  const size = {
    width: far("width", "left") + Math.round(between(random, 1, 0.6 * height)),
    height: far("height", "top") + Math.round(between(random, 1, 0.5 * height)),
  };
  return overlaid([{ ink: { pixels: new Uint8Array(size.width * size.height), ...size }, left: 0, top: 0 }, ...placed]);
}
