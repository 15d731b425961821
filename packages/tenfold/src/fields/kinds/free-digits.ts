import { UsageError } from "../../errors.js";
import type { Table } from "../automata/automaton.js";
import { automatonOf } from "../automata/automaton-of.js";
import { MOST_DIGITS } from "../automata/digit-shares.js";
import { anyOf, digit, digits, type Grammar, repeat, sequence } from "../automata/grammar.js";
import { gtin } from "../checks/gtin.js";
import { luhn } from "../checks/luhn.js";
import { mod97 } from "../checks/mod-97.js";
import { asJson, type Options, oneWord, wholeNumber } from "../options.js";
import type { Kind } from "./kind.js";
import { plainNumber } from "./plain-number.js";

/** Check digits for numbers of any length. */
const checks: Readonly<Record<string, () => Table>> = { luhn, gtin, "mod-97": mod97 };

/** Digits, as many as there are unless told. */
export const freeDigits: Kind = {
  name: "digits",
  description: "digits, as many as there are or as told",
  example: { written: "0042", text: "0042", value: "0042" },
  options: {
    length: "how many digits, 1 to 40",
    min: "the fewest digits",
    max: "the most digits",
    check: 'what the last digits make right: "luhn", "gtin" (EAN, UPC) or "mod-97"',
    separators: 'characters that may stand among the digits and are left out of the text, as in ".-/"',
  },
  form(options) {
    const { least, most } = countOf("digits", options, [1, Number.POSITIVE_INFINITY]);
    const check = oneWord("digits", options, "check", ["none", ...Object.keys(checks)], "none");
    const separators = separatorsOf(options);
    const automaton = checks[check]?.();
    const grammar = automatonOf(separators === "" ? digits(least, most) : apart(separators, least, most));
    return plainNumber({ noun: "such a number", grammar, ...(automaton && { check: automaton }), separators });
  },
};

/** How many digits the options ask for, by `length` or by `min` and `max`. */
export function countOf(kind: string, options: Options, [fewest, mostMany]: readonly [number, number]): { least: number; most: number } {
  if (options.length !== undefined) {
    if (options.min !== undefined || options.max !== undefined)
      throw new UsageError(`field ${kind}: give length, or min and max, not both`);
    const length = wholeNumber(kind, options, "length", [1, MOST_DIGITS], 1);
    return { least: length, most: length };
  }
  const least = wholeNumber(kind, options, "min", [1, MOST_DIGITS], fewest);
  const most = wholeNumber(kind, options, "max", [1, MOST_DIGITS], mostMany);
  if (most < least) throw new UsageError(`field ${kind}: min is ${least} and max ${most}; the first is no greater than the second`);
  return { least, most };
}

function separatorsOf({ separators = "" }: Options): string {
  if (typeof separators === "string" && separators.length <= 20 && !/[0-9\s]/.test(separators)) return separators;
  throw new UsageError(`field digits: separators are up to 20 characters other than digits and blanks, not ${asJson(separators)}`);
}

/** Digits with separators before, between and behind them. */
function apart(separators: string, least: number, most: number): Grammar {
  const between = repeat(anyOf(separators), 0);
  return sequence(between, repeat(sequence(digit, between), least, most));
}
