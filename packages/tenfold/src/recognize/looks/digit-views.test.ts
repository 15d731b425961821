import { describe, expect, it } from "vitest";
import { MOST_DIGIT_VIEWS, seenInViews } from "./digit-views.js";

const SIZE = 28 * 28;

function someDigits(count: number): Uint8Array {
  const pictures = new Uint8Array(count * SIZE);
  for (let at = 0; at < count; at++)
    for (let row = 5; row < 23; row++) pictures.fill(255, at * SIZE + row * 28 + 13, at * SIZE + row * 28 + 15);
  return pictures;
}

describe("seenInViews", () => {
  it("is the look itself without other views", () => {
    const look = async () => new Float32Array(11);
    expect(seenInViews(look, 0)).toBe(look);
  });

  it("shows what is not clear in every view, its ink all there and somewhere else", async () => {
    const shown: Uint8Array[] = [];
    const look = async (pictures: Uint8Array, n: number) => {
      for (let at = 0; at < n; at++) shown.push(pictures.slice(at * SIZE, (at + 1) * SIZE));
      return new Float32Array(n * 11).fill(Math.log(1 / 11));
    };
    await seenInViews(look, MOST_DIGIT_VIEWS)(someDigits(3), 3);
    expect(shown.length).toBe(3 * (1 + MOST_DIGIT_VIEWS));
    const massOf = (pixels: Uint8Array) => pixels.reduce((sum, ink) => sum + ink, 0);
    for (const one of shown) expect(massOf(one) / massOf(shown[0] as Uint8Array)).toBeCloseTo(1, 0);
    expect(new Set(shown.map((row) => row.join())).size).toBe(1 + MOST_DIGIT_VIEWS);
  });

  it("says what is seen on average, probabilities and not their logarithms, and of what is clear what the first look says", async () => {
    let calls = 0;
    const look = async (_: Uint8Array, n: number) => {
      const isFirst = calls++ === 0;
      const sure = isFirst ? [0.9, 0.99999] : new Array<number>(n).fill(0.4);
      return Float32Array.from({ length: n * 2 }, (_, at) =>
        Math.log(at % 2 === 0 ? (sure[at >> 1] as number) : 1 - (sure[at >> 1] as number)),
      );
    };
    const scores = await seenInViews(look, 4)(someDigits(2), 2);
    expect([...scores].map((score) => Math.exp(score).toFixed(5))).toEqual(["0.50000", "0.50000", "0.99999", "0.00001"]);
    expect(calls).toBe(2);
  });
});
