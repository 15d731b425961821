import type { Rng } from "../../engine/rng.js";
import type { Gray } from "../../image/basics/picture.js";
import type { Box } from "../../image/geometry/box.js";
import { between, chance } from "../draws.js";
import { overlaid } from "../paper.js";
import { digitMark } from "./digit-mark.js";
import { drawHand, type Hand } from "./hand.js";
import { joinMarks } from "./join-marks.js";
import { LETTERS_DRAWN, letterMark } from "./letter-mark.js";
import { placeMarks } from "./place-marks.js";
import { type Sign, signMark } from "./sign-mark.js";
import { WORD, wordMark } from "./word-mark.js";
import { isDigit, isRead, type MarkOnSheet, type WrittenMark } from "./written-mark.js";
import { onWrittenPaper } from "./written-paper.js";
import { ROOM, roomBetween, writtenText } from "./written-text.js";

/** A number as it stands in a field, and what it says. */
export interface WrittenString {
  /** Light 255. */
  readonly picture: Gray;
  /** Its digits alone. */
  readonly text: string;
  /** Its digits and signs, as they stand from left to right; letters and flourishes are left out. */
  readonly written: string;
  /** Of the digits. */
  readonly boxes: readonly Box[];
  /** All that was written, from left to right: digits, signs, letters and flourishes. */
  readonly marks: readonly MarkOnSheet[];
}

export interface WrittenStringOptions {
  /** How many are words alone, on which there is nothing to read: none unless told. */
  readonly words?: number | undefined;
}

/** Pictures of digits by one writer: for a label 28 x 28 pixels, ink 255. */
export type DigitsOfWriter = (label: number) => Uint8Array;

/**
 * A string of digits as people write amounts and numbers into fields, composed of single digits: touching, joined and apart, slanted and
 * climbing, with signs and words drawn between and around them, on plain and patterned paper. What real strings look like only real strings
 * tell; hands, signs and papers were made up by looking at checks, and their figures by reasoning.
 */
export function writtenString(random: Rng, digits: DigitsOfWriter, { words = 0 }: WrittenStringOptions = {}): WrittenString {
  const hand = drawHand(random);
  const text = chance(random, words) ? wordsAlone(random) : writtenText(random);
  const marks = marksOf(random, text, hand, digits);
  const placed = onSheet(random, placeMarks(random, marks, hand), hand);
  const sheet = sheetOf(random, placed, hand);
  joinMarks(random, sheet, placed, hand);
  const ofDigits = placed.filter(isDigit);
  return {
    picture: onWrittenPaper(random, sheet, hand.height),
    text: ofDigits.map(({ text }) => text).join(""),
    written: placed
      .filter(isRead)
      .map(({ text }) => text)
      .join(""),
    boxes: ofDigits.map(({ left, top, ink }) => ({ left, top, right: left + ink.width, bottom: top + ink.height })),
    marks: placed,
  };
}

/** One to three words, without a digit. */
function wordsAlone(random: Rng): string {
  return Array.from({ length: 1 + random.below(3) }, () => WORD).join(ROOM);
}

/** A mark for each character of a text; room is left before the one that follows it. */
function marksOf(random: Rng, text: string, hand: Hand, digits: DigitsOfWriter): WrittenMark[] {
  const marks: WrittenMark[] = [];
  let room = 0;
  for (const character of text) {
    if (character === ROOM) {
      room = roomBetween(random);
      continue;
    }
    const mark = markOf(random, character, hand, digits);
    marks.push(room > 0 ? { ...mark, room } : mark);
    room = 0;
  }
  return marks;
}

function markOf(random: Rng, character: string, hand: Hand, digits: DigitsOfWriter): WrittenMark {
  if (character >= "0" && character <= "9") return digitMark(random, Number(character), digits(Number(character)), hand);
  if (character === WORD) return wordMark(random, hand);
  if (LETTERS_DRAWN.includes(character)) return letterMark(random, character, hand);
  return signMark(random, character as Sign, hand);
}

/** Moved so that there is paper around them. */
function onSheet(random: Rng, placed: readonly MarkOnSheet[], { height }: Hand): MarkOnSheet[] {
  const left = Math.round(between(random, 1, 0.5 * height));
  const top = Math.round(between(random, 1, 0.4 * height)) - Math.min(...placed.map((mark) => mark.top));
  return placed.map((mark) => ({ ...mark, left: mark.left + left, top: mark.top + top }));
}

/** All marks on one sheet. */
function sheetOf(random: Rng, placed: readonly MarkOnSheet[], { height }: Hand): Gray {
  const far = (side: "width" | "height", from: "left" | "top") => Math.max(...placed.map((mark) => mark[from] + mark.ink[side]));
  const size = {
    width: far("width", "left") + Math.round(between(random, 1, 0.6 * height)),
    height: far("height", "top") + Math.round(between(random, 1, 0.5 * height)),
  };
  return overlaid([{ ink: { pixels: new Uint8Array(size.width * size.height), ...size }, left: 0, top: 0 }, ...placed]);
}
