import { expect, it } from "vitest";
import { finetunePreset } from "./finetune-preset.js";

it("goes through few labels as many more epochs: about 300 steps of 32, between 10 epochs and 100", () => {
  const epochsOf = (images: number) => finetunePreset("classic", images).epochs;
  expect([40, 400, 1200, 1240, 40_000].map(epochsOf)).toEqual([100, 30, 10, 10, 10]); // a fifth of them validates
  expect([80, 120].map(epochsOf)).toEqual([100, 100]);
  expect(epochsOf(200)).toBe(60);
});
