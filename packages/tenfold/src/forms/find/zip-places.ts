import { type Box, grown, sharedHeight, sharedWidth } from "../../image/geometry/box.js";
import type { FieldPlace } from "./field-place.js";
import type { FoundPage } from "./found-page.js";
import type { PageWord } from "./page-words.js";

/** A postal code is so many times as wide as it is high, with four more digits or without. */
const SHAPE = { narrowest: 1.5, widest: 9 };
/** More signs are a bar code. */
const MOST = 13;
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
  return words.filter(isShaped).map((word) => {
    const above = words.some((other) => isNextLine(other, word));
    const below = words.some((other) => isNextLine(word, other) && other.count > 1 && other.count < MOST);
    const behind = words.some((other) => other.left > word.right && other.left - word.right < 3 * word.height && isOnLineOf(other, word));
    const line = (above ? 1 : 0.5) * (below ? 0.35 : 1) * (behind ? 0.3 : 1);
    const isLast = above && !below && !behind;
    return {
      cut: grown(word, 0.35 * word.height),
      ink: word,
      weight: line * partOf(word, { height, width }),
      why: isLast ? "at the end of the last line of the address" : "at the end of a line",
    };
  });
}

function isShaped({ left, right, height, count }: PageWord): boolean {
  return right - left >= SHAPE.narrowest * height && right - left <= SHAPE.widest * height && count <= MOST;
}

/** How likely the part of the envelope is to hold the receiver's address. */
function partOf(word: Box, { height, width }: { readonly height: number; readonly width: number }): number {
  const [x, y] = [(word.left + word.right) / 2 / width, (word.top + word.bottom) / 2 / height];
  if (y < SENDER.below && x < SENDER.right) return 0.12;
  if (y < STAMP.below && x > STAMP.left) return 0.12;
  return y > 0.93 ? 0.2 : 1;
}

/** Whether `lower` stands on the line below `upper`, in the same block. */
function isNextLine(upper: PageWord, lower: PageWord): boolean {
  const high = Math.max(upper.height, lower.height);
  const down = lower.top - upper.bottom;
  const alike = Math.max(upper.height, lower.height) < ALIKE * Math.min(upper.height, lower.height);
  return alike && down > -0.3 * high && down < NEXT * high && sharedWidth(upper, lower) > -6 * high;
}

function isOnLineOf(other: PageWord, word: PageWord): boolean {
  return sharedHeight(other, word) > 0.4 * Math.min(other.height, word.height) && other.height > 0.4 * word.height;
}
