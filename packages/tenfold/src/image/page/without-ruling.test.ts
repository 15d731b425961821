import { describe, expect, it } from "vitest";
import { distanceTo, drawing, filled, type Sides } from "../../../test/drawings.js";
import { size, written } from "../../../test/written-page.js";
import { connectedComponents } from "../ink/connected-components.js";
import { thresholded } from "../ink/thresholded.js";
import { rulingLines } from "./ruling-lines.js";
import { withoutRuling } from "./without-ruling.js";

describe("ruling lines", () => {
  const lineAt = (x: number) => 100 + 0.01 * x;
  const strokes = [
    [100, 60, 130, 140],
    [200, 60, 200, 103],
    [300, 98, 300, 160],
  ] as const;
  const inkOf = (withLine: boolean) =>
    drawing(size, (x, y) => {
      if (distanceTo(strokes, x, y) < 3) return 255;
      return withLine && x > 20 && x < 580 && Math.abs(y - lineAt(x)) < 2 ? 230 : 0;
    });
  const ink = inkOf(true);
  const mask = thresholded(ink, 128);
  const lines = rulingLines(mask, { length: 150 });

  it("are found through the strokes on them", () => {
    expect(lines).toHaveLength(1);
    const [line] = lines;
    expect(line).toMatchObject({ direction: "horizontal", from: 20 });
    expect(line?.middle.length).toBeGreaterThan(555);
    expect(line?.thickness).toBeCloseTo(4, 0);
    for (const at of [0, 90, 180, 280, 500]) expect(Math.abs((line?.middle[at] as number) - lineAt(20 + at))).toBeLessThan(1.2);
  });

  it("go, and the foot of a 2 that lies along one stays", () => {
    const two = [
      [140, 60, 100, 101],
      [100, 101, 150, 101],
    ] as const;
    const drawn = drawing(size, (x, y) => {
      if (distanceTo(two, x, y) < 3.5) return 255;
      return x > 20 && x < 580 && Math.abs(y - lineAt(x)) < 2 ? 230 : 0;
    });
    const { pixels } = withoutRuling(drawn, thresholded(drawn, 128), lines);
    const footAt = (x: number) => pixels[101 * size.width + x] as number;
    for (let x = 102; x <= 148; x++) expect(footAt(x)).toBe(255);
    for (let x = 160; x <= 560; x++) expect(pixels[Math.round(lineAt(x)) * size.width + x]).toBe(0);
  });

  it("go, and strokes that cross or touch them stay", () => {
    const { pixels } = withoutRuling(ink, mask, lines);
    const wanted = inkOf(false).pixels;
    const lost = wanted.filter((shade, at) => shade === 255 && pixels[at] === 0).length;
    const left = pixels.filter((shade, at) => shade > 0 && wanted[at] === 0).length;
    expect(lost).toBeLessThan(40); // of 1500: the ends on the line, up to its middle
    expect(left).toBeLessThan(40); // of 2200
    const whole = connectedComponents(thresholded({ pixels, ...size }, 128)).filter(({ area }) => area > 10);
    expect(whole.map(({ top, bottom }) => bottom - top).every((height) => height > 40)).toBe(true);
    expect(whole).toHaveLength(3);
  });

  it("are not taken for lines when they are strokes of digits", () => {
    expect(rulingLines(thresholded(written, 128), { length: 100 })).toEqual([]);
  });

  it("form boxes, whose corners go, too", () => {
    const box = drawing(size, (x, y) => {
      const inside = x > 98 && x < 502 && y > 98 && y < 302;
      return inside &&
        (Math.min(Math.abs(x - 100), Math.abs(x - 300), Math.abs(x - 500)) < 2 || Math.min(Math.abs(y - 100), Math.abs(y - 300)) < 2)
        ? 255
        : 0;
    });
    const sides = rulingLines(thresholded(box, 128), { length: 150 });
    expect(sides.map(({ direction }) => direction).sort()).toEqual(["horizontal", "horizontal", "vertical", "vertical", "vertical"]);
    const left = withoutRuling(box, thresholded(box, 128), sides).pixels.filter((shade) => shade > 0).length;
    expect(left).toBeLessThan(30);
  });

  it("go by what stands on them at each place", () => {
    const line: Sides = [0, 10, 40, 13];
    const across: Sides = [4, 0, 8, 24];
    const above: Sides = [14, 0, 18, 13];
    const below: Sides = [22, 10, 26, 24];
    const bump: Sides = [30, 8, 34, 13]; // one pixel beyond the line's soft edge is no stroke
    const mask = filled([line, across, above, below, bump]);
    const ruling = { direction: "horizontal" as const, from: 0, middle: new Float32Array(40).fill(11.5), thickness: 3 };
    const { pixels } = withoutRuling({ ...mask, pixels: mask.pixels.map((ink) => 255 * ink) }, mask, [ruling]);
    const column = (x: number) => Array.from({ length: 24 }, (_, row) => (pixels[row * 40 + x] === 0 ? -1 : row)).filter((row) => row >= 0);
    const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
    expect(column(1)).toEqual([]);
    expect(column(5)).toEqual(rows(0, 24));
    expect(column(15)).toEqual(rows(0, 11)); // up to the middle
    expect(column(23)).toEqual(rows(11, 24));
    expect(column(31)).toEqual([8]);
  });
});
