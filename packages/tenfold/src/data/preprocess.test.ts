import { describe, expect, it } from "vitest";
import { InputError, UsageError } from "../errors.js";
import { imagesOf } from "./dataset.js";
import { normalize, toCategorical } from "./preprocess.js";

describe("normalize", () => {
  it("divides every byte by 255 into [0, 1]", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(normalize(bytes)).toEqual(Float32Array.from(bytes, (byte) => byte / 255));
    expect(normalize(bytes).at(0)).toBe(0);
    expect(normalize(bytes).at(-1)).toBe(1);
  });

  it("takes images as well as bytes, and of a slice only the slice", () => {
    const images = imagesOf(Uint8Array.of(0, 51, 102, 153), [4, 1, 1, 1]);
    expect(normalize(images.slice(1, 3))).toEqual(Float32Array.of(0.2, 0.4));
  });
});

describe("toCategorical", () => {
  it("puts a 1 at each label's class", () => {
    expect(toCategorical(Uint8Array.of(2, 0), 3)).toEqual(Float32Array.of(0, 0, 1, 1, 0, 0));
  });

  it("has ten classes unless told", () => {
    expect(Array.from(toCategorical(Uint8Array.of(9)))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it("names the first label that is no class", () => {
    const refused = (labels: ArrayLike<number>, sentence: string) =>
      expect(() => toCategorical(labels, 3)).toThrow(new InputError(sentence));
    refused(Uint8Array.of(1, 3), "toCategorical: label 1 is 3, but 3 classes are 0 to 2; mend the label or pass more classes");
    refused([-1], "toCategorical: label 0 is -1, but 3 classes are 0 to 2; mend the label or pass more classes");
    refused([0.5], "toCategorical: label 0 is 0.5, but 3 classes are 0 to 2; mend the label or pass more classes");
  });

  it("refuses a number of classes that is none", () => {
    expect(() => toCategorical([], 0)).toThrow(new UsageError("toCategorical: classes is a whole number from 1, got 0"));
  });
});
