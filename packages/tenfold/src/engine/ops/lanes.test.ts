import { expect, it } from "vitest";
import { imagesPerLane, lanesFor, MOST_LANES } from "./lanes.js";

it("lanes cover every batch, each image once, with at most 16 lanes and none of them empty", () => {
  expect(lanesFor(0)).toBe(0);
  for (let images = 1; images <= 2000; images++) {
    const [each, lanes] = [imagesPerLane(images), lanesFor(images)];
    expect(lanes).toBeLessThanOrEqual(MOST_LANES);
    expect(lanes * each).toBeGreaterThanOrEqual(images);
    expect((lanes - 1) * each).toBeLessThan(images);
  }
});
