import { expect, it } from "vitest";
import { fromInt8, toInt8 } from "./int8.js";

const kernel = { shape: [2, 2], data: Float32Array.of(1, -0.3, -0.4, 0.1) };

it("has a scale a channel, so that each channel's largest is 127", () => {
  const { values, scale } = toInt8(kernel);
  expect(values).toEqual({ shape: [2, 2], type: "I8", data: Float32Array.of(127, -127, -51, 42) });
  expect(scale).toEqual({ shape: [2], data: Float32Array.of(1 / 127, Math.fround(0.3) / 127) });
  const back = fromInt8(values, scale).data;
  kernel.data.forEach((value, at) => {
    expect(Math.abs(value - (back[at] as number))).toBeLessThanOrEqual(((scale.data[at % 2] as number) / 2) * 1.0001);
  });
});

it("cuts off what lies beyond the clip, for finer steps", () => {
  const { values, scale } = toInt8(kernel, 0.5);
  expect(scale.data[0]).toBeCloseTo(0.5 / 127, 9);
  expect([...values.data]).toEqual([127, -127, -102, 85]);
});

it("keeps a channel of zeros", () => {
  const { values, scale } = toInt8({ shape: [2, 1], data: new Float32Array(2) });
  expect([...values.data, ...fromInt8(values, scale).data]).toEqual([0, 0, 0, 0]);
});
