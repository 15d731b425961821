import { describe, expect, it } from "vitest";
import { resample } from "./resample.js";

describe("resample", () => {
  const ramp = { pixels: Float32Array.of(0, 10, 20, 30, 40, 50), height: 1, width: 6 };

  it("averages the area when it makes smaller, with fractions of pixels", () => {
    expect([...resample(ramp, { left: 0, top: 0, right: 6, bottom: 1 }, { height: 1, width: 2 })]).toEqual([10, 40]);
    expect(resample(ramp, { left: 0.5, top: 0, right: 3.5, bottom: 1 }, { height: 1, width: 1 })[0]).toBeCloseTo((0 + 20 + 40 + 30) / 6, 4);
  });

  it("keeps a straight slope when it makes larger", () => {
    const fine = resample(ramp, { left: 2, top: 0, right: 4, bottom: 1 }, { height: 1, width: 4 });
    for (const [at, shade] of [...fine].entries()) expect(shade).toBeCloseTo(17.5 + 5 * at, 4);
  });

  it("shows nothing beyond the edges", () => {
    expect([...resample(ramp, { left: 20, top: 5, right: 26, bottom: 6 }, { height: 1, width: 2 })]).toEqual([0, 0]);
  });

  it("weighs pixels by Keys' cubic when it makes larger", () => {
    const impulse = { pixels: Float32Array.of(0, 0, 0, 1, 0, 0, 0), height: 1, width: 7 };
    const twice = [...resample(impulse, { left: 0, top: 0, right: 7, bottom: 1 }, { height: 1, width: 14 })];
    // at 1/4, 3/4, 5/4 and 7/4 of a pixel from it: (1.5 x - 2.5) x² + 1, and ((-0.5 x + 2.5) x - 4) x + 2 from 1 on
    const side = [0.8671875, 0.2265625, -0.0703125, -0.0234375];
    expect(twice).toEqual([0, 0, 0, ...side.toReversed(), ...side, 0, 0, 0].map((weight) => expect.closeTo(weight, 6)));
  });
});
