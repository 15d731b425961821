import { expect, it } from "vitest";
import { editDistance } from "./edit-distance.js";

it.each([
  ["kitten", "sitting", 3],
  ["", "abc", 3],
  ["abc", "", 3],
  ["0123", "0123", 0],
  ["ab", "ba", 2],
])("from %j to %j are %i edits", (one, other, edits) => {
  expect(editDistance(one, other)).toBe(edits);
});

it("takes lists of numbers", () => {
  expect(editDistance([1, 2, 3], Uint8Array.of(1, 3, 3, 4))).toBe(2);
});
