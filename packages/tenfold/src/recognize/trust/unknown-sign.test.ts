import { describe, expect, it } from "vitest";
import { fieldOf } from "../../fields/field-of.js";
import type { Lattice, Piece } from "../lattice.js";
import { readLattice } from "./read-lattice.js";

/** A line of sure digits; "X" is ink that looks like no digit, and a little like an 8. */
function line(text: string): Lattice {
  const pieces = Array.from(text, (sign, from): Piece => {
    const box = { left: 10 * from, top: 0, right: 10 * from + 10, bottom: 20 };
    const chances: [string, number][] =
      sign === "X"
        ? [
            ["8", 0.02],
            ["", 0.005],
          ]
        : [
            [sign, 0.999],
            [sign === "0" ? "6" : "0", 0.0009],
          ];
    const symbols = chances.map(([text, chance]) => ({ text, score: Math.log(chance) }));
    return { from, to: from + 1, box, symbols, other: Math.log(sign === "X" ? 0.95 : 0.0001) };
  });
  return { cuts: text.length, pieces };
}

const read = (text: string, spec: Parameters<typeof fieldOf>[0], maxError = 0.2) => readLattice(line(text), fieldOf(spec), { maxError });

describe("an X for ten", () => {
  const guess = "the last sign is no digit and taken for an X because the check digit asks for one; the reader knows no letters";

  it("is proposed where the last sign is no digit and the check digit asks for one, and always left to a person", () => {
    const issn = { kind: "mod-11", weights: [8, 7, 6, 5, 4, 3, 2, 1], x: true };
    for (const [text, spec] of [
      ["080442957X", "isbn-10"],
      ["2434561X", issn],
    ] as const) {
      expect(read(text, spec)).toMatchObject({ text, status: "review", reasons: [guess] });
    }
  });

  it("is no digit's place: one is accepted there only where it is seen", () => {
    expect(read("0306406152", "isbn-10")).toMatchObject({ text: "0306406152", status: "accepted" });
    const wrong = read("030640615X", "isbn-10"); // the check digit is a 2
    expect(wrong.status).toBe("review");
    expect(wrong.reasons.length).toBeGreaterThan(0);
  });

  it("is none of other fields'", () => {
    for (const spec of ["digits", "amount", { kind: "mod-11" }] as const) expect(read("943476591X", spec).text).not.toContain("X");
  });

  it("may be accepted from a lattice that knows it", () => {
    const { cuts, pieces } = line("080442957X");
    const last = pieces.at(-1) as Piece;
    const known = { cuts, pieces: [...pieces.slice(0, -1), { ...last, symbols: [{ text: "X", score: Math.log(0.999) }] }] };
    expect(readLattice(known, fieldOf("isbn-10"))).toMatchObject({ text: "080442957X", status: "accepted", reasons: [] });
  });
});
