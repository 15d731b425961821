// What a hand writes into a place of a page: digits by one writer, signs and cursive words.

import { digitMark } from "../../packages/tenfold/dist/synthesis/strings/digit-mark.js";
import { drawHand } from "../../packages/tenfold/dist/synthesis/strings/hand.js";
import { joinMarks } from "../../packages/tenfold/dist/synthesis/strings/join-marks.js";
import { placeMarks } from "../../packages/tenfold/dist/synthesis/strings/place-marks.js";
import { signMark } from "../../packages/tenfold/dist/synthesis/strings/sign-mark.js";
import { WORD, wordMark } from "../../packages/tenfold/dist/synthesis/strings/word-mark.js";

/** A hand that writes digits about so many pixels high. */
export function handOf(random, height) {
  return { ...drawHand(random), height: height * (0.9 + 0.2 * random.uniform()) };
}

/**
 * @param text digits, signs, "w" for a word, a space for room between them
 * @returns marks on the page, and the box of their ink
 */
export function write(random, { text, hand, digits, left, foot }) {
  const marks = [];
  let room = 0;
  for (const character of text) {
    if (character === " ") {
      room = 0.7 + 0.6 * random.uniform();
      continue;
    }
    const mark = markOf(random, character, hand, digits);
    marks.push(room > 0 ? { ...mark, room } : mark);
    room = 0;
  }
  const placed = placeMarks(random, marks, hand).map((mark) => ({
    ...mark,
    left: Math.round(mark.left + left),
    top: Math.round(mark.top + foot),
  }));
  return { placed, hand, box: boxOf(placed) };
}

function markOf(random, character, hand, digits) {
  if (character === WORD) return wordMark(random, hand);
  if (character >= "0" && character <= "9") return digitMark(random, Number(character), digits(Number(character)), hand);
  return signMark(random, character, hand);
}

function boxOf(marks) {
  return {
    left: Math.min(...marks.map(({ left }) => left)),
    top: Math.min(...marks.map(({ top }) => top)),
    right: Math.max(...marks.map(({ left, ink }) => left + ink.width)),
    bottom: Math.max(...marks.map(({ top, ink }) => top + ink.height)),
  };
}

/** Lays what was written onto a page, light 255, with ink of one shade. */
export function inkOnto(random, page, writings, shade) {
  const sheet = { pixels: new Uint8Array(page.pixels.length), height: page.height, width: page.width };
  for (const { placed, hand } of writings) {
    for (const { ink, left, top } of placed) lay(sheet, ink, left, top);
    const inside = placed.filter(
      ({ ink, left, top }) => left >= 0 && top >= 0 && left + ink.width <= page.width && top + ink.height <= page.height,
    );
    joinMarks(random, sheet, inside, hand);
  }
  for (let at = 0; at < sheet.pixels.length; at++) {
    const cover = sheet.pixels[at] / 255;
    page.pixels[at] = Math.round(page.pixels[at] * (1 - cover) + Math.min(page.pixels[at], shade) * cover);
  }
}

function lay(sheet, { pixels, height, width }, left, top) {
  for (let row = 0; row < height; row++) {
    const y = top + row;
    if (y < 0 || y >= sheet.height) continue;
    for (let column = 0; column < width; column++) {
      const x = left + column;
      if (x < 0 || x >= sheet.width) continue;
      const at = y * sheet.width + x;
      sheet.pixels[at] = Math.max(sheet.pixels[at], pixels[row * width + column]);
    }
  }
}
