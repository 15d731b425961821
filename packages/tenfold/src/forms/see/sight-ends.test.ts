import { expect, it } from "vitest";
import type { Transform } from "../../image/geometry/transform.js";
import { sightEnds } from "./sight-ends.js";

const [width, height] = [240, 60];
const scale: Transform = [5, 0, 0, 0, 5, 0, 0, 0, 1]; // 5 pixels a millimeter

/** Where along the line, in millimeters, the ends of one expected from 8 to 40 mm are seen. */
function endsOf(isInk: (x: number) => boolean, reach = 2.5): number[] {
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => {
    const y = Math.floor(at / width);
    return (y === 30 || y === 31) && isInk((at % width) / 5) ? 255 : 0;
  });
  const sightings = sightEnds({ pixels, width, height }, scale, [{ from: [8, 6], to: [40, 6] }], { reach });
  return sightings.map(({ at }) => at[0] / 5);
}

it("sees both ends of a line where its ink ends, shorter or longer than expected", () => {
  const [first, last] = endsOf((x) => x >= 9 && x < 41.4) as [number, number];
  expect(Math.abs(first - 9)).toBeLessThan(0.2);
  expect(Math.abs(last - 41.4)).toBeLessThan(0.2);
});

it("goes on over gaps of less than 0.8 mm, which are no end", () => {
  const last = (gap: number) => endsOf((x) => x >= 8 && x < 41 && !(x >= 39 && x < 39 + gap))[1] as number;
  expect(Math.abs(last(0.6) - 41)).toBeLessThan(0.2);
  expect(Math.abs(last(1.2) - 39)).toBeLessThan(0.2);
});

it("sees none where a line goes on as far as is looked, or is not there", () => {
  expect(endsOf(() => true)).toEqual([]);
  expect(endsOf(() => false)).toEqual([]);
});
