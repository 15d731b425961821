import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { luhn } from "../checks/luhn.js";
import { accepts, acceptsWithout, explored, weightOf } from "./automaton.js";
import { automatonOf } from "./automaton-of.js";
import { both } from "./both.js";
import { digitCounts, digitShares } from "./digit-shares.js";
import { anyOf, digit, digits, type Grammar, literal, oneOf, optional, repeat, sequence } from "./grammar.js";
import { numberRange } from "./number-range.js";
import { weighedEvenly } from "./weighed-evenly.js";

/** Grammars over a, b and 1, with the regular expression that says the same. */
const grammars = fc.letrec<{ grammar: { grammar: Grammar; pattern: string } }>((tie) => ({
  grammar: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom("a", "b", "1", "ab", "a1").map((characters) => ({ grammar: anyOf(characters), pattern: `[${characters}]` })),
    fc.array(tie("grammar"), { maxLength: 3 }).map((parts) => ({
      grammar: sequence(...parts.map(({ grammar }) => grammar)),
      pattern: `(?:${parts.map(({ pattern }) => pattern).join("")})`,
    })),
    fc.array(tie("grammar"), { minLength: 1, maxLength: 3 }).map((parts) => ({
      grammar: oneOf(...parts.map(({ grammar }) => grammar)),
      pattern: `(?:${parts.map(({ pattern }) => pattern).join("|")})`,
    })),
    fc.tuple(tie("grammar"), fc.nat(2), fc.constantFrom(0, 1, Number.POSITIVE_INFINITY)).map(([{ grammar, pattern }, least, more]) => ({
      grammar: repeat(grammar, least, least + more),
      pattern: `(?:${pattern}){${least},${more === Number.POSITIVE_INFINITY ? "" : least + more}}`,
    })),
  ),
}));

describe("a grammar's automaton", () => {
  it("accepts what the regular expression does", () => {
    const texts = fc.array(fc.constantFrom("a", "b", "1"), { maxLength: 6 }).map((characters) => characters.join(""));
    fc.assert(
      fc.property(grammars.grammar, fc.array(texts, { minLength: 8, maxLength: 8 }), ({ grammar, pattern }, tried) => {
        const automaton = automatonOf(grammar);
        const wanted = new RegExp(`^${pattern}$`);
        expect(tried.map((text) => accepts(automaton, text))).toEqual(tried.map((text) => wanted.test(text)));
      }),
      { numRuns: 150 },
    );
  });

  it("has the numbers of a range, neither more nor fewer", () => {
    const bounds = fc.tuple(fc.nat(999), fc.nat(999)).map((numbers) => numbers.sort((one, other) => one - other) as [number, number]);
    fc.assert(
      fc.property(bounds, fc.nat(999), ([from, to], number) => {
        const [low, high, tried] = [from, to, number].map((value) => String(value).padStart(3, "0")) as [string, string, string];
        expect(accepts(automatonOf(numberRange(low, high)), tried)).toBe(number >= from && number <= to);
      }),
    );
    expect(() => numberRange("12", "7")).toThrow(
      'a range is two numbers of as many digits, the smaller first, as in "01" to "31", not "12" to "7"',
    );
  });

  it("says where nothing fits, and where a text lacks what may be left out", () => {
    expect(() => both(automatonOf(literal("1")), luhn())).toThrow("no text fits this field; its conditions exclude each other");
    const endless = { alphabet: "1", start: 0, next: (state: number) => state + 1, final: () => 0 };
    expect(() => explored<number>(endless)).toThrow("a field may have 500000 states, this one has more; make it simpler");
    const hyphened = automatonOf(sequence(digits(2), literal("-"), digit, optional(literal("-"))));
    expect(["12-3", "123", "12-3-", "1-23", "12"].map((text) => acceptsWithout(hyphened, text, "-"))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("the shares of strings that are admitted", () => {
  it("count every string of digits once, however it is separated", () => {
    const grouped = automatonOf(oneOf(sequence(digits(1), optional(literal(".")), digits(2)), numberRange("10", "29"), literal("7")));
    const shares = digitShares(grouped);
    expect(shares.slice(0, 5).map((share) => Number(share.toFixed(12)))).toEqual([0, 0.1, 0.2, 1, 0]);
    expect(digitCounts(shares)).toEqual({ least: 1, most: 3 });
    const weighed = weighedEvenly(grouped, shares);
    expect(["7", "10", "1.23", "123"].map((text) => Math.exp(weightOf(weighed, text)).toFixed(6))).toEqual([
      "10.000000",
      "5.000000",
      "1.000000",
      "1.000000",
    ]);
    expect(weightOf(weighed, "30")).toBe(Number.NEGATIVE_INFINITY);
  });

  it("are a tenth with one check digit, at every length", () => {
    const numbers = both(automatonOf(digits(2, Number.POSITIVE_INFINITY)), luhn());
    const shares = digitShares(numbers);
    expect(shares[0]).toBe(0);
    for (const share of shares.slice(2)) expect(share).toBeCloseTo(0.1, 12);
    expect(digitCounts(shares)).toEqual({ least: 2, most: Number.POSITIVE_INFINITY });
  });
});
