import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rng } from "../../engine/rng.js";
import { accepts, weightOf } from "../../fields/automata/automaton.js";
import { automatonOf } from "../../fields/automata/automaton-of.js";
import { anyOf, digits, type Grammar, literal, oneOf, optional, repeat, sequence } from "../../fields/automata/grammar.js";
import type { Field } from "../../fields/field.js";
import { fieldOf } from "../../fields/field-of.js";
import type { Lattice, Piece } from "../lattice.js";
import { decode } from "./decode.js";

const box = { left: 0, top: 0, right: 1, bottom: 1 };

/** A piece whose symbols have these probabilities. */
const piece = (from: number, to: number, probabilities: Readonly<Record<string, number>>): Piece => ({
  ...{ from, to, box },
  symbols: Object.entries(probabilities).map(([text, probability]) => ({ text, score: Math.log(probability) })),
});

/** A field of a grammar as it stands, every text of which weighs 1. */
function plain(grammar: Grammar): Field {
  const automaton = automatonOf(grammar);
  const conditions = [{ about: "form", automaton }] as const;
  return {
    kind: "plain",
    noun: "such",
    automaton,
    heaviest: 0,
    digits: { least: 0, most: 9 },
    conditions,
    read: (text) => ({ text, value: text }),
  };
}

/** All ways through a lattice, one by one. */
function everyWay({ cuts, pieces }: Lattice, from = 0): { text: string; probability: number; symbols: { piece: Piece; text: string }[] }[] {
  if (from === cuts) return [{ text: "", probability: 1, symbols: [] }];
  return pieces
    .filter((piece) => piece.from === from)
    .flatMap((piece) =>
      piece.symbols.flatMap(({ text, score }) =>
        everyWay({ cuts, pieces }, piece.to).map((rest) => ({
          text: text + rest.text,
          probability: Math.exp(score) * rest.probability,
          symbols: [{ piece, text }, ...rest.symbols],
        })),
      ),
    );
}

const lattices = fc.integer({ min: 1, max: 5 }).chain((cuts) => {
  const span = fc.tuple(fc.nat(cuts - 1), fc.nat(2)).map(([from, more]) => [from, Math.min(cuts, from + 1 + more)] as const);
  const symbols = fc.uniqueArray(fc.tuple(fc.constantFrom("1", "2", "3", "-", ""), fc.double({ min: 0.001, max: 1, noNaN: true })), {
    ...{ minLength: 1, maxLength: 4 },
    selector: ([text]) => text,
  });
  return fc
    .array(fc.tuple(span, symbols), { minLength: cuts, maxLength: 9 })
    .map((pieces): Lattice => ({ cuts, pieces: pieces.map(([[from, to], given]) => piece(from, to, Object.fromEntries(given))) }));
});

const fields = [
  plain(repeat(anyOf("123"), 0)),
  plain(sequence(digits(1, 3), optional(sequence(literal("-"), digits(1))))),
  plain(oneOf(literal("12"), literal("3-1"), literal("21"))),
  fieldOf({ kind: "digits", check: "luhn" }),
  fieldOf({ kind: "digits", prior: { 12: 5, 123: 1, 3: 1 }, outside: 0.1 }),
];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("decoding a lattice", () => {
  it("agrees with all its ways counted one by one", () => {
    fc.assert(
      fc.property(lattices, fc.constantFrom(...fields), fc.constantFrom(0, 0.1), (lattice, field, violated) => {
        const ways = everyWay(lattice);
        const free = sum(ways.map(({ probability }) => probability));
        const weighed = ways.map((way) => ({ ...way, weight: way.probability * Math.exp(weightOf(field.automaton, way.text)) }));
        const obeyed = sum(weighed.map(({ weight }) => weight));
        const total = (1 - violated) * obeyed + violated * free;
        const decoded = decode(lattice, field, { violated, count: 1000 });
        const texts = [...new Set(ways.map(({ text }) => text))].filter((text) => accepts(field.automaton, text));
        expect(new Set(decoded.readings.map(({ text }) => text)).size).toBe(decoded.readings.length);
        expect(decoded.readings.length).toBeLessThanOrEqual(texts.length);
        expect(decoded.readings.length).toBeGreaterThan(texts.length === 0 ? -1 : 0);
        for (const text of texts) {
          const same = weighed.filter((way) => way.text === text);
          const wanted = sum(same.map(({ probability, weight }) => (1 - violated) * weight + violated * probability)) / total;
          expect(decoded.readings.find((reading) => reading.text === text)?.confidence ?? 0).toBeCloseTo(wanted, 4);
        }
        if (total > 0) expect(decoded.fits).toBeCloseTo(((1 - violated) * obeyed) / total, 4);
        for (const { value, confidence, piece } of decoded.digits) {
          const overCut = Array.from({ length: piece.to - piece.from }, (_, at) => {
            const cut = piece.from + at;
            const there = weighed.filter(({ symbols }) =>
              symbols.some((symbol) => symbol.text === `${value}` && symbol.piece.from <= cut && symbol.piece.to > cut),
            );
            return sum(there.map(({ probability, weight }) => (1 - violated) * weight + violated * probability)) / total;
          });
          expect(confidence).toBeCloseTo(Math.max(...overCut), 4);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("gives readings that the field accepts, the likeliest first, and the pieces of the first", () => {
    fc.assert(
      fc.property(lattices, fc.constantFrom(...fields), (lattice, field) => {
        const { readings, way, digits } = decode(lattice, field);
        expect(readings.every(({ written }) => accepts(field.automaton, written))).toBe(true);
        expect(readings.map(({ confidence }) => confidence)).toEqual(readings.map(({ confidence }) => confidence).sort((a, b) => b - a));
        expect(sum(readings.map(({ confidence }) => confidence))).toBeLessThan(1 + 1e-9);
        if (readings.length === 0) return;
        expect(way.map(({ text }) => text).join("")).toBe(readings[0]?.written);
        expect([0, ...way.map(({ to }) => to)]).toEqual([...way.map(({ from }) => from), lattice.cuts]);
        expect(digits.map(({ value }) => value).join("")).toBe(readings[0]?.written.replaceAll(/\D/g, ""));
      }),
    );
  });
});

/** Cut for cut a digit, read right with a probability, a neighbor in the list of digits otherwise. */
const clear = (text: string, right = 0.97): Lattice => ({
  cuts: text.length,
  pieces: Array.from(text, (digit, at) =>
    piece(at, at + 1, Object.fromEntries(Array.from("0123456789", (other) => [other, other === digit ? right : (1 - right) / 9]))),
  ),
});

describe("what a field does to a reading", () => {
  it("finds the best valid number rather than checking the best one", () => {
    const number = clear("4539578763621486");
    const doubtful = { ...number, pieces: number.pieces.with(5, piece(5, 6, { 1: 0.5, 7: 0.45, 0: 0.05 })) };
    expect(decode(doubtful, fieldOf("digits")).readings[0]?.text).toBe("4539518763621486");
    const { readings, fits, free, digits } = decode(doubtful, fieldOf("luhn"));
    expect(readings[0]?.text).toBe("4539578763621486");
    expect(readings[0]?.confidence).toBeGreaterThan(0.8);
    expect([free, fits > 0.9]).toEqual(["4539518763621486", true]);
    expect(digits[5]?.top3.map(({ value }) => value)).toEqual([7, 1, 0]);
    expect(digits[5]?.confidence).toBeGreaterThan(0.8);
  });

  it("is less sure the less the ink is what the field asks for", () => {
    const zip = fieldOf("us-zip");
    const fitting = decode(clear("90210"), zip);
    expect(fitting.readings[0]?.text).toBe("90210");
    expect(fitting.readings[0]?.confidence).toBeCloseTo(0.97 ** 5 / (0.98 * 0.99999 + 0.02), 2);
    const invalid = decode(clear("00210", 0.9999), zip);
    expect(invalid.readings[0]?.confidence).toBeLessThan(0.01);
    expect(invalid.fits).toBeLessThan(0.05);
    const short = decode(clear("9021"), zip);
    expect([short.readings, short.fits, short.free]).toEqual([[], 0, "9021"]);
  });

  it("weighs a list of values by Bayes' rule", () => {
    const ink = clear("12");
    const unsure = { ...ink, pieces: ink.pieces.with(1, piece(1, 2, { 2: 0.6, 7: 0.4 })) };
    const { readings } = decode(unsure, fieldOf({ kind: "digits", prior: { 12: 1, 17: 9 } }), { violated: 0 });
    expect(readings.map(({ text }) => text)).toEqual(["17", "12"]);
    expect(readings[0]?.confidence).toBeCloseTo((9 * 0.4) / (9 * 0.4 + 0.6), 9);
  });

  it("counts all ways to write an amount together", () => {
    const pieces = [
      piece(0, 1, { 1: 1 }),
      piece(1, 2, { ".": 0.5, ",": 0.3, "-": 0.2 }),
      ...clear("50", 1).pieces.map(({ symbols }, at) => ({ from: at + 2, to: at + 3, box, symbols })),
    ];
    const { readings } = decode({ cuts: 4, pieces }, fieldOf("amount"), { violated: 0 });
    expect(readings[0]).toMatchObject({ text: "1.50", value: "150" });
    expect(readings[0]?.confidence).toBeCloseTo(1, 9);
  });

  it("finds a value of a list of thousands, and is unsure where none is near", () => {
    const allowed = Array.from({ length: 10_000 }, (_, value) => String((value * 7919) % 1_000_000).padStart(6, "0"));
    const field = fieldOf({ kind: "digits", length: 6, allowed });
    const [value = ""] = allowed.slice(4321);
    expect(decode(clear(value, 0.9), field).readings[0]?.text).toBe(value);
    const far = decode(clear("999999", 0.999999999), field);
    expect(allowed).toContain(far.readings[0]?.text);
    expect(far.fits).toBeLessThan(1e-6);
  });

  it("ends with some text where the ink says nothing", () => {
    const { readings } = decode(clear("0".repeat(30), 0.1), fieldOf({ kind: "digits", length: 30 }));
    expect(readings[0]?.text).toMatch(/^\d{30}$/);
    expect(readings[0]?.confidence).toBeLessThan(1e-20);
  });
});

describe("what a decoder takes for granted", () => {
  const free = plain(repeat(anyOf("0123456789"), 0));

  it("is that a writer departs from the field one time in fifty", () => {
    const half = decode({ cuts: 1, pieces: [piece(0, 1, { 1: 0.5, "-": 0.5 })] }, free);
    expect(half.fits).toBeCloseTo(0.49 / 0.51, 9); // half of 0.98 and all of 0.02 are the ways; half of 0.98 is the field's
    expect(half.readings[0]?.confidence).toBeCloseTo(0.5 / 0.51, 9);
  });

  it("is that what the ink says less than e^-16 of is nothing where the field's texts weigh a seventh of what they could, or e^-20 below", () => {
    const seen = (exponent: number, prior: Readonly<Record<string, number>>) => {
      const ink = piece(0, 1, { 1: 1 - Math.exp(exponent), 2: Math.exp(exponent) });
      return decode({ cuts: 1, pieces: [ink] }, fieldOf({ kind: "digits", prior }), { violated: 0 }).digits[0]?.all[2] as number;
    };
    const alike = { 1: 1, 2: 1 };
    expect(seen(-15.9, alike)).toBeCloseTo(Math.exp(-15.9), 12);
    expect(seen(-16.1, alike)).toBe(0);
    const unlike = { 1: 1, 2: 100 }; // what the ink says weighs a hundredth of the heaviest
    expect(seen(-19.9, unlike)).toBeCloseTo(100 * Math.exp(-19.9), 12);
    expect(seen(-20.1, unlike)).toBe(0);
  });

  it("is that of texts far from the ink the hundred likeliest are enough", () => {
    const allowed = Array.from({ length: 150 }, (_, at) => `${1 + (at % 9)}${1 + (Math.floor(at / 9) % 9)}${1 + Math.floor(at / 81)}`);
    const share = 0.003; // of each digit that the ink is not
    const ink = Array.from({ length: 3 }, (_, at) =>
      piece(at, at + 1, Object.fromEntries(Array.from("0123456789", (digit) => [digit, digit === "0" ? 1 - 9 * share : share]))),
    );
    const { fits } = decode({ cuts: 3, pieces: ink }, fieldOf({ kind: "digits", allowed }), { violated: 0.5 });
    const mass = (100 * share ** 3 * 1000) / 150; // each of the list has 1/150 over 10^-3
    expect(fits / (mass / (1 + mass))).toBeCloseTo(1, 6);
  });

  it("is that a text of less than a millionth of the first ones' probability is none", () => {
    const texts = (share: number) =>
      decode({ cuts: 1, pieces: [piece(0, 1, { 1: 1 - share, 2: share })] }, free, { violated: 0 }).readings.map(({ text }) => text);
    expect(texts(1.1e-6)).toEqual(["1", "2"]);
    expect(texts(0.9e-6)).toEqual(["1"]);
  });

  it("is that a second opinion is worth asking of ten readings, however few are wanted", () => {
    const ink = { 0: 0.3, 1: 0.25, 2: 0.2, 3: 0.15, 8: 0.1 };
    const heard = { 0: 0.0125, 1: 0.0125, 2: 0.0125, 3: 0.0125, 8: 0.14, 4: 0.16, 5: 0.16, 6: 0.16, 7: 0.16, 9: 0.16 };
    const probabilities = Float64Array.from({ length: 22 }, (_, at) => heard[at as keyof typeof heard] ?? (at === 21 ? 1 : 0));
    const lattice = { cuts: 1, pieces: [piece(0, 1, ink)], frames: [{ probabilities, frames: 2, classes: 11, blank: 10 }] };
    const { readings } = decode(lattice, free, { count: 1, violated: 0 });
    // the fifth of the ink's, by what the frames give it: 0.1 * 0.14 against 0.0125 of the other nine tenths
    expect(readings.map(({ text }) => text)).toEqual(["8"]);
    expect(readings[0]?.confidence).toBeCloseTo(0.014 / (0.014 + 0.9 * 0.0125), 6);
  });
});

describe("a lattice that is none", () => {
  it.each<[Lattice, string]>([
    [{ cuts: -1, pieces: [] }, "a lattice has 0 to 10000 cuts, not -1"],
    [{ cuts: 1e9, pieces: [] }, "a lattice has 0 to 10000 cuts, not 1000000000"],
    [{ cuts: 2, pieces: [piece(1, 1, { 1: 1 })] }, "a piece leads from one of the cuts 0 to 2 to a later one, not from 1 to 1"],
    [{ cuts: 2, pieces: [piece(1, 3, { 1: 1 })] }, "a piece leads from one of the cuts 0 to 2 to a later one, not from 1 to 3"],
    [{ cuts: 1, pieces: [piece(0, 1, { 12: 1 })] }, 'a symbol is one character or none, not "12"'],
    [
      { cuts: 1, pieces: [piece(0, 1, { 1: Number.NaN })] },
      'a score is the logarithm of a probability, not NaN as for "1" from cut 0 to 1',
    ],
  ])("%# is refused", (lattice, message) => {
    expect(() => decode(lattice, fieldOf("digits"))).toThrow(message);
  });

  it("has no reading where no way leads through it", () => {
    const none = { readings: [], digits: [], way: [], fits: 0 };
    expect(decode({ cuts: 2, pieces: [piece(0, 1, { 1: 1 })] }, fieldOf("digits"))).toEqual(none);
    expect(decode({ cuts: 1, pieces: [piece(0, 1, { 1: 0 })] }, fieldOf("digits"))).toEqual(none);
    expect(decode({ cuts: 0, pieces: [] }, fieldOf("digits"))).toEqual({ ...none, free: "" });
  });

  it("is decoded with options that make sense", () => {
    expect(() => decode(clear("1"), fieldOf("digits"), { violated: 1 })).toThrow(
      "decode: violated is a probability, at least 0 and below 1, not 1",
    );
    expect(() => decode(clear("1"), fieldOf("digits"), { count: 0 })).toThrow("decode: count is 1 to 1000 readings, not 0");
  });
});

describe("the confidence of a reading", () => {
  it("is how often it is right, if the scores are what they claim", () => {
    const next = rng(7);
    const field = fieldOf({ kind: "luhn", length: 6 });
    const violated = 0.2;
    const results = Array.from({ length: 1500 }, () => {
      let truth = "";
      const isAny = next.uniform() < violated;
      do truth = String(next.below(1_000_000)).padStart(6, "0");
      while (!isAny && !accepts(field.automaton, truth));
      const pieces = Array.from(truth, (digit, at) => {
        const other = String((Number(digit) + 1 + next.below(9)) % 10);
        const right = 0.5 + next.uniform() / 2; // the likelier of two digits is the true one so often
        return piece(at, at + 1, next.uniform() < right ? { [digit]: right, [other]: 1 - right } : { [other]: right, [digit]: 1 - right });
      });
      const [best] = decode({ cuts: 6, pieces }, field, { violated }).readings;
      return { confidence: best?.confidence ?? 0, hit: best?.text === truth ? 1 : 0 };
    });
    const mean = (values: readonly number[]): number => sum(values) / values.length;
    for (const [from, to] of [
      [0, 0.4],
      [0.4, 0.7],
      [0.7, 0.9],
      [0.9, 1],
    ] as const) {
      const bin = results.filter(({ confidence }) => confidence > from && confidence <= to);
      const claimed = mean(bin.map(({ confidence }) => confidence));
      const spread = Math.sqrt((claimed * (1 - claimed)) / bin.length);
      expect(bin.length).toBeGreaterThan(50);
      expect(Math.abs(claimed - mean(bin.map(({ hit }) => hit)))).toBeLessThan(3.5 * spread);
    }
  });
});
