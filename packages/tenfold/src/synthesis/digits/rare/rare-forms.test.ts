import { describe, expect, it } from "vitest";
import { rng } from "../../../engine/rng.js";
import { aroundStrokes } from "../../../image/digit/render-strokes.js";
import { RARE_FORMS } from "./rare-forms.js";

describe("RARE_FORMS", () => {
  it("has one of every digit", () => {
    expect([...new Set(RARE_FORMS.map(({ digit }) => digit))]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it.each(RARE_FORMS.map((form) => [form.draw.name, form] as const))(
    "%s: about one unit high, no two alike, the same for the same seed",
    (_, { draw }) => {
      const random = rng(7);
      const drawings = Array.from({ length: 50 }, () => draw(random));
      for (const strokes of drawings) {
        const { top, bottom } = aroundStrokes(strokes);
        expect(bottom - top).toBeGreaterThan(0.75);
        expect(bottom - top).toBeLessThan(1.35);
      }
      expect(new Set(drawings.map((strokes) => JSON.stringify(strokes))).size).toBe(50);
      expect(draw(rng(7))).toEqual(drawings[0]);
    },
  );
});
