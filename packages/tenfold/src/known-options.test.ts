import { expect, it } from "vitest";
import { UsageError } from "./errors.js";
import { checkOptions } from "./known-options.js";

const known = ["depth", "width"];

it.each<[options: unknown, sentence: string]>([
  [null, "grow: options is null; an object with depth, width is wanted"],
  [5, "grow: options is 5; an object with depth, width is wanted"],
  [[1], "grow: options is [1]; an object with depth, width is wanted"],
  [{ dephts: 5 }, 'grow has no option "dephts"; did you mean depth?'],
  [{ depth: 1, color: 5 }, 'grow has no option "color"; it takes depth, width'],
])("refuses %j", (options, sentence) => {
  expect(() => checkOptions("grow", options, known)).toThrow(new UsageError(sentence));
});

it("takes what is known, and lets what is undefined be", () => {
  for (const options of [{}, { width: 5 }, { depth: 5, color: undefined }]) checkOptions("grow", options, known);
});
