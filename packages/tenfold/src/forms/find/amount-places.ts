import type { ReadString } from "../../document/document.js";
import { around, type Box, centerOf, grown, holdsPoint, sharedHeight } from "../../image/geometry/box.js";
import type { FieldPlace } from "./field-place.js";
import type { FoundPage } from "./found-page.js";
import type { PageWord } from "./page-words.js";

/** What a hand wrote stands so unevenly; print hardly at all. `PageWord.uneven` says in which measure. */
const WRITTEN = 0.02;
/** What stands as straight as print counts so much; hands write straight, too. */
const STRAIGHT = 0.25;
/** Parts of an amount, as dollars and cents, stand no further apart than so many heights. */
const APART = 1.6;
/** A box for an amount is so many times as wide as it is high, and has so much of the page's width at most. */
const BOX = { narrowest: 1.8, widest: 12, share: 0.5 };
/** Of its box the amount is at least so high. */
const FILLS = 0.25;
/** A date stands above so much of a check's height, a signature below. */
const [HEAD, FOOT] = [0.25, 0.72];
/** An amount has cents; numbers without are dates and the like for the most part. */
const NO_CENTS = 0.2;

/** Where the amount of a check may stand: in a box, or what is written large, right of the middle. */
export function amountPlaces({ words, frames, height, width }: FoundPage): FieldPlace[] {
  const right = words.filter((word) => centerOf(word)[0] > 0.5 * width && word.right - word.left < BOX.share * width);
  const boxes = frames.filter((frame) => isAmountBox(frame, width));
  const inside = (frame: Box) =>
    right.filter((word) => holdsPoint(frame, centerOf(word)) && word.height >= FILLS * (frame.bottom - frame.top));
  const boxed = boxes.flatMap((frame) => (inside(frame).length > 0 ? [inBox(frame, inside(frame))] : []));
  const free = right
    .filter((word) => !boxes.some((frame) => holdsPoint(frame, centerOf(word))))
    .filter(({ count, left, right, height }) => count > 1 || right - left > 1.2 * height)
    .map((word) => inTheOpen(word, right, { height, width }));
  return [...boxed, ...free];
}

function isAmountBox({ left, top, right, bottom }: Box, width: number): boolean {
  const [high, wide] = [bottom - top, right - left];
  return wide >= BOX.narrowest * high && wide <= BOX.widest * high && wide <= BOX.share * width;
}

function inBox(frame: Box, inside: readonly PageWord[]): FieldPlace {
  const high = frame.bottom - frame.top;
  const ink = around(inside);
  const written = Math.max(...inside.map(writtenShare));
  return {
    cut: grown(frame, 0.04 * high),
    ink,
    weight: 5 * Math.min(1, (ink.bottom - ink.top) / high + 0.2) * written,
    why: "in a box right of the middle",
    unlikely: withoutCents,
  };
}

function inTheOpen(word: PageWord, others: readonly PageWord[], { height, width }: Pick<FoundPage, "height" | "width">): FieldPlace {
  const parts = others.filter((other) => other === word || isPart(other, word));
  const { ink, doubt } = withoutCurrency(parts, word.height);
  const [, y] = centerOf(ink);
  const row = y > FOOT * height ? 0.25 : y < HEAD * height ? 0.5 : 1;
  const inside = others.some((other) => other.left > ink.right && sharedHeight(other, ink) > 0.4 * other.height) ? 0.3 : 1;
  return {
    cut: grown(ink, 0.4 * word.height),
    ink,
    weight: 25 * (word.height / width) * writtenShare(word) * row * inside,
    why: "the largest number right of the middle",
    unlikely: withoutCents,
    ...(doubt !== undefined ? { doubt } : row < 1 && { doubt: ELSEWHERE }),
  };
}

const ELSEWHERE = "it stands where a date or a signature is";

function writtenShare({ uneven }: PageWord): number {
  return STRAIGHT + (1 - STRAIGHT) * Math.min(1, uneven / WRITTEN);
}

/** The value of an amount counts cents: it has as many digits as were written where those were, too. */
function withoutCents({ value = "", digits }: ReadString): number {
  return value.length <= digits.length ? 1 : NO_CENTS;
}

/** How far before a number a printed currency sign stands, in heights of a digit. */
const CURRENCY = 0.4;

/** The ink of a number without the sign before it that stands apart from the rest, where there is one. */
function withoutCurrency(parts: readonly PageWord[], height: number): { readonly ink: Box; readonly doubt?: string } {
  const signs = parts.flatMap((part) => part.signs).sort((one, other) => one.left - other.left);
  const [first, second, ...others] = signs;
  const isApart = first && second && others.length > 1 && second.left - first.right > CURRENCY * height;
  if (!isApart || second.bottom - second.top < 0.5 * height) return { ink: around(parts) };
  return { ink: around([second, ...others]), doubt: "what stands before it was left out as a printed currency sign" };
}

/** Whether a word stands on the line of another one and is written as large. */
function isPart(other: PageWord, word: PageWord): boolean {
  const gap = Math.max(other.left - word.right, word.left - other.right);
  const alike = other.height > 0.5 * word.height && other.height < 2 * word.height;
  return alike && gap < APART * word.height && sharedHeight(other, word) > 0.4 * Math.min(other.height, word.height);
}
