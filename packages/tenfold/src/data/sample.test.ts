import { expect, it } from "vitest";
import { strokes } from "../../test/strokes.js";
import { sample } from "./sample.js";

it("draws as many of each class as there are in the whole, the same for the same seed", () => {
  const whole = strokes(400);
  const drawn = sample(whole, 100, 1);
  expect([drawn.images.count, drawn.name]).toEqual([100, "strokes"]);
  for (let label = 0; label < 10; label++) expect(drawn.labels.filter((one) => one === label).length).toBe(10);
  expect(sample(whole, 100, 1).images.pixels).toEqual(drawn.images.pixels);
  expect(sample(whole, 100, 2).images.pixels).not.toEqual(drawn.images.pixels);
});

it("takes all where there are no more", () => {
  const whole = strokes(20);
  expect(sample(whole, 20, 1)).toBe(whole);
  expect(sample(whole, 21, 1)).toBe(whole);
});
