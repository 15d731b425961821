import { expect, test } from "vitest";
import { strokes } from "../../test/strokes.js";
import { balancedSample } from "./balanced-sample.js";
import { classCounts } from "./class-counts.js";
import { take } from "./dataset.js";

const data = strokes(200);

test("draws as many of each class, one more of some where the number asks for it, the same ones for the same seed", () => {
  const drawn = balancedSample(data, 30, 4);
  expect(classCounts(drawn)).toEqual(new Array(10).fill(3));
  expect(balancedSample(data, 30, 4).images.pixels).toEqual(drawn.images.pixels);
  expect(balancedSample(data, 30, 5).images.pixels).not.toEqual(drawn.images.pixels);
  expect(classCounts(balancedSample(data, 33, 4)).toSorted((a, b) => a - b)).toEqual([3, 3, 3, 3, 3, 3, 3, 4, 4, 4]);
  const whole = balancedSample(data, 200, 1);
  expect(classCounts(whole)).toEqual(classCounts(data));
});

test("fills up from the other classes where one has too few", () => {
  const rows = [...data.labels.keys()].filter((row) => data.labels[row] !== 3 || row < 20); // two of class 3
  expect(classCounts(balancedSample(take(data, rows), 47, 1))).toEqual([5, 5, 5, 2, 5, 5, 5, 5, 5, 5]);
});

test("refuses more than there are, and fewer than one a class", () => {
  expect(() => balancedSample(data, 201, 1)).toThrow('201 labelled images were asked for, but "strokes" has 200; take fewer');
  expect(() => balancedSample(data, 9, 1)).toThrow('but "strokes" has 10 classes; take one image a class at least');
});
