import type { Rng } from "../../engine/rng.js";
import { between, chance, chosen } from "../draws.js";
import { WORD } from "./word-mark.js";

/** What a text may hold beside digits, signs and letters: a flourish of the pen, and the room between two words, which leaves no ink. */
export const [FLOURISH, ROOM] = ["~", " "];

/**
 * What somebody writes into a field for a number, as characters from left to right: numbers, amounts with what parts thousands and
 * decimals, with strokes, signs and words around them, fractions, dates and other numbers in parts. How frequent each is was chosen by
 * reasoning.
 */
export function writtenText(random: Rng): string {
  if (chance(random, 0.05)) return besideWord(random, numberText(random));
  return numberText(random);
}

/** With a word before it, behind it, or on both sides. */
function besideWord(random: Rng, text: string): string {
  const which = random.uniform();
  if (which < 0.6) return `${WORD}${ROOM}${text}`;
  return which < 0.9 ? `${text}${ROOM}${WORD}` : `${WORD}${ROOM}${text}${ROOM}${WORD}`;
}

function numberText(random: Rng): string {
  const which = random.uniform();
  if (which < 0.4) return around(random, number(random));
  if (which < 0.82) return around(random, amount(random));
  if (which < 0.89) return fraction(random);
  if (which < 0.94) return date(random);
  return inParts(random);
}

/** Most often two to eight digits, round sums among them. */
function number(random: Rng): string {
  const length = chance(random, 0.08) ? 1 : 2 + random.below(7);
  const zeros = chance(random, 0.35) ? random.below(length) : 0;
  let digits = "";
  for (let at = 0; at < length; at++) {
    const again = chance(random, 0.12) ? digits.at(-1) : undefined;
    digits += at >= length - zeros ? "0" : (again ?? random.below(10));
  }
  return digits;
}

/** Thousands parted or not, two decimals or none. */
function amount(random: Rng): string {
  const length = 1 + Math.min(random.below(6), random.below(6));
  const first = `${1 + random.below(9)}`;
  const zeros = chance(random, 0.3) ? random.below(length) : 0;
  let units = first;
  for (let at = 1; at < length; at++) units += at >= length - zeros ? "0" : random.below(10);
  const thousands = length > 3 && chance(random, 0.5) ? chosen(random, [",", ".", ROOM]) : "";
  const parted = units.replaceAll(/\B(?=(\d{3})+$)/g, thousands);
  if (chance(random, 0.4)) return parted;
  const point = thousands === "," ? "." : thousands === "." ? "," : chance(random, 0.06) ? "-" : chosen(random, [".", ",", "."]);
  return `${parted}${point}${random.below(10)}${chance(random, 0.3) ? 0 : random.below(10)}`;
}

const WORDS = ["Kr", "kr", "Fr", "EUR", "USD", "CHF", "Rs", "€", "£"];
const BEFORE = ["$", "$", "$", "=", "#", "*", "**", "-", "--", "+", "("];
const BEHIND = [".-", ".-", ".-", ",-", "-", "--", "=", "=", ".=", ".--", ",--", "/-", ".", ",", FLOURISH, "#", "*", "x"];

/** With what stands before and behind amounts. */
function around(random: Rng, text: string): string {
  const before = chance(random, 0.16) ? chosen(random, BEFORE) : "";
  if (before === "(") return `(${text})`;
  const word = before === "" && chance(random, 0.07) ? chosen(random, WORDS) : "";
  const isPoint = word === "Fr" || word === "Rs" || word === "kr";
  const currency = word === "" ? "" : `${word}${isPoint && chance(random, 0.6) ? "." : ""}${ROOM}`;
  const behind = chance(random, 0.3) ? chosen(random, /[.,]\d\d$/.test(text) ? ["-", "--", "=", FLOURISH, "#", "*"] : BEHIND) : "";
  const unit = before === "" && word === "" && chance(random, 0.06) ? `${ROOM}${chosen(random, WORDS)}` : "";
  return `${currency}${before}${text}${behind}${unit}`;
}

/** Units, and hundredths over a hundred: 12 50/100, 12-xx/100. */
function fraction(random: Rng): string {
  const units = `${1 + random.below(9)}${random.below(10 ** random.below(3))}`;
  const upper = chance(random, 0.3) ? "xx" : `${random.below(10)}${random.below(10)}`;
  return `${units}${chosen(random, [ROOM, "-", ""])}${upper}/${chance(random, 0.8) ? "100" : "xx"}`;
}

function date(random: Rng): string {
  const [day, month] = [1 + random.below(31), 1 + random.below(12)];
  const year = chance(random, 0.5) ? `${20}${random.below(3)}${random.below(10)}` : `${random.below(10)}${random.below(10)}`;
  const separator = chosen(random, [".", "/", "-"]);
  const padded = (part: number) => (chance(random, 0.5) ? String(part).padStart(2, "0") : String(part));
  return [padded(day), padded(month), year].join(separator);
}

/** As numbers of houses, telephones and accounts: 12/3, 044-12-34, 8 -7 13, 3x25. */
function inParts(random: Rng): string {
  const parts = Array.from({ length: 2 + random.below(2) }, () => number(random).slice(0, 1 + random.below(3)));
  const separator = chosen(random, ["/", "-", "+", "x", `${ROOM}-`, ROOM, "="]);
  return parts.join(separator);
}

/** How wide the room between two words is, in heights of a digit. */
export function roomBetween(random: Rng): number {
  return between(random, 0.3, 0.9);
}
