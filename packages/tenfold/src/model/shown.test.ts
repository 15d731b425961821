import { expect, it } from "vitest";
import { shown } from "./shown.js";

it("shows what steers a terminal as question marks, and the start of what is long", () => {
  expect(shown("a\u001b[31m\u009bb")).toBe("a?[31m?b");
  expect(shown("x".repeat(60))).toBe("x".repeat(60));
  expect(shown("x".repeat(1000))).toBe(`${"x".repeat(59)}…`);
});
