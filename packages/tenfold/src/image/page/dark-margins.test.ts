import { describe, expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { rng } from "../../engine/rng.js";
import type { Gray } from "../basics/picture.js";
import { withoutDarkMargins } from "./dark-margins.js";

const size = { height: 90, width: 70 };
/** A digit's stroke, 30 pixels high in the middle. */
const isStroke = (x: number, y: number) => x > 36 && x < 42 && y > 30 && y < 60;
const on = (paper: number, margin: (x: number, y: number) => number | undefined, isInk = isStroke): Gray =>
  drawing(size, (x, y) => margin(x, y) ?? (isInk(x, y) ? paper - 60 : paper));

/** Where the picture was cut, and the darkest pixel that is left but for the stroke. */
function cut(picture: Gray) {
  const { gray, left, top } = withoutDarkMargins(picture);
  const darkest = gray.pixels.reduce((least, shade, at) => {
    const [x, y] = [(at % gray.width) + left, Math.floor(at / gray.width) + top];
    return isStroke(x + 0.5, y + 0.5) ? least : Math.min(least, shade);
  }, 255);
  return { left, top, width: gray.width, height: gray.height, darkest };
}

const whole = { left: 0, top: 0, ...size };

describe("withoutDarkMargins", () => {
  it("cuts a gutter off, soft edge and all, from any side", () => {
    expect(cut(on(230, (x) => (x < 20 ? 30 : x < 24 ? 30 + 50 * (x - 20) : undefined)))).toMatchObject({
      left: 25,
      width: 45,
      darkest: 230,
    });
    expect(cut(on(230, (x) => (x > 55 ? 40 : undefined)))).toMatchObject({ left: 0, darkest: 230 });
    expect(cut(on(230, (_, y) => (y < 12 ? 60 : undefined)))).toMatchObject({ left: 0, top: 13, darkest: 230 });
    expect(cut(on(230, (_, y) => (y > 80 ? 60 : undefined)))).toMatchObject({ top: 0, darkest: 230 });
  });

  it("cuts a gutter off that covers more than half, and one that leans", () => {
    expect(
      cut(
        on(
          200,
          (x) => (x < 36 ? 10 : undefined),
          (x, y) => x > 50 && x < 55 && y > 30 && y < 60,
        ),
      ),
    ).toMatchObject({ left: 37 });
    expect(cut(on(230, (x, y) => (x < 12 + y / 15 ? 30 : undefined))).darkest).toBe(230);
  });

  it("cuts a gutter off with the fold beside it, which is neither as dark as the gutter nor as light as paper", () => {
    const random = rng(3);
    const folded = on(205, (x, y) => (x < 17 ? 26 : x < 24 ? 80 + 0.7 * y + 20 * random.uniform() : undefined));
    const { left, darkest } = cut(folded);
    expect(left).toBeGreaterThanOrEqual(24);
    expect(left).toBeLessThan(32);
    expect(darkest).toBe(205);
  });

  it("takes a line of the box's frame away, a few pixels from the edge at most", () => {
    expect(cut(on(230, (x) => (x > 1 && x < 4 ? 90 : undefined))).darkest).toBe(230);
    expect(cut(on(230, (x) => (x > 8 && x < 11 ? 90 : undefined)))).toMatchObject(whole); // that one is for who knows lines
  });

  it("leaves alone what is dark only along a part of an edge, pale, or ragged", () => {
    expect(cut(on(230, (x, y) => (x < 10 && y < 70 ? 30 : undefined)))).toMatchObject(whole);
    expect(cut(on(230, (x) => (x < 10 ? 200 : undefined)))).toMatchObject(whole);
    const random = rng(3);
    const depths = Array.from({ length: 90 }, () => 4 + random.below(16));
    expect(cut(on(230, (x, y) => (x < (depths[Math.floor(y)] as number) ? 30 : undefined)))).toMatchObject(whole);
  });

  it("leaves a 1 at the edge of a picture that is cut to its ink, and one alone", () => {
    const seven = (x: number, y: number) => (y < 6 && x > 20 && x < 60) || Math.abs(x - 60 + y / 3) < 4;
    expect(cut(on(230, (x, y) => (x < 6 || seven(x, y) ? 40 : undefined)))).toMatchObject(whole);
    const alone = drawing({ height: 90, width: 12 }, (x) => (x < 10 ? 40 : 230));
    expect(withoutDarkMargins(alone)).toMatchObject({ left: 0, top: 0, gray: { width: 12 } });
  });

  it("leaves a sheet on a table, light ink on dark paper, and a picture without anything", () => {
    expect(cut(on(230, (x, y) => (x < 20 || y < 22 || x > 50 || y > 70 ? 30 : undefined)))).toMatchObject(whole);
    const board = drawing(size, (x, y) => (isStroke(x, y) ? 240 : 30));
    expect(withoutDarkMargins(board).gray).toEqual(board);
    const random = rng(5);
    const blank = drawing(size, () => 220 + random.below(12));
    expect(withoutDarkMargins(blank).gray).toEqual(blank);
  });
});
