import { expect, it } from "vitest";
import { plainStrokes } from "./pen-groups.js";

it("takes signature_pad's groups and plain strokes, copied", () => {
  const points = [
    { x: 1, y: 2, pressure: 0.5, time: 9 },
    { x: 3, y: 4, pressure: 0.5, time: 10 },
  ];
  const plain = [5, 6];
  const strokes = plainStrokes([{ penColor: "black", points } as never, plain]);
  points.push({ x: 9, y: 9, pressure: 1, time: 11 });
  plain.push(7);
  expect(strokes.map((stroke) => Array.from(stroke))).toEqual([
    [1, 2, 3, 4],
    [5, 6],
  ]);
});

it("leaves what is neither for others to refuse", () => {
  expect(plainStrokes([null as never, 7 as never])).toEqual([null, 7]);
  expect(plainStrokes("text" as never)).toBe("text");
  expect(Array.from(plainStrokes([{ points: [null, { x: 1 }] } as never])[0] as Float64Array)).toEqual([
    Number.NaN,
    Number.NaN,
    1,
    Number.NaN,
  ]);
});
