import { expect, it } from "vitest";
import { objectionTo } from "./objection.js";

const digits = { read: "27", isBlank: false };

it.each(["27", "28", "1.250,00", "-4", "$ 5.-", "3/8"])("takes %s", (text) => {
  expect(objectionTo(text, digits)).toBeUndefined();
});

it("wants something written, and takes nothing where nothing is the proposal", () => {
  expect(objectionTo("  ", digits)).toMatchObject({ sentence: expect.stringContaining("Nothing is written here"), mayStay: false });
  expect(objectionTo("", { read: "", isBlank: false })).toMatchObject({
    sentence: expect.stringContaining("Nothing was read here"),
    mayStay: false,
  });
  expect(objectionTo("", { read: "", isBlank: true })).toBeUndefined();
});

it("asks again where a letter stands among digits, unless it was read so", () => {
  expect(objectionTo("12a45", digits)).toEqual({
    sentence: "There is a letter in 12a45. If that is what stands there, press Correct again",
    mayStay: true,
  });
  expect(objectionTo("27 Ж", digits)?.mayStay).toBe(true);
  expect(objectionTo("5x", { read: "5x", isBlank: false })).toBeUndefined();
});
