import { describe, expect, it } from "vitest";
import { distanceTo, drawing } from "../../test/drawings.js";
import { inverted } from "../image/picture.js";
import { apply, type Transform } from "../image/transform.js";
import type { Lattice } from "./lattice.js";
import { likeliestWay } from "./likeliest-way.js";
import { latticesOf } from "./picture-lattices.js";
import { waysThrough } from "./ways.js";

/** Knows rings as zeros and upright bars as ones, and nothing else. */
async function look(pictures: Uint8Array, n: number): Promise<Float32Array> {
  const answers = new Float32Array(n * 11).fill(Math.log(0.001));
  for (let at = 0; at < n; at++) {
    const ink = (x: number, y: number) => (pictures[at * 784 + y * 28 + x] as number) > 100;
    const count = pictures.subarray(at * 784, at * 784 + 784).reduce((sum, shade) => sum + (shade > 100 ? 1 : 0), 0);
    const [left, right, top, bottom] = [
      [4, 5, 6].some((x) => ink(x, 14)),
      [21, 22, 23].some((x) => ink(x, 14)),
      [4, 5, 6].some((y) => ink(14, y)),
      [21, 22, 23].some((y) => ink(14, y)),
    ];
    const isRing = left && right && top && bottom && !ink(14, 14);
    const isBar = count < 110 && [5, 10, 14, 18, 22].every((y) => ink(13, y) || ink(14, y));
    answers[at * 11 + (isRing ? 0 : isBar ? 1 : 10)] = Math.log(0.99);
  }
  return answers;
}

/** "00" touching, "1", a point, and a "0", 30 pixels high, on paper of shade `light`, `pattern` darker along some waves. */
function amount({ light = 240, pattern = 0, top = 12, height = 56 } = {}) {
  const bar = [[80, top + 2, 80, top + 28]] as const;
  return drawing({ height, width: 170 }, (x, y) => {
    const ring = [25, 53, 130].some((middle) => Math.abs(Math.hypot(x - middle, y - top - 15) - 13) <= 2);
    if (ring || distanceTo(bar, x, y) <= 2 || Math.hypot(x - 98, y - top - 28) <= 3) return 0.3 * light;
    const wave = Math.abs(((y + 4 * Math.sin(x / 9) + 100) % 9) - 4.5) < 0.8;
    return light - (wave ? pattern : 0);
  });
}

const likeliest = (lattice: Lattice | undefined) => likeliestWay(waysThrough(lattice as Lattice)) ?? [];

const textOf = async (picture: Parameters<typeof latticesOf>[0]) =>
  (await latticesOf(picture, look)).map((lattice) =>
    likeliest(lattice)
      .map(({ text }) => text)
      .join(""),
  );

describe("latticesOf", () => {
  it("reads digits that touch and a point between digits", async () => {
    expect(await textOf(amount())).toEqual(["001.0"]);
  });

  it("reads them on patterned paper and as light ink on dark paper", async () => {
    expect(await textOf(amount({ light: 200, pattern: 70 }))).toEqual(["001.0"]);
    expect(await textOf(inverted(amount()))).toEqual(["001.0"]);
  });

  it("takes away a printed line under them, and one that they stand on", async () => {
    for (const row of [43, 49]) {
      const lined = amount();
      for (let x = 0; x < 170; x++) lined.pixels.fill(110, row * 170 + x, row * 170 + x + 1);
      expect(await textOf(lined)).toEqual(["001.0"]);
    }
  });

  it("reads several lines from top to bottom", async () => {
    const [above, below] = [amount(), amount({ top: 20 })];
    const both = { pixels: new Uint8Array([...above.pixels, ...below.pixels]), height: 112, width: 170 };
    expect(await textOf(both)).toEqual(["001.0", "001.0"]);
  });

  it("finds a digit alone, whose way back leads to where it stands", async () => {
    const ring = drawing({ height: 60, width: 50 }, (x, y) => (Math.abs(Math.hypot(x - 22, y - 33) - 15) <= 2.5 ? 30 : 230));
    const [lattice] = await latticesOf(ring, look);
    const [{ text, piece } = { text: "", piece: undefined }] = likeliest(lattice);
    expect(text).toBe("0");
    const [x, y] = apply(piece?.digit?.toSource as Transform, [14, 14]);
    expect([x, y].map(Math.round)).toEqual([22, 33]);
    expect(piece?.box.left).toBeCloseTo(4.5, -0.5);
    expect(piece?.box.bottom).toBeCloseTo(50.5, -0.5);
  });

  it("gives each way through a line's boundaries and symbols at most a probability of 1", async () => {
    const [lattice] = await latticesOf(amount(), look);
    for (const { symbols } of lattice?.pieces ?? []) {
      expect(symbols.reduce((sum, { score }) => sum + Math.exp(score), 0)).toBeLessThanOrEqual(1.0001);
    }
    expect(likeliest(lattice).reduce((sum, { score }) => sum + score, 0)).toBeLessThanOrEqual(0);
  });

  it("finds nothing on white and black paper, and in a picture of one pixel, and asks nobody", async () => {
    const never = () => Promise.reject(new Error("asked"));
    for (const shade of [0, 255])
      expect(
        await latticesOf(
          drawing({ height: 50, width: 50 }, () => shade),
          never,
        ),
      ).toEqual([]);
    expect(await latticesOf({ pixels: Uint8Array.of(7), height: 1, width: 1 }, never)).toEqual([]);
  });
});
