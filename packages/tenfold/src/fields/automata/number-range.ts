import { UsageError } from "../../errors.js";
import { anyOf, digits, type Grammar, oneOf, sequence } from "./grammar.js";

const DIGITS = "0123456789";

/**
 * The numbers from one to another, both included, written with as many digits as the two have: `numberRange("01", "31")` for days.
 *
 * @throws UsageError when they are not two numbers of one length, the first no greater
 */
export function numberRange(from: string, to: string): Grammar {
  if (!/^\d+$/.test(from) || !/^\d+$/.test(to) || from.length !== to.length || from > to) {
    throw new UsageError(`a range is two numbers of as many digits, the smaller first, as in "01" to "31", not "${from}" to "${to}"`);
  }
  return between(from, to);
}

/** The first digit decides which of the bounds still matter for the rest. */
function between(from: string, to: string): Grammar {
  const [low, high] = [Number(from[0]), Number(to[0])];
  const rest = from.length - 1;
  if (rest === 0) return anyOf(DIGITS.slice(low, high + 1));
  if (low === high) return sequence(anyOf(DIGITS.charAt(low)), between(from.slice(1), to.slice(1)));
  const choices = [
    sequence(anyOf(DIGITS.charAt(low)), between(from.slice(1), "9".repeat(rest))),
    sequence(anyOf(DIGITS.charAt(high)), between("0".repeat(rest), to.slice(1))),
  ];
  if (high - low > 1) choices.push(sequence(anyOf(DIGITS.slice(low + 1, high)), digits(rest)));
  return oneOf(...choices);
}
