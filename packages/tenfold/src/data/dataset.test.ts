import { describe, expect, it } from "vitest";
import { imagesOf, take } from "./dataset.js";

const dataset = {
  name: "three",
  images: imagesOf(Uint8Array.of(1, 2, 3, 4, 5, 6), [3, 1, 2, 1]),
  labels: Uint8Array.of(7, 8, 9),
  classNames: ["0"],
  license: "CC0",
};

describe("take", () => {
  it("copies rows with their labels and writers", () => {
    const taken = take({ ...dataset, writers: Uint32Array.of(100, 200, 70000) }, [2, 0], "two");
    expect([taken.name, taken.license, Array.from(taken.images.pixels)]).toEqual(["two", "CC0", [5, 6, 1, 2]]);
    expect([taken.labels, taken.writers]).toEqual([Uint8Array.of(9, 7), Uint32Array.of(70000, 100)]);
  });

  it("invents no writers", () => {
    expect(take(dataset, [1])).not.toHaveProperty("writers");
  });
});
