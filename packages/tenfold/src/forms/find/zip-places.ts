import { around, type Box, grown, sharedHeight, sharedWidth } from "../../image/geometry/box.js";
import type { FieldPlace } from "./field-place.js";
import type { FoundPage } from "./found-page.js";
import type { PageWord } from "./page-words.js";

/** A postal code is so many times as wide as it is high, with four more digits or without; */
const SHAPE = { narrowest: 1.9, widest: 9 };
/** five digits are seldom wider. */
const FIVE = 6;
/** More signs are a bar code. */
const MOST = 13;
/** Digits of one code stand no further apart than so many heights, */
const APART = 1.3;
/** in so many words at most. */
const PARTS = 4;
/** What stands behind a word within so many heights belongs to its line. */
const BEHIND = 8;
/** The sender's address stands in the upper left of an envelope: above and left of these shares. */
const SENDER = { below: 0.36, right: 0.5 };
/** The stamp and its cancellation stand in the upper right. */
const STAMP = { below: 0.36, left: 0.62 };
/** Lines of an address follow each other within so many heights, */
const NEXT = 2.6;
/** and differ in height by no more than this factor: digits below small letters, or below print. */
const ALIKE = 3.2;

/** Where the postal code of an envelope may stand: at the end of a line of an address, best of its last one. */
export function zipPlaces({ words, height, width }: FoundPage): FieldPlace[] {
  return words
    .flatMap((word) => endingWith(word, words))
    .filter(isShaped)
    .map((code) => {
      const above = words.some((other) => isNextLine(other, code));
      const below = words.some((other) => isNextLine(code, other) && other.count > 1 && other.count < MOST);
      const behind = words.some((other) => isBehind(other, code));
      const isWide = code.right - code.left > FIVE * code.height;
      const part = partOf(code, { height, width });
      const line = (above ? 1 : 0.5) * (below ? 0.35 : 1) * (behind ? 0.2 : 1) * (isWide ? 0.5 : 1);
      return {
        cut: grown(code, 0.35 * code.height),
        ink: code,
        weight: line * part,
        why: above && !below && !behind ? "at the end of the last line of the address" : "at the end of a line",
        ...(part < 1 && { doubt: ELSEWHERE }),
      };
    });
}

const ELSEWHERE = "it stands where the sender's address, a stamp or what is printed at the foot is";

/** A word, and the same with the words before it that stand near, one after another: many leave gaps within a number. */
function endingWith(word: PageWord, words: readonly PageWord[]): PageWord[] {
  const found = [word];
  for (let last = word; found.length < PARTS; last = found.at(-1) as PageWord) {
    const before = words.find(
      (other) => other.right <= last.left + 0.2 * last.height && last.left - other.right < APART * word.height && isOnLineOf(other, last),
    );
    if (!before) break;
    found.push({ ...last, ...around([before, last]), count: last.count + before.count, signs: [...before.signs, ...last.signs] });
  }
  return found;
}

function isShaped({ left, right, height, count }: PageWord): boolean {
  return right - left >= SHAPE.narrowest * height && right - left <= SHAPE.widest * height && count <= MOST;
}

/** How likely the part of the envelope is to hold the receiver's address. */
function partOf(word: Box, { height, width }: Pick<FoundPage, "height" | "width">): number {
  const [x, y] = [(word.left + word.right) / 2 / width, (word.top + word.bottom) / 2 / height];
  if (y < SENDER.below && x < SENDER.right) return 0.12;
  if (y < STAMP.below && x > STAMP.left) return 0.12;
  return y > 0.93 ? 0.2 : 1;
}

/** Whether `lower` stands on the line below `upper`, in the same block. */
function isNextLine(upper: PageWord, lower: PageWord): boolean {
  const high = Math.max(upper.height, lower.height);
  const down = lower.top - upper.bottom;
  const alike = high < ALIKE * Math.min(upper.height, lower.height);
  return alike && down > -0.3 * high && down < NEXT * high && sharedWidth(upper, lower) > -6 * high;
}

function isBehind(other: PageWord, word: PageWord): boolean {
  return other.left >= word.right - 0.2 * word.height && other.left - word.right < BEHIND * word.height && isOnLineOf(other, word);
}

function isOnLineOf(other: PageWord, word: PageWord): boolean {
  return sharedHeight(other, word) > 0.4 * Math.min(other.height, word.height) && other.height > 0.4 * word.height;
}
