import { accepts } from "../../fields/automata/automaton.js";
import type { Field } from "../../fields/field.js";
import type { Decoded } from "../decode/decode.js";
import type { DecodedDigit } from "../decode/decoded-digits.js";
import { DOUBT, inPercent, MATTERS } from "./doubt.js";

/** So many digits are told of at most. */
const MOST_DIGITS = 2;

/** Why a person should look at a reading, in sentences without a capital, the weightiest first; none where nothing stands out. */
export function reasonsToLook(decoded: Decoded, field: Field): string[] {
  const { readings, way, digits } = decoded;
  if (way.length === 0 && !decoded.free) return ["there is no ink to read"];
  return [
    ...(readings.length === 0 ? [`the ink cannot be read as ${field.noun}`] : []),
    ...misfit(decoded, field),
    ...doubtfulDigits(digits),
    ...otherCount(decoded),
    ...otherSeparator(decoded),
    ...strayInk(decoded),
  ];
}

/** What the field asks for and the ink by itself does not give. */
function misfit({ free = "", fits }: Decoded, field: Field): string[] {
  if (fits > 0.5) return [];
  const broken = field.conditions.find(({ automaton }) => !accepts(automaton, free));
  if (!broken) return [];
  if (broken.about === "check") return ["the check digit fits none of the likely readings"];
  if (broken.about === "allowed") return [`${field.read(free).text} is not among the allowed values`];
  const count = free.replaceAll(/\D/g, "").length;
  const { least, most } = field.digits;
  if (count >= least && count <= most) return [`${free} is not ${field.noun}`];
  const wanted = least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
  return [
    `${wanted} ${/\b1$/.test(wanted) && !wanted.includes("to") ? "digit is" : "digits are"} wanted, ${count} ${count === 1 ? "was" : "were"} found`,
  ];
}

function doubtfulDigits(digits: readonly DecodedDigit[]): string[] {
  return [...digits.entries()]
    .filter(([, { confidence }]) => confidence < 1 - DOUBT)
    .sort(([, one], [, other]) => one.confidence - other.confidence)
    .slice(0, MOST_DIGITS)
    .map(([place, { value, top3 }]) => {
      const likely = top3.filter(({ confidence }, rank) => rank === 0 || confidence >= MATTERS).slice(0, 2);
      const [best] = likely;
      if (best && !likely.some((one) => one.value === value)) {
        return `the ${ordinal(place + 1)} digit is taken for ${article(value)} ${value}, but looks like ${article(best.value)} ${best.value} (${inPercent(best.confidence)})`;
      }
      return `the ${ordinal(place + 1)} digit may be ${likely.map(({ value, confidence }) => `${article(value)} ${value} (${inPercent(confidence)})`).join(" or ")}`;
    });
}

/** Another reading that has more digits, or fewer. */
function otherCount({ readings }: Decoded): string[] {
  const [first, ...others] = readings.map((reading) => ({ ...reading, count: reading.written.replaceAll(/\D/g, "").length }));
  const other = others.find(({ count, confidence }) => count !== first?.count && confidence >= MATTERS);
  return other ? [`it may have ${other.count} digits: ${other.text} (${inPercent(other.confidence)})`] : [];
}

/** Another reading of the same digits, as where a point may be dirt. */
function otherSeparator({ readings: [first, ...others] }: Decoded): string[] {
  const digitsOf = ({ written }: { written: string }): string => written.replaceAll(/\D/g, "");
  const other = others.find((one) => first && digitsOf(one) === digitsOf(first) && one.text !== first.text && one.confidence >= MATTERS);
  return other ? [`with another separator it is ${other.text} (${inPercent(other.confidence)})`] : [];
}

/** Ink of the reading that stands for nothing. */
function strayInk({ way }: Decoded): string[] {
  const silent = way.flatMap(({ text }, place) => (text === "" ? [place] : []));
  const first = way.findIndex(({ text }) => text !== "");
  const last = way.findLastIndex(({ text }) => text !== "");
  const places = new Set(silent.map((place) => (place < first ? "at the start" : place > last ? "at the end" : "between the digits")));
  return first < 0 ? [] : [...places].map((place) => `there is ink ${place} that is no digit`);
}

/** "1st", "2nd", "3rd", "4th", "11th", "21st". */
function ordinal(number: number): string {
  const teen = number % 100 > 10 && number % 100 < 14;
  return `${number}${teen ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th")}`;
}

function article(value: number): string {
  return value === 8 ? "an" : "a";
}
