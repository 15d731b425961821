import { describe, expect, it } from "vitest";
import { READING_CLASSES, SIGNS } from "../../data/class-names.js";
import { kindsOf, kindsWithSigns, type PieceShape } from "../lines/pieces/piece-shape.js";
import { lineSymbols } from "./line-symbols.js";

/** What a network says of a picture: shares of classes by name, the rest spread over all. */
function scores(shares: Readonly<Record<string, number>>, classes: readonly string[] = READING_CLASSES): Float32Array {
  const left = 1 - Object.values(shares).reduce((sum, one) => sum + one, 0);
  return Float32Array.from(classes, (name) => Math.log((shares[name] ?? 0) + Math.max(left, 1e-9) / classes.length));
}

const DIGIT: PieceShape = { height: 1, width: 0.7, middle: 0 };
const STROKE: PieceShape = { height: 1, width: 0.5, middle: 0.1 };
const DASH: PieceShape = { height: 0.2, width: 0.55, middle: 0 };
const COMMA: PieceShape = { height: 0.4, width: 0.28, middle: 0.42 };
const DOUBLE: PieceShape = { height: 0.42, width: 0.65, middle: 0 };
const CROSS: PieceShape = { height: 0.55, width: 0.55, middle: -0.05 };

const likeliest = (shape: PieceShape, said: Float32Array | undefined, isWhole = true) => lineSymbols(shape, isWhole, said).symbols[0]?.text;
const scoreOf = (text: string, shape: PieceShape, said: Float32Array, isWhole = true) =>
  lineSymbols(shape, isWhole, said).symbols.find((symbol) => symbol.text === text)?.score ?? Number.NEGATIVE_INFINITY;

describe("the symbols of a piece of a line", () => {
  it("are signs where size and picture say so", () => {
    expect(likeliest(DOUBLE, scores({ "=": 0.9 }))).toBe("=");
    expect(likeliest(CROSS, scores({ x: 0.9 }))).toBe("x");
    expect(likeliest(CROSS, scores({ "+": 0.8 }))).toBe("+");
    expect(likeliest(DIGIT, scores({ $: 0.9 }))).toBe("$");
    expect(likeliest(STROKE, scores({ "/": 0.7, 1: 0.2 }))).toBe("/");
    expect(likeliest(DASH, scores({ "-": 0.9 }))).toBe("-");
  });

  it("are digits where the picture is one, however small, and a lying stroke is no 1", () => {
    for (const digit of "0123456789") expect(likeliest(DIGIT, scores({ [digit]: 0.9 }))).toBe(digit);
    expect(likeliest(STROKE, scores({ 1: 0.7, "/": 0.2 }))).toBe("1");
    expect(likeliest(DASH, scores({ "-": 0.5, 1: 0.45 }))).toBe("-");
    expect(scoreOf("1", DASH, scores({ "-": 0.5, 1: 0.45 }))).toBeLessThan(scoreOf("-", DASH, scores({ "-": 0.5, 1: 0.45 })) - 5);
  });

  it("are separators by size and place, though a comma alone looks as a 1 does; the picture may only contradict", () => {
    for (const said of [scores({ 1: 0.9 }), scores({ "/": 0.8 }), scores({ none: 0.8 })]) expect(likeliest(COMMA, said)).toBe(",");
    const [asComma, asFive] = [scores({ 1: 0.9 }), scores({ 5: 0.999 })];
    expect(scoreOf(",", COMMA, asComma)).toBeCloseTo(kindsWithSigns(COMMA)[","] + Math.log(0.9 + (7 * 0.1) / 23), 4);
    expect(scoreOf(",", COMMA, asFive)).toBeLessThan(scoreOf("5", COMMA, asFive));
  });

  it("are by an older network what they were: no signs but those that geometry tells, and a stroke at times", () => {
    const old = READING_CLASSES.slice(0, 11);
    const said = scores({ 1: 0.6, none: 0.3 }, old);
    const { symbols, other } = lineSymbols(STROKE, true, said);
    expect(new Set(symbols.map(({ text }) => text))).toEqual(new Set([..."0123456789", ".", ",", "-", "/", ""]));
    const share = (name: string) => said[old.indexOf(name)] as number;
    expect(scoreOf("/", STROKE, said)).toBeCloseTo(
      kindsOf(STROKE).digit + Math.log(0.02 * (Math.exp(share("none")) + Math.exp(share("1")))),
      9,
    );
    expect(other).toBeCloseTo(kindsOf(STROKE).digit + share("none"), 9);
  });

  it("have nothing among them by all that is no digit: it is for a field to know the sign", () => {
    const [dollar, blot] = [scores({ $: 0.9 }), scores({ none: 0.9 })];
    expect(scoreOf("", DIGIT, dollar)).toBeCloseTo(scoreOf("", DIGIT, blot), 6);
    expect(lineSymbols(DIGIT, true, dollar).other).toBeCloseTo(lineSymbols(DIGIT, true, blot).other as number, 6);
  });

  it("are signs less likely where ink was cut off, but for double lines, which hang together never", () => {
    const cross = scores({ x: 0.9 });
    expect(scoreOf("x", CROSS, cross) - scoreOf("x", CROSS, cross, false)).toBeCloseTo(Math.log(20), 6);
    const double = scores({ "=": 0.9 });
    expect(scoreOf("=", DOUBLE, double)).toBe(scoreOf("=", DOUBLE, double, false));
  });

  it("are probabilities, each sign once, the likeliest first", () => {
    for (const shape of [DIGIT, STROKE, DASH, COMMA, DOUBLE, CROSS]) {
      for (const name of READING_CLASSES) {
        const { symbols } = lineSymbols(shape, true, scores({ [name]: 0.97 }));
        expect(symbols.map(({ text }) => text).sort()).toEqual(["", ...SIGNS, ..."0123456789"].sort());
        expect(symbols.map(({ score }) => score)).toEqual(symbols.map(({ score }) => score).sort((one, other) => other - one));
        expect(symbols.reduce((sum, { score }) => sum + Math.exp(score), 0)).toBeLessThanOrEqual(1 + 1e-6);
      }
    }
  });
});
