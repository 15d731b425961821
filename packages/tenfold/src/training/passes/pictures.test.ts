import { expect, it } from "vitest";
import { InputError } from "../../errors.js";
import { needInk } from "./pictures.js";

it("takes a little more than 1 for ink, as interpolation gives it, and no other scale", () => {
  const ink = (value: number) => () => needInk("predict", Float32Array.of(0, value));
  expect(ink(1.5)).not.toThrow();
  expect(ink(1.51)).toThrow("predict: number 1 is 1.5099999904632568, and ink is 1; divide by the largest there is");
  expect(ink(Number.NaN)).toThrow(InputError);
  expect(() => needInk("predict", Uint8Array.of(255))).not.toThrow();
});
