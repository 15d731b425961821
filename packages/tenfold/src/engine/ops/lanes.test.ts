import { expect, it } from "vitest";
import { imagesPerLane, lanesFor, MOST_LANES } from "./lanes.js";

it("lanes cover every batch, at most 16 of them, none empty, of 8 images or more but for the last", () => {
  expect(lanesFor(0)).toBe(0);
  for (let images = 1; images <= 2000; images++) {
    const [each, lanes] = [imagesPerLane(images), lanesFor(images)];
    expect(lanes).toBeLessThanOrEqual(MOST_LANES);
    expect(each).toBeGreaterThanOrEqual(8);
    expect(lanes * each).toBeGreaterThanOrEqual(images);
    expect((lanes - 1) * each).toBeLessThan(images);
  }
});
