import { describe, expect, it } from "vitest";
import { distanceTo, drawing, seven } from "../../../test/drawings.js";
import { apply, type Point } from "../../image/geometry/transform.js";
import { connectedComponents } from "../../image/ink/connected-components.js";
import { leveledLine, lineSkew } from "./level-line.js";

/** So many sevens 40 pixels high in a line that falls by some degrees, dark on light. */
function line(count: number, degrees: number) {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const sevens = Array.from({ length: count }, (_, at) => seven(32 * (at - count / 2), -20, 40)).flat();
  const turn = ([x, y]: Point): Point => [200 + cos * x - sin * y, 200 + sin * x + cos * y];
  const strokes = sevens.map(([ax, ay, bx, by]) => [...turn([ax, ay]), ...turn([bx, by])] as [number, number, number, number]);
  return drawing({ height: 400, width: 400 }, (x, y) => (distanceTo(strokes, x, y) < 2.5 ? 40 : 220));
}
const inkOf = (gray: ReturnType<typeof line>) =>
  connectedComponents({ ...gray, pixels: gray.pixels.map((shade) => (shade < 100 ? 1 : 0)) });

describe("lineSkew", () => {
  it.each([-35, -20, 20, 35])("is that of a line of five digits that falls by %d degrees, within 4", (degrees) => {
    expect(Math.abs(lineSkew(inkOf(line(5, degrees))) - degrees)).toBeLessThan(4);
  });

  it("is 0 of two digits, of which one may stand lower, as a 9 beside a 0, and of one alone", () => {
    for (const degrees of [-35, -15, 15, 35]) expect(lineSkew(inkOf(line(2, degrees)))).toBe(0);
    for (const degrees of [-30, 20, 35]) expect(lineSkew(inkOf(line(1, degrees)))).toBe(0);
  });

  it("is 0 of a digit with specks far off", () => {
    const gray = line(1, 0);
    for (const [x, y] of [
      [390, 260],
      [20, 130],
    ] as const)
      for (let row = y; row < y + 4; row++) gray.pixels.fill(40, row * 400 + x, row * 400 + x + 4);
    expect(lineSkew(inkOf(gray))).toBe(0);
  });

  it("is 0 of a line that is about level and of nothing", () => {
    for (const degrees of [-5, 0, 5]) expect(lineSkew(inkOf(line(5, degrees)))).toBe(0);
    expect(lineSkew([])).toBe(0);
  });
});

it("turns the picture about its middle, all of it, and knows the way back", () => {
  const slanted = line(5, 35);
  const level = leveledLine(slanted, inkOf(slanted));
  if (!level) throw new Error("it was taken for level");
  const { gray, toSource } = level;
  expect(gray.width).toBeGreaterThan(500);
  const [x, y] = apply(toSource, [gray.width / 2, gray.height / 2]);
  expect(Math.hypot(x - 200, y - 200)).toBeLessThan(1);
  const ink = inkOf(gray);
  const heights = ink.filter(({ area }) => area > 20).map(({ top, bottom }) => (top + bottom) / 2);
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(14);
  expect(leveledLine(line(5, 0), inkOf(line(5, 0)))).toBeUndefined();
});

it("leaves a long strip as it is, which would become a square many times as large", () => {
  const { pixels, height, width } = line(5, 35);
  const strip = { pixels: new Uint8Array(height * 20_000).fill(220), height, width: 20_000 };
  for (let row = 0; row < height; row++) strip.pixels.set(pixels.subarray(row * width, (row + 1) * width), row * strip.width);
  expect(lineSkew(inkOf(strip))).toBeGreaterThan(30);
  expect(leveledLine(strip, inkOf(strip))).toBeUndefined();
});
