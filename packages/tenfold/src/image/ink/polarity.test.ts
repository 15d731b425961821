import { expect, it } from "vitest";
import { distanceTo, drawing, seven } from "../../../test/drawings.js";
import { inverted } from "../basics/picture.js";
import { digitIsLight, inkIsLight } from "./polarity.js";

const strokes = [seven(30, 30), seven(90, 40), seven(140, 25)].flat();
const written = drawing({ height: 120, width: 220 }, (x, y) => (distanceTo(strokes, x, y) < 2 ? 60 : 200));

it("tells dark ink on light paper from light ink on dark paper", () => {
  expect(inkIsLight(written)).toBe(false);
  expect(inkIsLight(inverted(written))).toBe(true);
});

it("is not led astray by a dark table, or by a shadow over half the page", () => {
  const onTable = drawing({ height: 240, width: 440 }, (x, y) => {
    const inside = x > 110 && x < 330 && y > 60 && y < 180;
    return inside ? (written.pixels[Math.floor(y - 60) * 220 + Math.floor(x - 110)] as number) : 20;
  });
  expect(inkIsLight(onTable)).toBe(false);
  const shadowed = drawing(written, (x, y) => (written.pixels[Math.floor(y) * 220 + Math.floor(x)] as number) * (x > 100 ? 0.4 : 1));
  expect(inkIsLight(shadowed)).toBe(false);
});

it("takes a blank picture for dark ink on light paper", () => {
  expect(inkIsLight(drawing({ height: 1, width: 1 }, () => 0))).toBe(false);
  expect(inkIsLight(drawing({ height: 30, width: 30 }, () => 255))).toBe(false);
});

it("goes by the edge of a digit's picture where four fifths of it are of one kind, and by all of it where not", () => {
  /** Dark all over, but for so many of the 36 pixels at its edge. */
  const framed = (light: number) => {
    let left = light;
    return drawing({ height: 10, width: 10 }, (x, y) => ([x, y].some((at) => at < 1 || at > 9) && left-- > 0 ? 220 : 30));
  };
  expect(inkIsLight(framed(29))).toBe(true);
  expect(digitIsLight(framed(29))).toBe(false); // 81 % of the edge: light paper
  expect(digitIsLight(framed(28))).toBe(true); // 78 %
});

it("goes by what is narrow where a hard shadow covers most of the page", () => {
  const shadowed = drawing(written, (x, y) => (written.pixels[Math.floor(y) * 220 + Math.floor(x)] as number) * (x + y > 60 ? 0.3 : 1));
  expect(inkIsLight(shadowed)).toBe(false);
  expect(inkIsLight(inverted(shadowed))).toBe(true);
});
