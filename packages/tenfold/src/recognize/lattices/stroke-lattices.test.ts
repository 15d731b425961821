import { describe, expect, it } from "vitest";
import type { DigitLook } from "../looks/digit-look.js";
import { strokeLattices } from "./stroke-lattices.js";

/** The same of everything: each digit 0.05, no digit 0.5. */
const SCORES = Float32Array.from({ length: 11 }, (_, of) => Math.log(of < 10 ? 0.05 : 0.5));
const look: DigitLook = async (_, n) => Float32Array.from({ length: n * 11 }, (_, at) => SCORES[at % 11] as number);

/** Upright strokes' boxes: a line from the upper left corner to the lower right one, 100 high. */
const made = async (...columns: readonly (readonly [left: number, right: number])[]) => {
  const [lattice] = await strokeLattices({ strokes: columns.map(([left, right]) => [left, 0, right, 100]) }, look);
  const { cuts = 0, pieces = [] } = lattice ?? {};
  return { cuts, pieces, spans: pieces.map(({ from, to }) => `${from}-${to}`) };
};

describe("strokeLattices", () => {
  it("puts strokes into one group that share half of the narrower one's width", async () => {
    expect((await made([0, 20], [10, 30])).cuts).toBe(1);
    expect((await made([0, 20], [10.5, 30.5])).cuts).toBe(2);
    expect((await made([0, 40], [35, 45])).cuts).toBe(1);
  });

  it("makes a digit of up to three groups that are up to 1.6 heights wide together", async () => {
    const { spans } = await made([0, 10], [20, 30], [40, 50], [60, 70]);
    expect(spans).toEqual(["0-1", "0-2", "0-3", "1-2", "1-3", "1-4", "2-3", "2-4", "3-4"]);
    expect((await made([0, 20], [140, 160])).spans).toContain("0-2");
    expect((await made([0, 20], [141, 161])).spans).not.toContain("0-2");
    expect((await made([0, 300])).spans).toEqual(["0-1"]);
  });

  it("takes a gap of 0.02 heights for as likely inside a digit as between two, and one of 0.1 for e times likelier between", async () => {
    const belongs = async (gap: number) => {
      const { pieces } = await made([0, 20], [20 + gap, 40 + gap]);
      return pieces.map(({ other }) => Math.exp((other as number) - (SCORES[10] as number)));
    };
    expect(await belongs(2)).toEqual([expect.closeTo(0.5, 6), expect.closeTo(0.5, 6), 1]); // the first, both, the second
    const likely = Math.E / (1 + Math.E);
    expect(await belongs(10)).toEqual([expect.closeTo(likely, 6), expect.closeTo(1 - likely, 6), 1]);
  });

  it("takes one in fifty of what is no digit for a slip of the pen", async () => {
    const { pieces } = await made([0, 20]);
    const nothing = pieces[0]?.symbols.find(({ text }) => text === "")?.score as number;
    expect(Math.exp(nothing)).toBeCloseTo(0.5 * 0.02, 9);
  });
});
