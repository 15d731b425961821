import { UsageError } from "../../errors.js";
import { automatonOf } from "../automata/automaton-of.js";
import { digits, sequence } from "../automata/grammar.js";
import { numberRange } from "../automata/number-range.js";
import { weightedSum } from "../checks/weighted-sum.js";
import { asJson, type Options } from "../options.js";
import type { Kind } from "./kind.js";

/**
 * Characters of an IBAN, and letters that its bank's code begins with, behind the check digits; everything else is digits. Countries that
 * allow letters elsewhere are left out.
 *
 * Source: SWIFT, "IBAN registry"
 */
const countries: Readonly<Record<string, { readonly length: number; readonly bankLetters?: number }>> = {
  AT: { length: 20 },
  BE: { length: 16 },
  CZ: { length: 24 },
  DE: { length: 22 },
  DK: { length: 18 },
  EE: { length: 20 },
  ES: { length: 24 },
  FI: { length: 18 },
  GB: { length: 22, bankLetters: 4 },
  HR: { length: 21 },
  HU: { length: 28 },
  IE: { length: 22, bankLetters: 4 },
  IS: { length: 26 },
  LT: { length: 20 },
  NL: { length: 18, bankLetters: 4 },
  NO: { length: 15 },
  PL: { length: 28 },
  PT: { length: 25 },
  SE: { length: 24 },
  SI: { length: 19 },
  SK: { length: 24 },
};

/**
 * The digits of an IBAN whose letters are known, as where they are printed on the form. That the whole number leaves 1 when divided by 97,
 * with letters as 10 to 35 and the first four characters moved to the end, is a condition on the sum of the digits, each times its power of 10.
 *
 * Source: ISO 13616-1; ISO/IEC 7064, MOD 97-10
 */
export const iban: Kind = {
  name: "iban",
  description: "the digits of an IBAN whose letters are given",
  example: { written: "89370400440532013000", text: "DE89370400440532013000", value: "DE89370400440532013000" },
  options: {
    country: `two letters, "DE" unless told: ${Object.keys(countries).join(", ")}`,
    bank: 'the letters of the bank\'s code, where the country has them, as in "ABNA"',
  },
  form(options) {
    const { country, bank, length } = lettersOf(options);
    const accounts = length - 4 - bank.length; // digits behind the bank's letters
    const prefix = new RegExp(`^${country}(\\d\\d)${bank}(\\d{${accounts}})$`);
    const text = (written: string): string => `${country}${written.slice(0, 2)}${bank}${written.slice(2)}`;
    return {
      noun: `an IBAN of ${country}`,
      grammar: automatonOf(sequence(numberRange("02", "98"), digits(accounts))),
      check: weightedSum(checkSum(country, bank, accounts)),
      passedOver: "",
      text,
      forms: (value) => [value.replaceAll(" ", "").toUpperCase().replace(prefix, "$1$2")],
    };
  },
};

/** The number is bank, account, country, check digits; weights are in the order in which the digits are read, check digits first. */
function checkSum(country: string, bank: string, accounts: number): { weights: number[]; modulus: number; remainder: number } {
  const powers = [1];
  for (let place = 1; place < accounts + 6; place++) powers.push((10 * (powers.at(-1) as number)) % 97);
  const weights = [10, 1, ...powers.slice(6).reverse()];
  const letters = remainderOf(`${bank}${"0".repeat(accounts)}${country}00`);
  return { weights, modulus: 97, remainder: (97 + 1 - letters) % 97 };
}

/** What remains of a number with letters, A = 10 to Z = 35, when divided by 97. */
function remainderOf(characters: string): number {
  return Array.from(characters, (character) => String(Number.parseInt(character, 36)))
    .join("")
    .split("")
    .reduce((remainder, digit) => (10 * remainder + Number(digit)) % 97, 0);
}

function lettersOf({ country = "DE", bank = "" }: Options): { country: string; bank: string; length: number } {
  const known = typeof country === "string" && Object.hasOwn(countries, country) ? countries[country] : undefined;
  if (!known) throw new UsageError(`field iban: country is one of ${Object.keys(countries).join(", ")}, not ${asJson(country)}`);
  const { length, bankLetters = 0 } = known;
  if (typeof bank !== "string" || !/^[A-Z]*$/.test(bank) || bank.length !== bankLetters) {
    const wanted = bankLetters === 0 ? "is left out" : `is ${bankLetters} letters from A to Z`;
    throw new UsageError(`field iban: for ${country} bank ${wanted}, not ${asJson(bank)}`);
  }
  return { country: country as string, bank, length };
}
