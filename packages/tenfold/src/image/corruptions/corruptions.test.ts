import { describe, expect, it } from "vitest";
import { rng } from "../../engine/rng.js";
import { corrupt } from "./corrupt.js";
import type { CorruptionName } from "./corruptions.js";
import { poisson } from "./distributions.js";
import { addLine } from "./ink-line.js";
import { warp } from "./warp.js";

type Draw = (row: number, column: number) => number;

/** `count` times the same picture, 28 by 28 unless told, of which `ink` tells each pixel. */
function pictures(ink: Draw, count = 1, [height, width] = [28, 28] as readonly [number, number]) {
  const size = height * width;
  const pixels = Uint8Array.from({ length: count * size }, (_, i) => ink(Math.floor((i % size) / width), i % width));
  return { count, height, width, channels: 1, pixels };
}

const spoil = (name: CorruptionName, ink: Draw, count = 1) => corrupt(pictures(ink, count), name, { seed: 11 });
const mean = (pixels: Uint8Array) => pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
const share = (pixels: Uint8Array, value: number) => pixels.filter((pixel) => pixel === value).length / pixels.length;
const inkAt = (pixels: Uint8Array) => Array.from(pixels.keys()).filter((i) => pixels[i] !== 0);
const point = (row: number, column: number) => (y: number, x: number) => (y === row && x === column ? 255 : 0);
const square = (y: number, x: number) => (y >= 8 && y < 20 && x >= 8 && x < 20 ? 255 : 0);

describe("noise", () => {
  it("counts photons: thirds of full ink, right on average, none on paper", () => {
    const gray = spoil("shot_noise", () => 128, 50);
    expect(new Set(gray)).toEqual(new Set([0, 85, 170, 255]));
    // 255 · E[min(k, 3)] / 3 for a Poisson k of mean 3 · 128 / 255
    const [p0, p1, p2] = [1, 1.50588, 1.50588 ** 2 / 2].map((part) => part * Math.exp(-1.50588)) as [number, number, number];
    expect(mean(gray)).toBeCloseTo(85 * (3 - 3 * p0 - 2 * p1 - p2), -0.5);
    expect(inkAt(spoil("shot_noise", () => 0))).toEqual([]);
  });

  it.each([0.5, 4, 29, 31, 300])("draws Poisson numbers of mean and variance %f", (wanted) => {
    const random = rng(3);
    const drawn = Array.from({ length: 20000 }, () => poisson(random, wanted));
    const average = drawn.reduce((sum, k) => sum + k, 0) / drawn.length;
    const variance = drawn.reduce((sum, k) => sum + (k - average) ** 2, 0) / drawn.length;
    expect(Math.abs(average / wanted - 1)).toBeLessThan(0.03);
    expect(Math.abs(variance / wanted - 1)).toBeLessThan(0.05);
  });

  it("loses 17 % of the pixels, half to ink and half to paper", () => {
    const gray = spoil("impulse_noise", () => 100, 50);
    expect(share(gray, 100)).toBeCloseTo(0.83, 2);
    expect(share(gray, 255)).toBeCloseTo(0.085, 2);
    expect(share(gray, 0)).toBeCloseTo(0.085, 2);
  });
});

describe("blur", () => {
  it("keeps the ink there is, away from the edges", () => {
    const before = mean(pictures(square).pixels);
    expect(Math.abs(mean(spoil("glass_blur", square, 30)) - before)).toBeLessThan(1);
    expect(
      Math.abs(mean(spoil("motion_blur", (y, x) => (y > 9 && y < 18 && x > 18 && x < 21 ? 255 : 0), 30)) - (8 * 2 * 255) / 784),
    ).toBeLessThan(0.5);
  });

  it("moves ink through glass up and left, but down and right by a pixel a pass at most", () => {
    for (const i of inkAt(spoil("glass_blur", point(14, 14), 40))) {
      const [y, x] = [Math.floor((i % 784) / 28), i % 28];
      expect(x).toBeLessThanOrEqual(14 + 2);
      expect(y).toBeLessThanOrEqual(14 + 2 + 3 + 3); // and down the columns, each blur reaches 3 pixels
    }
  });

  it("trails a point to the left, up to 45 degrees up or down, fading away from it", () => {
    const blurred = spoil("motion_blur", point(14, 20), 20);
    for (const i of inkAt(blurred)) {
      const [y, x] = [Math.floor((i % 784) / 28), i % 28];
      expect(x).toBeLessThanOrEqual(20);
      expect(Math.abs(y - 14)).toBeLessThanOrEqual(20 - x);
    }
    // The first weight of half a Gaussian of 3 pixels, cut off at 21: 1 / (1 + Σ e^(-k²/18)) = 0.2348
    for (let index = 0; index < 20; index++) expect(blurred[index * 784 + 14 * 28 + 20]).toBe(60);
  });
});

describe("shape", () => {
  it("moves by 3 pixels up or down and left or right, all four ways", () => {
    const moved = spoil("translate", point(14, 14), 60);
    const places = new Set(inkAt(moved).map((i) => i % 784));
    expect([...places].sort((a, b) => a - b)).toEqual([11 * 28 + 11, 11 * 28 + 17, 17 * 28 + 11, 17 * 28 + 17]);
    expect(inkAt(moved)).toHaveLength(60);
  });

  it("turns by a right angle without loss", () => {
    const from = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    const turned = new Uint8ClampedArray(9);
    warp(from, turned, { height: 3, width: 3 }, [0, 1, -1, 0]);
    expect(Array.from(turned)).toEqual([3, 6, 9, 2, 5, 8, 1, 4, 7]); // a quarter to the left
  });

  it("turns by 0.4 radians to either side: where the end of a stroke gets to", () => {
    const bar = (y: number, x: number) => (Math.abs(y - 13.5) < 1 && x >= 13 && x < 24 ? 255 : 0);
    const angles = new Set<string>();
    const turned = spoil("rotate", bar, 20);
    for (let index = 0; index < 20; index++) {
      const [y, x] = centerOfInk(turned.subarray(index * 784, (index + 1) * 784));
      const angle = Math.atan2(y - 13.5, x - 13.5);
      expect(Math.abs(angle)).toBeCloseTo(0.4, 1);
      angles.add(Math.sign(angle) > 0 ? "right" : "left");
    }
    expect(angles.size).toBe(2);
  });

  it("shrinks a square about the center to 70 %", () => {
    const small = spoil("scale", square);
    // Columns 10 to 17 show 13.5 ± 5 and nearer, within the square; 9 and 18 show 13.5 ± 6.43, 0.07 before its soft edge's end.
    const row = [...Array(9).fill(0), 18, ...Array(8).fill(255), 18, ...Array(9).fill(0)];
    expect(Array.from(small.subarray(14 * 28, 15 * 28))).toEqual(row);
    expect(Array.from({ length: 28 }, (_, y) => small[y * 28 + 14])).toEqual(row);
  });

  it("leans an upright stroke by 0.4 radians to either side", () => {
    const sheared = spoil("shear", (y, x) => (Math.abs(x - 13.5) < 1 && y >= 4 && y < 24 ? 255 : 0), 20);
    const sides = new Set<number>();
    for (let index = 0; index < 20; index++) {
      const picture = sheared.subarray(index * 784, (index + 1) * 784);
      const top = centerOfInk(picture.map((ink, i) => (i < 14 * 28 ? ink : 0)));
      const lean = (top[1] - 13.5) / (13.5 - top[0]);
      expect(Math.abs(lean)).toBeCloseTo(Math.sin(0.4), 1);
      sides.add(Math.sign(lean));
    }
    expect(sides.size).toBe(2);
  });
});

function centerOfInk(pixels: Uint8Array): [number, number] {
  let [sum, down, across] = [0, 0, 0];
  for (const [i, ink] of pixels.entries()) {
    sum += ink;
    down += ink * Math.floor(i / 28);
    across += ink * (i % 28);
  }
  return [down / sum, across / sum];
}

describe("light", () => {
  it("adds half of full ink to every pixel and never puts a darker pixel above a brighter one", () => {
    const ramp = spoil("brightness", (y, x) => Math.min(255, y * 28 + x));
    for (let ink = 0; ink < 255; ink++) {
      expect(Math.abs((ramp[ink] as number) - Math.min(255, ink + 127.5))).toBeLessThanOrEqual(0.5);
      expect(ramp[ink + 1]).toBeGreaterThanOrEqual(ramp[ink] as number);
    }
  });

  it("inverts the first and the last 7 of 28 columns and leaves the stripe between", () => {
    const striped = spoil("stripe", () => 200);
    expect(Array.from(striped.subarray(0, 28))).toEqual([...Array(7).fill(55), ...Array(14).fill(200), ...Array(7).fill(55)]);
  });

  it("fogs: paper gets brighter, ink keeps a quarter of its contrast and no more than its light", () => {
    const fogged = spoil("fog", square, 30);
    const paper = fogged.filter((_, i) => square(Math.floor((i % 784) / 28), i % 28) === 0);
    const ink = fogged.filter((_, i) => square(Math.floor((i % 784) / 28), i % 28) !== 0);
    expect(mean(paper)).toBeGreaterThan(60);
    expect(Math.max(...paper)).toBeLessThanOrEqual(192); // 3 / (1 + 3) of 255
    expect(Math.abs(mean(ink) - mean(paper) - 255 / 4)).toBeLessThan(6);
    expect(inkAt(spoil("fog", () => 0))).toEqual([]); // nothing to light it
  });
});

describe("things in front", () => {
  it("covers paper and ink with mud of a quarter ink, in patches", () => {
    const [paper, ink] = [spoil("spatter", () => 0, 30), spoil("spatter", () => 255, 30)];
    const covered = inkAt(paper).length / paper.length;
    expect(covered).toBeGreaterThan(0.05);
    expect(covered).toBeLessThan(0.3);
    expect(Math.min(...ink)).toBeGreaterThanOrEqual(63);
    for (const [i, mud] of paper.entries()) {
      if (mud === 0) expect(ink[i]).toBe(255);
      else expect(mud).toBeGreaterThanOrEqual(50); // 0.8 of 63
    }
  });

  it("dots: two columns without and two with, the last one never", () => {
    const dotted = spoil("dotted_line", () => 0);
    const columns = new Set(inkAt(dotted).map((i) => i % 28));
    expect([...columns].sort((a, b) => a - b)).toEqual([2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23, 26]);
  });

  it("zigzags from column 2 to column 25 over a few rows", () => {
    const crossed = spoil("zigzag", () => 0, 40);
    for (let index = 0; index < 40; index++) {
      const places = inkAt(crossed.subarray(index * 784, (index + 1) * 784));
      const columns = places.map((i) => i % 28);
      expect(Math.min(...columns)).toBeGreaterThanOrEqual(2);
      expect(Math.max(...columns)).toBeLessThanOrEqual(25);
      const rows = places.map((i) => Math.floor(i / 28));
      expect(Math.max(...rows) - Math.min(...rows)).toBeLessThanOrEqual(14);
    }
  });

  it("draws a stroke as worked out by hand", () => {
    const target = new Uint8ClampedArray(5 * 3);
    addLine(target, { height: 5, width: 3 }, { fromRow: 2, fromColumn: 0, toRow: 2, toColumn: 2 }, { ink: 1, reach: 2.3 });
    const beside = Math.round(255 * (1 + Math.log(1 - 1 / 2.3))); // two pixels away the share is negative
    expect(beside).toBe(110);
    expect(Array.from(target)).toEqual([0, 0, 0, beside, beside, 0, 255, 255, 0, beside, beside, 0, 0, 0, 0]);
  });
});

describe("canny_edges", () => {
  it("draws the outline of a square: full ink, thin, nothing within or without", () => {
    const edges = spoil("canny_edges", square);
    expect(new Set(edges)).toEqual(new Set([0, 255]));
    for (const i of inkAt(edges)) {
      const [y, x] = [Math.floor(i / 28) - 13.5, (i % 28) - 13.5];
      expect([5.5, 6.5]).toContain(Math.max(Math.abs(y), Math.abs(x))); // the step lies between 7 and 8
    }
    // Each side is found; where two pixels on either side of the step are equally steep both stay, as in scikit-image.
    const row14 = inkAt(edges.subarray(14 * 28, 15 * 28));
    expect(row14.length).toBeGreaterThanOrEqual(2);
    expect(row14.length).toBeLessThanOrEqual(4);
  });

  it("finds nothing on flat paper, and forgets faint edges unless they hang together with strong ones", () => {
    expect(inkAt(spoil("canny_edges", () => 255))).toEqual([]);
    const step =
      (height: number): Draw =>
      (_, x) =>
        x < 14 ? 0 : height;
    expect(inkAt(spoil("canny_edges", step(12)))).toEqual([]); // steepest: 4 · 12 / 255 · 0.64 = 0.12
    expect(inkAt(spoil("canny_edges", step(40))).length).toBeGreaterThan(0); // 0.4
    const fading: Draw = (y, x) => (x < 14 ? 0 : Math.max(12, 60 - 4 * y));
    expect(inkAt(spoil("canny_edges", fading)).some((i) => Math.floor(i / 28) > 20)).toBe(true);
  });
});
