import { presetNamed } from "tenfold";
import { expect, it } from "vitest";
import { recipeRows } from "./recipe-rows.js";

const { name, seed, ...recipe } = presetNamed("quick");

it("tells what all share once, and what differs for each", () => {
  const { augment, ...plain } = recipe;
  const { shared, differing } = recipeRows([
    { name: "with", recipe: { ...recipe, epochs: 3 } },
    { name: "without", recipe: { ...plain, epochs: 4 } },
  ]);
  expect(shared).toContainEqual(["Batch size", "256"]);
  expect(shared.map(([term]) => term)).not.toContain("Epochs");
  expect(differing).toEqual([
    ["with", "epochs: 3; augmentation: affine, rotate degrees 10, shift 0.07, zoom 0.1"],
    ["without", "epochs: 4; augmentation: none"],
  ]);
});

it("has nothing that differs in a single setting", () => {
  expect(recipeRows([{ name: "quick", recipe }]).differing).toEqual([]);
});
