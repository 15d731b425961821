import { describe, expect, it } from "vitest";
import { rng } from "../engine/rng.js";
import { affine } from "./affine.js";

function draws(options: Parameters<typeof affine>[0], count = 500): Float32Array[] {
  const random = rng(5);
  const augmentation = affine(options);
  return Array.from({ length: count }, () => {
    const map = new Float32Array(6);
    augmentation.draw(random, 28, 28, map);
    return map;
  });
}

/** Where the input is looked at for one output pixel. */
const source = (m: Float32Array, y: number, x: number) => [
  (m[0] as number) * y + (m[1] as number) * x + (m[2] as number),
  (m[3] as number) * y + (m[4] as number) * x + (m[5] as number),
];

describe("affine", () => {
  it("without ranges changes nothing", () => {
    for (const map of draws({}, 3)) expect(Array.from(map, (n) => n + 0)).toEqual([1, 0, 0, 0, 1, 0]);
  });

  it("shifts by up to the share of the side, evenly to all sides", () => {
    const shifts = draws({ shift: 0.1 }).map((map) => [map[2] as number, map[5] as number]);
    for (const side of [0, 1]) {
      const values = shifts.map((shift) => shift[side] as number);
      expect(Math.max(...values)).toBeLessThanOrEqual(2.8001);
      expect(Math.max(...values)).toBeGreaterThan(2.5);
      expect(Math.min(...values)).toBeLessThan(-2.5);
      expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length)).toBeLessThan(0.2);
    }
  });

  it("turns about the center by up to the angle", () => {
    const angles = draws({ rotateDegrees: 10 }).map((map) => {
      expect(source(map, 13.5, 13.5)[0]).toBeCloseTo(13.5, 4);
      expect(source(map, 13.5, 13.5)[1]).toBeCloseTo(13.5, 4);
      expect((map[0] as number) ** 2 + (map[3] as number) ** 2).toBeCloseTo(1, 5);
      return (Math.atan2(map[3] as number, map[0] as number) * 180) / Math.PI;
    });
    expect(Math.max(...angles)).toBeLessThanOrEqual(10.0001);
    expect(Math.max(...angles)).toBeGreaterThan(9);
    expect(Math.min(...angles)).toBeLessThan(-9);
  });

  it("zooms height and width apart, about the center", () => {
    const maps = draws({ zoom: 0.1 });
    for (const map of maps) {
      expect(source(map, 13.5, 13.5)[0]).toBeCloseTo(13.5, 4);
      for (const factor of [map[0] as number, map[4] as number]) expect(Math.abs(factor - 1)).toBeLessThanOrEqual(0.1001);
    }
    expect(maps.some((map) => Math.abs((map[0] as number) - (map[4] as number)) > 0.1)).toBe(true);
  });

  it("refuses ranges that cannot be", () => {
    expect(() => affine({ zoom: 1 })).toThrow(
      "affine({ rotateDegrees: 0, shift: 0, zoom: 1 }): degrees are 0 to 180, shift and zoom at least 0 and less than 1",
    );
    expect(() => affine({ rotateDegrees: -1 })).toThrow("affine");
  });
});
