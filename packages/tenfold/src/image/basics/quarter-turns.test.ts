import { expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { apply } from "../geometry/transform.js";
import { quarterTurned, turnedToSource } from "./quarter-turns.js";

const gray = drawing({ height: 3, width: 5 }, (x, y) => 10 * Math.floor(y) + Math.floor(x));

it("turns clockwise: the left side is up, down and right after 90, 180 and 270 degrees", () => {
  expect(quarterTurned(gray, 90)).toMatchObject({ height: 5, width: 3 });
  expect([...quarterTurned(gray, 90).pixels.subarray(0, 3)]).toEqual([20, 10, 0]);
  expect([...quarterTurned(gray, 180).pixels.subarray(0, 5)]).toEqual([24, 23, 22, 21, 20]);
  expect([...quarterTurned(gray, 270).pixels.subarray(0, 3)]).toEqual([4, 14, 24]);
});

it("tells where each pixel was", () => {
  for (const degrees of [90, 180, 270] as const) {
    const turned = quarterTurned(gray, degrees);
    const toSource = turnedToSource(degrees, gray);
    for (const [at, shade] of turned.pixels.entries()) {
      const [x, y] = apply(toSource, [(at % turned.width) + 0.5, Math.floor(at / turned.width) + 0.5]);
      expect(gray.pixels[Math.floor(y) * gray.width + Math.floor(x)]).toBe(shade);
    }
  }
});
