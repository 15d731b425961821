import { describe, expect, it } from "vitest";
import type { ReadString } from "../../document/document.js";
import type { FieldSpec } from "../../fields/field.js";
import { fieldOf } from "../../fields/field-of.js";
import type { Lattice, Piece } from "../lattice.js";
import { calibrateReadings } from "./acceptance.js";
import { readLattice } from "./read-lattice.js";

type Probabilities = Readonly<Record<string, number>>;

/** A line of pieces side by side, ten pixels each, and more pieces across them. */
function line(places: readonly Probabilities[], more: readonly (readonly [from: number, to: number, Probabilities])[] = []): Lattice {
  const pieceOf = (from: number, to: number, probabilities: Probabilities): Piece => ({
    ...{ from, to, box: { left: 10 * from, top: 0, right: 10 * to, bottom: 20 } },
    symbols: Object.entries(probabilities).map(([text, probability]) => ({ text, score: Math.log(probability) })),
  });
  return {
    cuts: places.length,
    pieces: [...places.map((probabilities, at) => pieceOf(at, at + 1, probabilities)), ...more.map((piece) => pieceOf(...piece))],
  };
}

const sure = (text: string): Probabilities[] => Array.from(text, (digit) => ({ [digit]: 0.9999, [digit === "0" ? "6" : "0"]: 0.0001 }));

const read = (lattice: Lattice, spec: FieldSpec, maxError?: number): ReadString =>
  readLattice(lattice, fieldOf(spec), maxError === undefined ? {} : { maxError });

describe("a string that is read", () => {
  it("is accepted where it is sure enough, with its digits and boxes", () => {
    const { text, status, reasons, confidence, digits, box, alternatives } = read(line(sure("90210")), "us-zip");
    expect([text, status, reasons]).toEqual(["90210", "accepted", []]);
    expect(confidence).toBeGreaterThan(0.999);
    expect(digits.map(({ value, box }) => [value, box.left])).toEqual([
      [9, 0],
      [0, 10],
      [2, 20],
      [1, 30],
      [0, 40],
    ]);
    expect(box).toEqual({ left: 0, top: 0, right: 50, bottom: 20 });
    expect(alternatives.every(({ confidence }) => confidence < 0.001)).toBe(true);
    expect(read(line(sure("90210")), "us-zip", 0.0001).status).toBe("review");
  });

  it("carries the value where it is not the text", () => {
    expect(read(line(sure("29022024")), "date")).toMatchObject({ text: "29.02.2024", value: "2024-02-29", status: "accepted" });
  });

  it.each<[string, Lattice, FieldSpec, string[]]>([
    ["a doubtful digit", line([...sure("12"), { 7: 0.62, 1: 0.37, 2: 0.01 }]), "digits", ["the 3rd digit may be a 7 (62 %) or a 1 (37 %)"]],
    ["a digit too few", line(sure("9021")), "us-zip", ["the ink cannot be read as a US ZIP code", "5 digits are wanted, 4 were found"]],
    [
      "too many digits",
      line(sure("1234")),
      { kind: "digits", max: 3 },
      ["the ink cannot be read as such a number", "1 to 3 digits are wanted, 4 were found"],
    ],
    [
      "a code out of range",
      line(sure("00001")),
      "us-zip",
      ["00001 is not a US ZIP code", "the 2nd digit is taken for a 6, but looks like a 0 (99.5 %)"],
    ],
    ["a wrong check digit", line(sure("79927398714")), "luhn", ["the check digit fits none of the likely readings"]],
    [
      "a value out of the list",
      line(sure("12345")),
      { kind: "digits", allowed: ["12367", "99999"] },
      ["the ink cannot be read as such a number", "12345 is not among the allowed values"],
    ],
    ["nothing", { cuts: 0, pieces: [] }, "digits", ["there is no ink to read"]],
    ["no way through", { cuts: 3, pieces: [] }, "digits", ["there is no ink to read"]],
    [
      "one digit or two",
      line(sure("111"), [[1, 3, { 4: 0.6, "": 0.001 }]]),
      "digits",
      ["the 2nd digit may be a 1 (62 %) or a 4 (37 %)", "the 3rd digit may be a 1 (62 %) or a 4 (37 %)", "it may have 2 digits: 14 (37 %)"],
    ],
    [
      "ink that is no digit",
      line([{ "": 0.9, 7: 0.1 }, ...sure("12"), { "": 0.8, 1: 0.2 }]),
      "digits",
      ["it may have 3 digits: 121 (18 %)", "there is ink at the start that is no digit", "there is ink at the end that is no digit"],
    ],
  ])("says why a person should look: %s", (_, lattice, spec, wanted) => {
    const { status, reasons } = read(lattice, spec);
    expect(status).toBe("review");
    expect(reasons).toEqual(expect.arrayContaining(wanted));
  });

  it("accepts none of its digits where ink is left over, and each by itself where something else keeps it back", () => {
    const digits = calibrateReadings(Array(1000).fill(0.999), Array(1000).fill(1));
    const asRead = (lattice: Lattice) =>
      readLattice(lattice, fieldOf({ kind: "digits", separators: "/" }), { digits, isFree: true, maxError: 0.05 });
    const statuses = (lattice: Lattice) => asRead(lattice).digits.map(({ status }) => status);
    const edge = { left: 30, top: 0, right: 34, bottom: 20 };
    expect(statuses(line(sure("713")))).toEqual(["accepted", "accepted", "accepted"]);
    expect(statuses({ ...line(sure("713")), aside: [edge] })).toEqual(["review", "review", "review"]);
    const parted = line([...sure("8"), { "/": 0.9999, "": 0.0001 }, ...sure("3")]);
    expect([asRead(parted).status, ...statuses(parted)]).toEqual(["review", "accepted", "accepted"]);
  });

  describe("of which nobody said what it is", () => {
    const free = (text: string) => {
      const places = Array.from(
        text,
        (one): Probabilities => (/\d/.test(one) ? (sure(one)[0] as Probabilities) : { [one]: 0.9999, "": 0.0001 }),
      );
      return readLattice(line(places), fieldOf({ kind: "digits", separators: ".,-=/()$x+#*" }), { isFree: true, maxError: 0.05 });
    };

    it("is never accepted with a sign among its digits that a minus may be, or that parts them", () => {
      for (const [text, sign] of [
        ["8-713", "-"],
        ["8/3", "/"],
        ["12+7", "+"],
        ["3x25", "x"],
        ["8.-713", "-"],
      ] as const) {
        const { status, reasons, confidence } = free(text);
        expect([text, status]).toEqual([text, "review"]);
        expect(reasons[0]).toBe(`a "${sign}" stands between digits, and no field says what it means`);
        expect(confidence).toBeGreaterThan(0.95);
      }
      expect(free("-713").reasons[0]).toBe('a "-" stands before the digits and may be a minus');
    });

    it("is accepted with what stands around a number", () => {
      for (const text of ["713", "713.-", "$713", "713=", "(713)", "7.13", "#713*"])
        expect([text, free(text).status]).toEqual([text, "accepted"]);
    });

    it("is not accepted where ink between its digits is as likely a dash as nothing", () => {
      const between = (dash: number) => line([...sure("8"), { "": 1 - dash, "-": dash }, ...sure("7")]);
      const status = (dash: number) =>
        readLattice(between(dash), fieldOf({ kind: "digits", separators: "-" }), { isFree: true, maxError: 0.05 });
      expect(status(0.1)).toMatchObject({ status: "review", reasons: expect.arrayContaining(["ink among the digits may be a minus"]) });
      expect(status(0.01).status).toBe("accepted");
    });

    it("is accepted as a field that admits the sign", () => {
      const dashed = line([...sure("8"), { "-": 1 }, ...sure("713")]);
      expect(read(dashed, { kind: "digits", separators: "-" })).toMatchObject({ text: "8713", status: "accepted" });
      expect(read(dashed, "digits").status).toBe("review"); // which admits none
    });
  });

  it("is accepted from a confidence of 99.5 % on, unless told", () => {
    const status = (right: number) => read(line([{ 7: right, 1: 1 - right }]), "digits").status;
    expect([status(0.9951), status(0.9949)]).toEqual(["accepted", "review"]);
  });

  it("is accepted at the very confidence from which on a calibration proves enough", () => {
    const calibration = calibrateReadings(new Array(200).fill(1), new Array(200).fill(1));
    const { status, confidence } = readLattice(line([{ 7: 1 }]), fieldOf("digits"), { maxError: 0.05, calibration });
    expect(status).toBe("accepted");
    expect(confidence).toBeCloseTo(200.5 / 201, 9);
  });

  it("tells of a digit from a doubt of 5 % on, and of what else it may be from 3 % on", () => {
    const reasons = (right: number, other: number) => read(line([{ 7: right, 1: other, 2: 1 - right - other }]), "digits").reasons;
    expect(reasons(0.94, 0.035)).toContain("the 1st digit may be a 7 (94 %) or a 1 (4 %)");
    expect(reasons(0.94, 0.025)).not.toContainEqual(expect.stringContaining("a 1"));
    expect(reasons(0.94, 0.025)).toContain("the 1st digit may be a 7 (94 %) or a 2 (4 %)");
    expect(reasons(0.949, 0.0255)).toContain("the 1st digit may be a 7 (95 %)");
    expect(reasons(0.951, 0.02)).toEqual(["it is right with a probability of 95.1 %, too little for at most 0.5 % of errors"]);
  });

  it("says that the field is missed where that is likelier than not", () => {
    // 18 has the right check digit and 13 has not. That the ink is a number with a check digit has the odds of 0.98 * 10 * share to 0.02.
    const reasons = (share: number) => read(line([{ 1: 1 }, { 8: share, 3: 1 - share }]), "luhn").reasons;
    const missed = "the check digit fits none of the likely readings";
    expect(reasons(0.0021)).not.toContain(missed);
    expect(reasons(0.002)).toContain(missed);
  });

  it("says how sure it is where nothing stands out", () => {
    expect(read(line(sure("123")), "digits", 0.0001).reasons).toEqual([
      "it is right with a probability of 99.97 %, too little for at most 0.01 % of errors",
    ]);
    const few = calibrateReadings([0.9, 0.95], [1, 1]);
    const { reasons, confidence } = readLattice(line(sure("123")), fieldOf("digits"), { calibration: few });
    expect(reasons).toEqual(["what is known of the reader is too little to promise at most 0.5 % of errors"]);
    expect(confidence).toBeCloseTo(2.5 / 3, 9);
  });
});
