import { describe, expect, it } from "vitest";
import { inkMap } from "./ink-map.js";

/** Light paper with a dark square. */
const [width, height] = [80, 60];
const isDark = (x: number, y: number) => x >= 20 && x < 30 && y >= 10 && y < 20;
const pixels = Uint8Array.from({ length: width * height }, (_, at) => (isDark(at % width, Math.floor(at / width)) ? 20 : 230));

describe("inkMap", () => {
  it.each([
    ["the square", { left: 20, top: 10, right: 30, bottom: 20 }, 1],
    ["half of it", { left: 25, top: 10, right: 35, bottom: 20 }, 0.5],
    ["a quarter of a box", { left: 20, top: 10, right: 40, bottom: 30 }, 0.25],
    ["paper", { left: 40, top: 0, right: 80, bottom: 60 }, 0],
    ["outside", { left: -50, top: 10, right: -20, bottom: 20 }, 0],
    ["half outside", { left: 20, top: -10, right: 30, bottom: 20 }, 1 / 3],
    ["nothing", { left: 25, top: 15, right: 25, bottom: 15 }, 0],
  ])("tells how much of %s is ink", (_, box, share) => {
    expect(inkMap({ pixels, width, height })(box)).toBeCloseTo(share, 10);
  });

  it("sees light ink on dark paper", () => {
    const inverted = { pixels: pixels.map((shade) => 255 - shade), width, height };
    expect(inkMap(inverted)({ left: 20, top: 10, right: 30, bottom: 20 })).toBe(1);
  });
});
