import { describe, expect, it } from "vitest";
import { LINE_CLASSES } from "../../data/class-names.js";
import type { FieldSpec } from "../../fields/field.js";
import { fieldOf } from "../../fields/field-of.js";
import type { Frames } from "../../losses/ctc.js";
import type { Lattice } from "../lattice.js";
import { readLattice } from "./read-lattice.js";

type Shares = Readonly<Record<string, number>>;

/** Ink in pieces side by side, each with what it may be. */
function ink(...places: readonly (string | Shares)[]): Lattice {
  const shares = places.flatMap((place): Shares[] => (typeof place === "string" ? Array.from(place, (one) => ({ [one]: 1 })) : [place]));
  return {
    cuts: shares.length,
    pieces: shares.map((symbols, at) => ({
      ...{ from: at, to: at + 1, box: { left: 10 * at, top: 0, right: 10 * at + 9, bottom: 20 } },
      symbols: Object.entries(symbols).map(([text, share]) => ({ text, score: Math.log(share) })),
    })),
  };
}

/** What a network for lines hears: a text, each character for sure with a blank behind it; only digits where it knows no signs. */
function hears(text: string, sure = 0.98, classes = LINE_CLASSES): Frames {
  const known = [...text].filter((one) => classes.includes(one));
  const rest = (1 - sure) / (classes.length - 1);
  const rows = known.flatMap((one) => [one, "blank"]).map((name) => classes.map((other) => (other === name ? sure : rest)));
  return { probabilities: rows.flat(), frames: rows.length, classes: classes.length, blank: 10 };
}

const read = (lattice: Lattice, spec: FieldSpec = "amount", frames?: Frames) =>
  readLattice({ ...lattice, ...(frames && { frames: [frames] }) }, fieldOf(spec), { maxError: 0.02 });

const AN_OLDER_NETWORK = LINE_CLASSES.slice(0, 11);

describe("an amount", () => {
  const point = ink("32", { ",": 0.6, ".": 0.1, "": 0.3 }, "23");

  it("begins its smaller unit where a point or comma is written; its text has a point", () => {
    const { text, value, alternatives } = read(point);
    expect([text, value]).toEqual(["32.23", "3223"]);
    expect(alternatives[0]?.text).toBe("3223.00");
  });

  it("is left half sure by a point that may be dirt, unless a network that knows signs hears it, too", () => {
    const [alone, older, heard] = [
      read(point),
      read(point, "amount", hears("32,23", 0.98, AN_OLDER_NETWORK)),
      read(point, "amount", hears("32,23")),
    ];
    expect([alone.text, older.text, heard.text]).toEqual(["32.23", "32.23", "32.23"]);
    expect(alone.confidence).toBeCloseTo(0.98 * 0.7 + 0.02 * 0.7, 2);
    expect(older.confidence).toBeCloseTo(alone.confidence, 1);
    expect([alone.status, older.status]).toEqual(["review", "review"]);
    expect(heard.confidence).toBeGreaterThan(0.99);
    expect(heard.status).toBe("accepted");
  });

  it("has no smaller unit where neither hears one: dirt it was", () => {
    const { text, confidence } = read(ink("32", { ",": 0.3, "": 0.7 }, "23"), "amount", hears("3223"));
    expect(text).toBe("3223.00");
    expect(confidence).toBeGreaterThan(0.95);
  });

  it("is 330.97 with a dash before the cents, not 33097", () => {
    const dashed = ink("330", { "-": 0.9, "": 0.1 }, "97");
    expect(read(dashed).text).toBe("330.97");
    expect(read(dashed, "amount", hears("330-97"))).toMatchObject({ text: "330.97", status: "accepted" });
  });

  it("does not end in an 8 or a 6 where a point and a stroke are heard", () => {
    const behind = ink("120", { ".": 0.9, "": 0.1 }, { 8: 0.5, "-": 0.3, "": 0.2 });
    expect(read(behind, "amount", hears("1208", 0.98, AN_OLDER_NETWORK)).text).not.toBe("120.00");
    const { text, confidence } = read(behind, "amount", hears("120.-"));
    expect(text).toBe("120.00");
    expect(confidence).toBeGreaterThan(0.98);
    const double = ink("120", { 8: 0.6, "=": 0.3, "": 0.1 });
    expect(read(double, "amount", hears("120="))).toMatchObject({ text: "120.00", status: "accepted" });
  });

  it("keeps its sum with a sign for a currency before it, and with brackets, which no field of amounts knows", () => {
    expect(read(ink({ $: 0.9, 8: 0.1 }, "32.23"), "amount", hears("$32.23"))).toMatchObject({ text: "32.23", status: "accepted" });
    expect(read(ink({ "(": 0.9, 1: 0.1 }, "32.23", { ")": 1 }), "amount", hears("(32.23)"))).toMatchObject({
      text: "32.23",
      status: "accepted",
    });
  });

  it("has the decimals that are written, where it is told so", () => {
    const spec = { kind: "amount", decimals: "written" };
    const texts = ["32", "32,5", "32.23", "1.250,00", "1.250"].map((written) => read(ink(written), spec, hears(written)).text);
    expect(texts).toEqual(["32", "32.5", "32.23", "1250.00", "1250"]);
  });
});

describe("a postal code", () => {
  it("is missed by ink with a dash in it, and by a network that hears one", () => {
    expect(read(ink("902", { "-": 0.3, "": 0.7 }, "10"), "us-zip", hears("902-10"))).toMatchObject({ status: "review" });
    expect(read(ink("90210"), "us-zip", hears("90210")).status).toBe("accepted");
  });
});
