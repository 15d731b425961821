import { beforeAll, describe, expect, it } from "vitest";
import { type DrawnDigit, flagsAndBars } from "../../../test/flags-and-bars.js";
import type { HandParameters } from "../../hands/hand-parameters.js";
import { loadHands } from "../../hands/load-hands.js";
import type { Lattice, Piece } from "../lattice.js";
import { latticesByHand } from "./read-by-hand.js";
import { digitScores, shownApart } from "./shown-pieces.js";

let parameters: HandParameters;

beforeAll(async () => {
  parameters = await loadHands();
});

const NOTHING = { text: "", score: Math.log(0.02) };

/** A digit in a cell of 30 x 30 pixels. */
function pieceOf({ pixels, scores }: DrawnDigit, at: number): Piece {
  const symbols = [...Array.from(scores, (score, digit) => ({ text: String(digit), score })), NOTHING];
  return {
    from: at,
    to: at + 1,
    box: { left: 30 * at, top: 0, right: 30 * at + 30, bottom: 30 },
    digit: { pixels, height: 28, width: 28, toSource: [1, 0, 0, 0, 1, 0, 0, 0, 1] },
    symbols: symbols.sort((one, other) => other.score - one.score),
    other: NOTHING.score,
  };
}

function row(digits: readonly DrawnDigit[]): Lattice {
  return { cuts: digits.length, pieces: digits.map(pieceOf) };
}

const shownOf = (lattice: Lattice) => ({ lattice, shown: shownApart(lattice) });
const firstOf = ({ pieces }: Lattice) => pieces[0]?.symbols[0]?.text;

describe("latticesByHand", () => {
  it("reads a flag as a 1 by what other rows show of the hand, of nearly every writer", () => {
    const right = Array.from({ length: 12 }, (_, seed) => flagsAndBars(seed)).filter((digits) => {
      const rows = [row(digits.slice(0, 2)), row(digits.slice(2))];
      expect(firstOf(rows[0] as Lattice)).toBe("7");
      const { lattices, from } = latticesByHand(rows.map(shownOf), { parameters, hand: "auto" }) ?? { lattices: [], from: 0 };
      expect(from).toBe(22); // of 24 that are digits with 0.93 on average
      return firstOf(lattices[0] as Lattice) === "1";
    });
    expect(right.length).toBeGreaterThanOrEqual(9);
  });

  it("leaves what ink may be beside digits as probable as it was, and the likeliest first", () => {
    const lattice = row(flagsAndBars(6));
    const [weighed] = latticesByHand([shownOf(lattice)], { parameters, hand: "one" })?.lattices ?? [];
    expect(weighed?.pieces).toHaveLength(24);
    for (const [at, piece] of weighed?.pieces.entries() ?? []) {
      const scores = piece.symbols.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((one, other) => other - one));
      expect(piece.symbols.find(({ text }) => text === "")).toEqual(NOTHING);
      const sum = (of: Piece) => digitScores(of).reduce((all, score) => all + Math.exp(score), 0);
      expect(sum(piece)).toBeCloseTo(sum(lattice.pieces[at] as Piece), 9);
    }
  });

  it("weighs other views of the same ink, too, which are no witnesses to it", () => {
    const digits = flagsAndBars(6);
    const lattice = { ...row(digits), views: [row(digits)] };
    const [weighed] = latticesByHand([shownOf(lattice)], { parameters, hand: "one" })?.lattices ?? [];
    expect(weighed?.views?.[0]?.pieces).toEqual(weighed?.pieces);
    expect(weighed?.pieces).not.toEqual(lattice.pieces);
  });

  it("makes nothing of ink without digits, nor of a digit alone where it is to tell by itself", () => {
    const blank: Lattice = { cuts: 1, pieces: [{ from: 0, to: 1, box: { left: 0, top: 0, right: 9, bottom: 9 }, symbols: [NOTHING] }] };
    expect(latticesByHand([], { parameters, hand: "one" })).toBeUndefined();
    expect(latticesByHand([shownOf(blank)], { parameters, hand: "one" })).toBeUndefined();
    expect(latticesByHand([shownOf(row(flagsAndBars(1, 1)))], { parameters, hand: "auto" })).toBeUndefined();
  });
});
