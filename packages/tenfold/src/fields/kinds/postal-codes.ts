import { automatonOf } from "../automata/automaton-of.js";
import { digits, type Grammar, literal, oneOf, optional, sequence } from "../automata/grammar.js";
import { numberRange } from "../automata/number-range.js";
import type { Kind } from "./kind.js";
import { plainNumber } from "./plain-number.js";

/** What one postal code is like. Ranges are those of the codes in use, where they are beyond doubt; codes within them may be unused. */
interface PostalCode {
  readonly name: string;
  readonly noun: string;
  readonly description: string;
  readonly example: string;
  readonly grammar: Grammar;
  /** Digits before a hyphen, which may be missing where it is written, and stands in the text. */
  readonly hyphenAfter?: number;
}

const hyphen = optional(literal("-"));

const codes: readonly PostalCode[] = [
  {
    // United States Postal Service, Publication 28; Holtsville NY has the lowest code, Ketchikan AK the highest.
    name: "us-zip",
    noun: "a US ZIP code",
    description: "US ZIP code: 5 digits, 00501 to 99950",
    example: "90210",
    grammar: numberRange("00501", "99950"),
  },
  {
    name: "us-zip4",
    noun: "a ZIP+4 code",
    description: "US ZIP+4 code: 5 and 4 digits with a hyphen",
    example: "90210-1234",
    grammar: sequence(numberRange("00501", "99950"), hyphen, digits(4)),
    hyphenAfter: 5,
  },
  {
    // Deutsche Post; no code starts with 00.
    name: "postal-de",
    noun: "a German postal code",
    description: "German postal code: 5 digits, 01001 to 99998",
    example: "10115",
    grammar: numberRange("01001", "99998"),
  },
  {
    // La Poste: the number of a department (01 to 95, Corsica has 20), 97 or 98 overseas and Monaco.
    name: "postal-fr",
    noun: "a French postal code",
    description: "French postal code: 5 digits, the first two a department, 97 or 98",
    example: "75008",
    grammar: sequence(oneOf(numberRange("01", "95"), numberRange("97", "98")), digits(3)),
  },
  {
    // Swiss Post; with Liechtenstein, whose codes lie within.
    name: "postal-ch",
    noun: "a Swiss postal code",
    description: "Swiss postal code: 4 digits, 1000 to 9658",
    example: "8001",
    grammar: numberRange("1000", "9658"),
  },
  {
    // PostNL: four digits from 1000 on and two letters.
    name: "postal-nl",
    noun: "the digits of a Dutch postal code",
    description: "Dutch postal code: its 4 digits; the letters behind them are not read",
    example: "1012",
    grammar: numberRange("1000", "9999"),
  },
  {
    // India Post: the first digit is a zone, 1 to 9.
    name: "postal-in",
    noun: "an Indian PIN code",
    description: "Indian PIN code: 6 digits, the first not 0",
    example: "110001",
    grammar: numberRange("100000", "999999"),
  },
  {
    // Correios: São Paulo's codes from 01000-000 on are the lowest.
    name: "postal-br",
    noun: "a Brazilian postal code",
    description: "Brazilian CEP: 5 and 3 digits with a hyphen, from 01000-000",
    example: "01310-100",
    grammar: sequence(numberRange("01000", "99999"), hyphen, digits(3)),
    hyphenAfter: 5,
  },
  {
    // Japan Post: Hokkaido's codes from 001 on are the lowest.
    name: "postal-jp",
    noun: "a Japanese postal code",
    description: "Japanese postal code: 3 and 4 digits with a hyphen, the first three not 000",
    example: "100-0001",
    grammar: sequence(numberRange("001", "999"), hyphen, digits(4)),
    hyphenAfter: 3,
  },
];

/** Postal codes of several countries. */
export const postalCodes: readonly Kind[] = codes.map(({ name, noun, description, example, grammar, hyphenAfter }) => ({
  name,
  description,
  example: { written: example.replace("-", ""), text: example, value: example },
  options: {},
  form() {
    const number = plainNumber({ noun, grammar: automatonOf(grammar), ...(hyphenAfter && { separators: "-" }) });
    if (!hyphenAfter) return number;
    const text = (written: string): string => number.text(written).replace(new RegExp(`^\\d{${hyphenAfter}}`), "$&-");
    return { ...number, text };
  },
}));
