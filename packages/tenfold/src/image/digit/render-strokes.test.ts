import { describe, expect, it } from "vitest";
import { centerOfMass, drawn } from "../../../test/drawn-seven.js";
import { UsageError } from "../../errors.js";
import { apply } from "../geometry/transform.js";
import { inkBox, normalizeDigit } from "./normalize-digit.js";
import { renderStrokes } from "./render-strokes.js";

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
