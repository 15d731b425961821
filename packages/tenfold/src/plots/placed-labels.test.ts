import { expect, it } from "vitest";
import { placedLabels } from "./placed-labels.js";

const area = { width: 300, height: 200 };

it("writes beside the point, to the left where the right edge is near", () => {
  const [label] = placedLabels([{ text: "quick", x: 50, y: 50 }], area);
  expect(label).toEqual({ text: "quick", x: 60, y: 50, align: "left" });
  expect(placedLabels([{ text: "efficientnet", x: 290, y: 50 }], area)[0]?.align).toBe("right");
});

it("keeps labels of near points apart", () => {
  const near = [0, 8, 16].map((d) => ({ text: "network", x: 150, y: 90 + d }));
  const places = placedLabels(near, area).map(({ x, y, align }) => `${align} ${x} ${y}`);
  expect(new Set(places).size).toBe(3);
});

it("keeps clear of what else is drawn", () => {
  const line = { left: 150, right: 300, top: 90, bottom: 90 };
  expect(placedLabels([{ text: "network", x: 150, y: 90 }], area, [line])[0]?.align).toBe("right");
});

it("finds a place for all even where none is free", () => {
  const heap = Array.from({ length: 20 }, () => ({ text: "network", x: 150, y: 90 }));
  expect(placedLabels(heap, area)).toHaveLength(20);
});
