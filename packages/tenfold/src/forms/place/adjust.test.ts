import { describe, expect, it } from "vitest";
import { apply, type Point, type Transform } from "../../image/geometry/transform.js";
import { pointSightings, type Sighting } from "../see/sighting.js";
import { adjusted, residualOf } from "./adjust.js";

/** A form of 100 x 100 mm. */
const form = { center: [50, 50] as const, reach: 50 };
const places = Array.from({ length: 121 }, (_, at): Point => [10 * (at % 11), 10 * Math.floor(at / 11)]);
const start: Transform = [5, 0, 0, 0, 5, 0, 0, 0, 1];
const aslant: Transform = [5.1, 0.2, 7, -0.1, 4.9, 3, 0.0006, -0.0003, 1];
const seen = places.flatMap((of) => pointSightings(of, apply(aslant, of), 1));

function stepped(sightings: readonly Sighting[], steps: number, scale: number): Transform {
  let map = start;
  for (let step = 0; step < steps; step++) map = adjusted(map, sightings, { ...form, scale });
  return map;
}

describe("adjusted", () => {
  it("comes to a projective map in a few steps, of which each leaves about a thirtieth to the next, as perspective is damped", () => {
    const [third, fourth] = [3, 4].map((steps) => residualOf(seen, stepped(seen, steps, 100))) as [number, number];
    expect(fourth).toBeLessThan(1e-5);
    expect(fourth / third).toBeGreaterThan(0.02);
    expect(fourth / third).toBeLessThan(0.05);
  });

  it("moves what is sighted and lets the rest follow: a slope seen over 3 mm in the middle is believed to three quarters", () => {
    const sloping: Transform = [5, 0, 0, 0.5, 5, 0, 0, 0, 1];
    const middle = [48.5, 49, 49.5, 50, 50.5, 51, 51.5].map((x): Point => [x, 50]);
    const level = middle.map((of): Sighting => ({ of, at: apply(sloping, of), normal: [0, 1], weight: 1 }));
    const map = adjusted(start, level, { ...form, scale: 100 });
    expect(apply(map, [50, 50])[1]).toBeCloseTo(275, 1);
    expect(apply(map, [50, 50])[0]).toBeCloseTo(250, 9);
    expect(Math.abs(map[3] / map[8] - 0.39)).toBeLessThan(0.02); // of 0.5
  });

  it("hardly minds a sighting that is wrong by many times `scale`, heavy as it may be", () => {
    const wrong = [...seen, ...pointSightings([20, 20], [400, 400], 40)];
    const off = (scale: number) => residualOf(seen, stepped(wrong, 8, scale));
    expect(off(5)).toBeLessThan(0.15);
    expect(off(500)).toBeGreaterThan(10);
  });

  it("leaves a map as it is where nothing was sighted", () => {
    expect(adjusted(start, [], { ...form, scale: 5 })).toBe(start);
  });
});

describe("residualOf", () => {
  it("is the root mean square of what sightings lie off across their lines, in pixels", () => {
    const at = ([x, y]: Point, normal: Point): Sighting => ({ of: [10, 10], at: [50 + x, 50 + y], normal, weight: 1 });
    expect(residualOf([at([3, 100], [1, 0]), at([100, 4], [0, 1])], start)).toBeCloseTo(Math.sqrt(12.5), 12);
    expect(residualOf([], start)).toBe(0);
  });
});
