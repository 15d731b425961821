import { describe, expect, it } from "vitest";
import { InputError } from "../errors.js";
import { imagesOf } from "./dataset.js";
import { setAside } from "./set-aside.js";

const pictures = (count: number) => ({
  name: "mine",
  images: imagesOf(
    Uint8Array.from({ length: count }, (_, at) => at),
    [count, 1, 1, 1],
  ),
  labels: Uint8Array.from({ length: count }, (_, at) => at % 2),
  classNames: ["a", "b"],
});

describe("setAside", () => {
  it("sets a sixth of each class aside, always the same images", () => {
    const { train, test } = setAside(pictures(24));
    expect([train.name, test.name, train.images.count, Array.from(test.labels).sort()]).toEqual([
      "mine train",
      "mine test",
      20,
      [0, 0, 1, 1],
    ]);
    expect(setAside(pictures(24))).toEqual({
      train: expect.objectContaining({ labels: train.labels }),
      test: expect.objectContaining({ labels: test.labels }),
    });
    expect(Array.from(test.images.pixels)).toEqual(Array.from(setAside(pictures(24)).test.images.pixels));
  });

  it("refuses fewer than three", () => {
    expect(() => setAside(pictures(2))).toThrow(
      new InputError("mine has 2 images, too few to set a sixth aside to test with; pass 3 or more"),
    );
  });
});
