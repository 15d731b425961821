import { UsageError } from "../../errors.js";
import { automatonOf } from "../automata/automaton-of.js";
import { MOST_DIGITS } from "../automata/digit-shares.js";
import { anyOf, digit, digits, type Grammar, literal, oneOf, optional, repeat, sequence } from "../automata/grammar.js";
import { gtin } from "../checks/gtin.js";
import { luhn } from "../checks/luhn.js";
import { weightedSum } from "../checks/weighted-sum.js";
import { flag, wholeNumbers } from "../options.js";
import { countOf } from "./free-digits.js";
import type { Kind } from "./kind.js";
import { plainNumber } from "./plain-number.js";

/** EAN and UPC: GS1 General Specifications. */
const tradeItems: readonly Kind[] = [
  { name: "ean-13", title: "EAN-13", count: 13, example: "4006381333931" },
  { name: "ean-8", title: "EAN-8", count: 8, example: "96385074" },
  { name: "upc-a", title: "UPC-A", count: 12, example: "036000291452" },
].map(({ name, title, count, example }) => ({
  name,
  description: `${title}: ${count} digits, the last a check digit`,
  example: same(example),
  options: {},
  form: () => plainNumber({ noun: `an ${title}`, grammar: automatonOf(digits(count)), check: gtin() }),
}));

const luhnNumber: Kind = {
  name: "luhn",
  description: "number with Luhn's check digit at its end, as payment cards and IMEI have",
  example: same("4539578763621486"),
  options: { length: "how many digits, 2 to 40", min: "the fewest digits, 2 unless told", max: "the most digits, 40 unless told" },
  form(options) {
    const { least, most } = countOf("luhn", options, [2, MOST_DIGITS]);
    return plainNumber({ noun: "such a number", grammar: automatonOf(digits(least, most)), check: luhn() });
  },
};

/** ISO 2108:2017 and, with ten digits, ISO 2108:1992. Hyphens stand anywhere, since where they belong depends on lists that grow. */
const isbn13: Kind = {
  name: "isbn-13",
  description: "ISBN of 13 digits, from 978 or 979, hyphens left out",
  example: { written: "978-3-16-148410-0", text: "9783161484100", value: "9783161484100" },
  options: {},
  form: () =>
    plainNumber({
      noun: "an ISBN",
      grammar: automatonOf(sequence(literal("97"), anyOf("89"), repeat(sequence(hyphen, digit), 10, 10))),
      check: gtin(),
      separators: "-",
    }),
};

const isbn10: Kind = {
  name: "isbn-10",
  description: 'ISBN of 10 digits, the last of which may be an "X", hyphens left out',
  example: { written: "0-306-40615-2", text: "0306406152", value: "0306406152" },
  options: {},
  form: () =>
    plainNumber({
      noun: "an ISBN",
      grammar: automatonOf(sequence(digit, repeat(sequence(hyphen, digit), 8, 8), hyphen, digitOrX)),
      check: weightedSum({ weights: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], modulus: 11, x: true }),
      separators: "-",
    }),
};

const mod11: Kind = {
  name: "mod-11",
  description: "number whose digits, each times its weight, add up to a multiple of 11",
  example: same("9434765919"),
  options: {
    weights: "one a digit, from the left, the check digit's too; 10 to 1 unless told, as in an NHS number",
    x: 'true where the last digit may be an "X" for 10',
  },
  form(options) {
    const weights = wholeNumbers("mod-11", options, "weights", { count: [2, MOST_DIGITS], range: [0, 10] }) ?? [
      10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
    ];
    if (weights.at(-1) === 0) throw new UsageError("field mod-11: the last of the weights is the check digit's and not 0");
    const x = flag("mod-11", options, "x");
    const grammar: Grammar = x ? sequence(digits(weights.length - 1), digitOrX) : digits(weights.length);
    return plainNumber({ noun: "such a number", grammar: automatonOf(grammar), check: weightedSum({ weights, modulus: 11, x }) });
  },
};

const hyphen = optional(literal("-"));
const digitOrX = oneOf(digit, literal("X"));

/** Numbers that end in check digits. */
export const numbersWithCheckDigits: readonly Kind[] = [luhnNumber, ...tradeItems, isbn13, isbn10, mod11];

function same(example: string): Kind["example"] {
  return { written: example, text: example, value: example };
}
