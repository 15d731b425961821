import { expect, it } from "vitest";
import { InputError } from "../../errors.js";
import { checkSize, PIXEL_LIMIT } from "./pixel-limit.js";

it("lets pictures of 50 million pixels pass, and no larger ones", () => {
  expect(PIXEL_LIMIT).toBe(50_000_000);
  expect(() => checkSize("page", { height: 5000, width: 10_000 })).not.toThrow();
  expect(() => checkSize("page", { height: 1, width: 50_000_001 })).toThrow(
    new InputError("page has 50000001 x 1 pixels, more than the 50 million that are read; make it smaller"),
  );
  expect(() => checkSize("page", { height: 3, width: 4 }, 11)).toThrow(InputError);
});
