import { expect, test } from "vitest";
import { mistakeList } from "./mistakes.js";

const evaluation = { count: 0, loss: 0, accuracy: 0, perClass: [] };

test("lists the most frequent mistakes and sums up the others", () => {
  const names = [..."0123456789"];
  const confusion = names.map((_, label) => names.map((_, predicted) => (label === predicted ? 90 : predicted === 0 ? label : 0)));
  const { markup } = mistakeList({ ...evaluation, confusion }, names);
  expect(markup).toMatch(/9 read as 0<\/span><span>9 times.*8 read as 0/s);
  expect(markup).toContain("1 other pair of classes: 1 mistake.");
});

test("says when there was no mistake", () => {
  expect(mistakeList({ ...evaluation, confusion: [[5]] }, ["0"]).markup).toBe("<p>No image was taken for another class.</p>");
});
