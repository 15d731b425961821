import { describe, expect, it } from "vitest";
import { LINE_CLASSES } from "../../data/class-names.js";
import { fieldOf } from "../../fields/field-of.js";
import type { Lattice, Piece } from "../lattice.js";
import { withPassedOver } from "./passed-over.js";

const box = { left: 0, top: 0, right: 1, bottom: 1 };
const piece = (at: number, shares: Readonly<Record<string, number>>): Piece => ({
  ...{ from: at, to: at + 1, box },
  symbols: Object.entries(shares).map(([text, share]) => ({ text, score: Math.log(share) })),
});
const lattice: Lattice = {
  cuts: 3,
  pieces: [piece(0, { $: 0.9, "": 0.05, 8: 0.05 }), piece(1, { 7: 1 }), piece(2, { "-": 0.9, "": 0.1 })],
};
const symbolsAt = (at: number, field: string) =>
  Object.fromEntries(withPassedOver(lattice, fieldOf(field)).pieces[at]?.symbols.map(({ text, score }) => [text, Math.exp(score)]) ?? []);
const about = (share: number) => expect.closeTo(share, 9);

describe("what a field passes over", () => {
  it("is a sign around a number that it does not know: it stands for nothing", () => {
    expect(symbolsAt(0, "us-zip")).toEqual({ "": about(0.95), 8: about(0.05) });
    expect(symbolsAt(0, "amount")).toEqual({ $: about(0.9), "": about(0.05), 8: about(0.05) });
  });

  it("is no dash, stroke or plus: they change a number, and ink that has one misses the field", () => {
    expect(symbolsAt(2, "us-zip")).toEqual({ "-": about(0.9), "": about(0.1) });
  });

  it("is not heard, nor is a point that it does not know", () => {
    const row = (shares: Readonly<Record<string, number>>) => LINE_CLASSES.map((name) => shares[name] ?? 0);
    const probabilities = [...row({ $: 0.5, "-": 0.2, ".": 0.2, 3: 0.1 })];
    const frames = { probabilities, frames: 1, classes: LINE_CLASSES.length, blank: 10 };
    const heard = (field: string) => {
      const { probabilities = [] } = withPassedOver({ ...lattice, frames: [frames] }, fieldOf(field)).frames?.[0] ?? {};
      return Object.fromEntries(LINE_CLASSES.map((name, at) => [name, probabilities[at]]).filter(([, share]) => share !== 0));
    };
    expect(heard("us-zip")).toEqual({ 3: 0.1, blank: expect.closeTo(0.7, 9), "-": 0.2 });
    expect(heard("amount")).toEqual({ 3: 0.1, $: 0.5, "-": 0.2, ".": 0.2 });
  });

  it("leaves frames that know digits alone as they are", () => {
    const frames = { probabilities: Array.from({ length: 11 }, () => 1 / 11), frames: 1, classes: 11, blank: 10 };
    expect(withPassedOver({ ...lattice, frames: [frames] }, fieldOf("us-zip")).frames?.[0]).toBe(frames);
  });
});
