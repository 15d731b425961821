import { expect, it } from "vitest";
import { timeLeft } from "./time-left.js";

const small = { arm: "small", epochs: 4, work: 10 };
const large = { arm: "large", epochs: 2, work: 30 };

it("tells nothing before an epoch was seen", () => {
  expect(timeLeft().left([small])).toBeUndefined();
});

it("goes by an arm's own epochs, and by its work where it has none yet", () => {
  const clock = timeLeft();
  clock.took(small, 2);
  clock.took(small, 4);
  expect(clock.left([{ ...small, epochs: 3 }, large])).toBe("about 27.0 s left"); // 3 · 3 s + 2 · 9 s
  clock.took(large, 20, 2);
  expect(clock.left([small, large])).toBe("about 32.0 s left"); // 4 · 3 s + 2 · 10 s
  expect(clock.left([])).toBe("about 0.0 s left");
});
