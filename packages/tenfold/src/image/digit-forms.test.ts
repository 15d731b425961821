import { describe, expect, it } from "vitest";
import { distanceTo, drawing, seven } from "../../test/drawings.js";
import { UsageError } from "../errors.js";
import { inkBox, normalizeDigit } from "./normalize-digit.js";
import type { Gray } from "./picture.js";
import { renderStrokes } from "./render-strokes.js";
import { apply } from "./transform.js";

const drawn = (radius: number, height = 60, size = { height: 150, width: 120 }) =>
  drawing(size, (x, y) => 255 * Math.min(Math.max(radius + 0.5 - distanceTo(seven(40, 50, height), x, y), 0), 1));

function centerOfMass({ pixels, width }: Gray): [number, number] {
  let [mass, across, down] = [0, 0, 0];
  for (const [at, ink] of pixels.entries()) {
    mass += ink;
    across += ink * ((at % width) + 0.5);
    down += ink * (Math.floor(at / width) + 0.5);
  }
  return [across / mass, down / mass];
}

describe("normalizeDigit", () => {
  it("fills a box of 20 of 28 pixels, its center of mass in the middle, its strongest ink 255", () => {
    const digit = normalizeDigit(drawn(3));
    const box = inkBox(digit, 100);
    expect(box && box.bottom - box.top).toBe(20);
    expect(box && Math.abs(box.right - box.left - 20 * (42 / 66))).toBeLessThan(1.6);
    const [x, y] = centerOfMass(digit);
    expect([Math.abs(x - 14.5), Math.abs(y - 14.5)].every((off) => off <= 0.5)).toBe(true);
    expect(Math.max(...digit.pixels)).toBe(255);
  });

  it("tells the way back to the page", () => {
    const digit = normalizeDigit(drawn(3));
    const [x, y] = centerOfMass(digit);
    const [u, v] = centerOfMass(drawn(3));
    const [backX, backY] = apply(digit.toSource, [x, y]);
    expect(Math.hypot(backX - u, backY - v)).toBeLessThan(1.5);
  });

  it("thickens thin strokes and thins thick ones, when told", () => {
    const ink = (digit: Gray) => digit.pixels.reduce((sum, shade) => sum + shade, 0) / 255;
    const [thin, thick] = [drawn(0.8), drawn(10, 60, { height: 200, width: 200 })];
    const strokes = [2.3, 3.2] as const;
    expect(ink(normalizeDigit(thin))).toBeLessThan(30);
    for (const picture of [thin, thick]) {
      const length = 20 * 0.6 + 20 * Math.hypot(0.4, 1) - 6;
      expect(ink(normalizeDigit(picture, { strokes })) / length).toBeGreaterThan(2);
      expect(ink(normalizeDigit(picture, { strokes })) / length).toBeLessThan(4);
    }
    expect(inkBox(normalizeDigit(thin, { strokes }), 100)).toMatchObject({ bottom: expect.any(Number) });
  });

  it("enlarges a small picture, and fits other sizes", () => {
    const small = drawn(3, 14, { height: 80, width: 60 });
    expect(inkBox(normalizeDigit(small), 100)).toMatchObject({});
    const large = normalizeDigit(drawn(3), { height: 56, width: 70 });
    const box = inkBox(large, 100);
    expect([large.pixels.length, box && box.bottom - box.top]).toEqual([56 * 70, 40]);
  });

  it("gives blank paper for blank paper, and a dot for a pixel", () => {
    expect(normalizeDigit({ pixels: new Uint8Array(100), height: 10, width: 10 }).pixels).toEqual(new Uint8Array(784));
    const dot = normalizeDigit({ pixels: Uint8Array.of(255), height: 1, width: 1 }, { strokes: [2.3, 3.2] });
    expect(Math.max(...dot.pixels)).toBe(255);
  });

  it("refuses impossible strokes", () => {
    expect(() => normalizeDigit(drawn(3), { strokes: [3, 2] })).toThrow(
      new UsageError("normalizeDigit: strokes are [least, most] in pixels, above 0 and below 10, not [3, 2]"),
    );
  });
});

describe("renderStrokes", () => {
  const points = [
    [0, 100, 60, 100],
    [60, 100, 20, 0],
  ];

  it("fills the same box, with the same middle, as a picture of the same strokes", () => {
    const digit = renderStrokes(points, { y: "up", pen: 2.6 });
    const box = inkBox(digit);
    expect(box && box.bottom - box.top).toBeGreaterThanOrEqual(19);
    expect(box && box.bottom - box.top).toBeLessThanOrEqual(21);
    const [x, y] = centerOfMass(digit);
    expect(Math.hypot(x - 14.5, y - 14.5)).toBeLessThan(0.1);
    const picture = normalizeDigit(drawn(4.5, 60), { strokes: [2.6, 2.6] });
    const off = digit.pixels.reduce((sum, ink, at) => sum + Math.abs(ink - (picture.pixels[at] as number)), 0) / 255;
    expect(off).toBeLessThan(30); // of about 80 pixels of ink: half a pixel of shift
  });

  it("turns y upward into y downward", () => {
    const up = renderStrokes(points, { y: "up" });
    const down = renderStrokes(points.map((stroke) => stroke.map((value, at) => (at % 2 ? 100 - value : value))));
    expect(up.pixels).toEqual(down.pixels);
  });

  it("tells the way back to the strokes' coordinates", () => {
    const dot = renderStrokes([
      [0, 0, 50, 0],
      [50, 80],
    ]);
    const place = [...dot.pixels.keys()].filter((at) => (dot.pixels[at] as number) > 128).pop() as number;
    const [x, y] = apply(dot.toSource, [(place % 28) + 0.5, Math.floor(place / 28) + 0.5]);
    expect(Math.hypot(x - 50, y - 80)).toBeLessThan(6);
  });

  it("draws a single point as a dot in the middle", () => {
    const dot = renderStrokes([[7, 7]]);
    expect([dot.pixels[14 * 28 + 14], dot.pixels[0]]).toEqual([255, 0]);
  });

  it("refuses strokes without points, and points that are no numbers", () => {
    expect(() => renderStrokes([])).toThrow(new UsageError("renderStrokes: no stroke has a point; draw something first"));
    expect(() => renderStrokes([[], [1]])).toThrow(UsageError);
    expect(() => renderStrokes([[1, Number.NaN]])).toThrow("one of these is no number");
  });
});
