import { describe, expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { identity, inverse, type Transform } from "../geometry/transform.js";
import { rectify } from "./rectify.js";

const slanted: Transform = [1.2, 0.1, 30, -0.2, 0.9, 40, 0.0004, -0.0007, 1];

describe("rectify", () => {
  it("leaves a picture as it is under the identity, and sets a slanted one upright", () => {
    const gray = drawing({ height: 80, width: 100 }, (x, y) => 128 + 100 * Math.sin(x / 9) * Math.cos(y / 7));
    expect(rectify(gray, identity, gray)).toEqual(gray);
    const seen = rectify(gray, inverse(slanted), { height: 200, width: 260 }, 255);
    expect(seen.pixels[0]).toBe(255);
    const back = rectify(seen, slanted, gray);
    const off = back.pixels.map((shade, at) => Math.abs(shade - (gray.pixels[at] as number)));
    const inner = off.filter((_, at) => at % 100 > 2 && at % 100 < 97 && at > 300 && at < 7700);
    expect(Math.max(...inner)).toBeLessThan(8);
  });

  it("averages where it makes much smaller", () => {
    const checkered = drawing({ height: 64, width: 64 }, (x, y) => ((Math.floor(x) + Math.floor(y)) % 2) * 255);
    expect(new Set(rectify(checkered, [8, 0, 0, 0, 8, 0, 0, 0, 1], { height: 8, width: 8 }).pixels)).toEqual(new Set([128]));
  });
});
