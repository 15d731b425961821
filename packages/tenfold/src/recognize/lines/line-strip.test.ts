import { describe, expect, it } from "vitest";
import type { Gray } from "../../image/basics/picture.js";
import { inkBox } from "../../image/digit/normalize-digit.js";
import { lineStrip } from "./line-strip.js";

/** A line with bars of ink, each from left to right and from top to bottom. */
function lineWith(size: { height: number; width: number }, ...bars: readonly (readonly [number, number, number, number])[]) {
  const pixels = new Uint8Array(size.height * size.width);
  for (const [left, right, top, bottom] of bars) {
    for (let y = top; y < bottom; y++) pixels.fill(255, y * size.width + left, y * size.width + right);
  }
  return { pixels, ...size };
}

describe("lineStrip", () => {
  it("makes digits 20 pixels high, in the middle, with paper before and behind", () => {
    const ink = lineWith({ height: 60, width: 200 }, [20, 26, 10, 50], [120, 160, 10, 50]);
    const strip = lineStrip({ ink, height: 40 });
    expect(strip?.height).toBe(28);
    expect(strip?.width).toBe(70 + 24);
    expect(inkBox(strip as Gray)).toEqual({ left: 12, right: 82, top: 4, bottom: 24 });
  });

  it("shows a climbing line whole", () => {
    const ink = lineWith({ height: 100, width: 200 }, [0, 10, 60, 100], [180, 200, 0, 40]);
    const strip = lineStrip({ ink, height: 40 });
    const box = inkBox(strip as Gray, 64);
    expect(box?.top).toBeGreaterThanOrEqual(0);
    expect((box?.bottom ?? 0) - (box?.top ?? 0)).toBe(26);
  });

  it("is nothing without ink", () => {
    expect(lineStrip({ ink: lineWith({ height: 9, width: 9 }), height: 5 })).toBeUndefined();
  });
});
