import { describe, expect, it } from "vitest";
import { InputError } from "../errors.js";
import { imagesOf } from "./dataset.js";
import { relabeled } from "./relabeled.js";

const of = (classNames: readonly string[], labels: readonly number[]) => ({
  name: "mine",
  images: imagesOf(new Uint8Array(labels.length), [labels.length, 1, 1, 1]),
  labels: Uint8Array.from(labels),
  classNames,
});
const digits = Array.from("0123456789");

describe("relabeled", () => {
  it("finds classes by name", () => {
    const { labels, classNames } = relabeled(of(["3", "7"], [0, 1, 1]), digits);
    expect([Array.from(labels), classNames]).toEqual([[3, 7, 7], digits]);
    expect(Array.from(relabeled(of(["B", "A"], [0, 1]), ["A", "B"]).labels)).toEqual([1, 0]);
  });

  it("leaves what agrees as it is", () => {
    const same = of(digits, [4, 2]);
    expect(relabeled(same, digits)).toBe(same);
  });

  it("takes as many numbers as there are names for those names in order", () => {
    const { labels, classNames } = relabeled(of(["0", "1", "2"], [2, 0]), ["A", "B", "C"]);
    expect([Array.from(labels), classNames]).toEqual([
      [2, 0],
      ["A", "B", "C"],
    ]);
  });

  it("overlooks a class without images, and refuses one with", () => {
    expect(Array.from(relabeled(of(["0", "x"], [0]), digits).labels)).toEqual([0]);
    const sentence =
      '"mine" has images of class "x", which the model does not know: it tells 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 apart; pass data of the model\'s classes';
    expect(() => relabeled(of(["0", "x"], [1]), digits)).toThrow(new InputError(sentence));
    const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    expect(() => relabeled(of(digits, [1]), letters)).toThrow("it tells A, B, C, D, E, F, G, H, I, J and 16 more apart");
  });
});
