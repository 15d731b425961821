import { describe, expect, it } from "vitest";
import { drawing } from "../../test/drawings.js";
import { InputError, ShapeError } from "../errors.js";
import { squaredDistances } from "./distance-transform.js";
import { homography } from "./homography.js";
import { areaOf, convexHull, largestQuad } from "./quad.js";
import { rectify } from "./rectify.js";
import { resample } from "./resample.js";
import { apply, chained, identity, inverse, type Point, scaledAndShifted, type Transform } from "./transform.js";

const slanted: Transform = [1.2, 0.1, 30, -0.2, 0.9, 40, 0.0004, -0.0007, 1];
const square: Point[] = [
  [0, 0],
  [100, 0],
  [100, 80],
  [0, 80],
];
const near = ([x, y]: Point, [u, v]: Point) => {
  expect(x).toBeCloseTo(u, 6);
  expect(y).toBeCloseTo(v, 6);
};

describe("transforms", () => {
  it("chain and turn back", () => {
    for (const point of square) {
      near(apply(chained(slanted, inverse(slanted)), point), point);
      near(apply(chained(slanted, scaledAndShifted(2, [5, 6])), point), apply(scaledAndShifted(2, [5, 6]), apply(slanted, point)));
    }
  });
});

describe("homography", () => {
  it("finds a map again from four corners, and from many points with errors", () => {
    const found = homography(
      square,
      square.map((point) => apply(slanted, point)),
    );
    near(apply(found, [37, 61]), apply(slanted, [37, 61]));
    const many = Array.from({ length: 60 }, (_, at) => [(at * 37) % 101, (at * 53) % 83] as Point);
    const noisy = many.map((point, at) => {
      const [x, y] = apply(slanted, point);
      return [x + 0.3 * Math.sin(at * 7), y + 0.3 * Math.cos(at * 5)] as Point;
    });
    const [x, y] = apply(homography(many, noisy), [50, 40]);
    const [u, v] = apply(slanted, [50, 40]);
    expect(Math.hypot(x - u, y - v)).toBeLessThan(0.15);
  });

  it("says what is missing", () => {
    expect(() => homography(square.slice(1), square.slice(1))).toThrow(
      new ShapeError("homography takes four pairs of points or more, got 3 and 3 points"),
    );
    const line: Point[] = [
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ];
    expect(() => homography(line, square)).toThrow(
      new InputError("homography: these points fix no perspective; take four corners, no three of them on a line"),
    );
  });
});

describe("quadrilaterals", () => {
  it("are the four corners among many points, clockwise from the top left", () => {
    const corners: Point[] = [
      [10, 12],
      [90, 5],
      [99, 88],
      [3, 80],
    ];
    const inside = Array.from({ length: 200 }, (_, at) => [20 + ((at * 31) % 60), 20 + ((at * 17) % 50)] as Point);
    const hull = convexHull([...inside, corners[2] as Point, corners[0] as Point, corners[3] as Point, corners[1] as Point]);
    expect(hull.length).toBe(4);
    expect(largestQuad(hull)).toEqual(corners);
    expect(areaOf(square)).toBe(8000);
  });

  it("are none without four corners", () => {
    expect(
      largestQuad(
        convexHull([
          [0, 0],
          [1, 0],
          [2, 0],
          [5, 5],
        ]),
      ),
    ).toBeUndefined();
  });
});

describe("rectify", () => {
  it("leaves a picture as it is under the identity, and sets a slanted one upright", () => {
    const gray = drawing({ height: 80, width: 100 }, (x, y) => 128 + 100 * Math.sin(x / 9) * Math.cos(y / 7));
    expect(rectify(gray, identity, gray)).toEqual(gray);
    const seen = rectify(gray, inverse(slanted), { height: 200, width: 260 }, 255);
    expect(seen.pixels[0]).toBe(255);
    const back = rectify(seen, slanted, gray);
    const off = back.pixels.map((shade, at) => Math.abs(shade - (gray.pixels[at] as number)));
    const inner = off.filter((_, at) => at % 100 > 2 && at % 100 < 97 && at > 300 && at < 7700);
    expect(Math.max(...inner)).toBeLessThan(8);
  });

  it("averages where it makes much smaller", () => {
    const checkered = drawing({ height: 64, width: 64 }, (x, y) => ((Math.floor(x) + Math.floor(y)) % 2) * 255);
    expect(new Set(rectify(checkered, [8, 0, 0, 0, 8, 0, 0, 0, 1], { height: 8, width: 8 }).pixels)).toEqual(new Set([128]));
  });
});

describe("resample", () => {
  const ramp = { pixels: Float32Array.of(0, 10, 20, 30, 40, 50), height: 1, width: 6 };

  it("averages the area when it makes smaller, with fractions of pixels", () => {
    expect([...resample(ramp, { left: 0, top: 0, right: 6, bottom: 1 }, { height: 1, width: 2 })]).toEqual([10, 40]);
    expect(resample(ramp, { left: 0.5, top: 0, right: 3.5, bottom: 1 }, { height: 1, width: 1 })[0]).toBeCloseTo((0 + 20 + 40 + 30) / 6, 4);
  });

  it("keeps a straight slope when it makes larger", () => {
    const fine = resample(ramp, { left: 2, top: 0, right: 4, bottom: 1 }, { height: 1, width: 4 });
    for (const [at, shade] of [...fine].entries()) expect(shade).toBeCloseTo(17.5 + 5 * at, 4);
  });

  it("shows nothing beyond the edges", () => {
    expect([...resample(ramp, { left: 20, top: 5, right: 26, bottom: 6 }, { height: 1, width: 2 })]).toEqual([0, 0]);
  });
});

describe("distance transform", () => {
  it("is that of comparing with every pixel", () => {
    const mask = drawing({ height: 9, width: 13 }, (x, y) => ((Math.floor(x) * 7 + Math.floor(y) * 11) % 17 === 0 ? 1 : 0));
    const counts = [...mask.pixels.keys()].filter((at) => mask.pixels[at] === 1);
    const wanted = [...mask.pixels.keys()].map((at) =>
      Math.min(...counts.map((other) => ((at % 13) - (other % 13)) ** 2 + (Math.floor(at / 13) - Math.floor(other / 13)) ** 2)),
    );
    expect([...squaredDistances(mask)]).toEqual(wanted);
  });

  it("is far where nothing counts", () => {
    expect(Math.min(...squaredDistances({ pixels: new Uint8Array(6), height: 2, width: 3 }))).toBeGreaterThan(1e9);
  });
});
