import { describe, expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { squaredDistances } from "./distance-transform.js";

describe("distance transform", () => {
  it("is that of comparing with every pixel", () => {
    const mask = drawing({ height: 9, width: 13 }, (x, y) => ((Math.floor(x) * 7 + Math.floor(y) * 11) % 17 === 0 ? 1 : 0));
    const counts = [...mask.pixels.keys()].filter((at) => mask.pixels[at] === 1);
    const wanted = [...mask.pixels.keys()].map((at) =>
      Math.min(...counts.map((other) => ((at % 13) - (other % 13)) ** 2 + (Math.floor(at / 13) - Math.floor(other / 13)) ** 2)),
    );
    expect([...squaredDistances(mask)]).toEqual(wanted);
  });

  it("is far where nothing counts", () => {
    expect(Math.min(...squaredDistances({ pixels: new Uint8Array(6), height: 2, width: 3 }))).toBeGreaterThan(1e9);
  });
});
