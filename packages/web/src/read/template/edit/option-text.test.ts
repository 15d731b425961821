import { expect, it } from "vitest";
import { allowedFrom, optionFrom, optionText, wordsIn } from "./option-text.js";

it.each([
  ["6", 6],
  ["luhn", "luhn"],
  ["[1990, 2030]", [1990, 2030]],
  ["1990, 2030", [1990, 2030]],
  [" ", undefined],
  [".-/", ".-/"],
])("reads %j as %j", (text, option) => {
  expect(optionFrom(text)).toEqual(option);
});

it("writes options as they are read", () => {
  expect([6, "luhn", [1990, 2030], undefined].map(optionText)).toEqual(["6", "luhn", "[1990,2030]", ""]);
  expect([allowedFrom("12345\n 12346, 12347\n"), allowedFrom(" ")]).toEqual([["12345", "12346", "12347"], undefined]);
  expect(wordsIn('"dmy" unless told, "mdy" or "ymd"')).toEqual(["dmy", "mdy", "ymd"]);
});
