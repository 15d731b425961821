import { expect, it } from "vitest";
import { cosine, sine } from "./sine.js";

it("is the sine, and the cosine, over several turns either way", () => {
  for (let angle = -20; angle <= 20; angle += 0.01) {
    expect(Math.abs(sine(angle) - Math.sin(angle))).toBeLessThan(1e-6);
    expect(Math.abs(cosine(angle) - Math.cos(angle))).toBeLessThan(1e-6);
  }
});
