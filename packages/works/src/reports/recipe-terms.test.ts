import { expect, test } from "vitest";
import { exampleRun } from "../../test/example-run.js";
import { describe } from "../pages/in-words.js";
import { recipeTerms } from "./recipe-terms.js";

test("known settings come first under friendly names, others follow as they come", () => {
  const config = { labelSmoothing: 0.05, threads: 2, seed: 7, preset: "quick", versions: { node: "24" } };
  expect(recipeTerms({ ...exampleRun, config })).toEqual([
    ["Preset", "quick"],
    ["Seed", "7"],
    ["Epochs", "5 run"],
    ["Threads", "2"],
    ["Label smoothing", "0.05"],
  ]);
});

test("says when fewer epochs ran than were asked for", () => {
  expect(recipeTerms({ ...exampleRun, config: { epochs: 30 } })).toEqual([["Epochs", "5 run of 30"]]);
});

test.each([
  [{ kind: "adam", rate: 0.001 }, "adam, rate 0.001"],
  [[{ kind: "affine", shiftPixels: 2 }, { kind: "elastic" }], "affine, shift pixels 2; elastic"],
  [{ kind: "adam", schedule: { kind: "cosine", warmup_epochs: 2 } }, "adam, schedule (cosine, warmup epochs 2)"],
  [[28, 28, 1], "28, 28, 1"],
  [true, "yes"],
  [null, "none"],
  [undefined, "none"],
  [[], "none"],
  [{}, "none"],
  ["", "none"],
  [Number.NaN, "not a number"],
])("%j reads %s", (value, text) => expect(describe(value)).toBe(text));
