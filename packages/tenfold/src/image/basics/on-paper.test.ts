import { expect, it } from "vitest";
import { onPaper } from "./on-paper.js";

/** Four by four pixels, of which the first `count` show a shade. */
const strokes = (shade: number, count: number, alpha = 255) => ({
  pixels: Uint8Array.from({ length: 32 }, (_, at) => (at >> 1 >= count ? 0 : at % 2 === 1 ? alpha : shade)),
  height: 4,
  width: 4,
  channels: 2 as const,
});

it("is white for dark strokes, black for light ones on nothing", () => {
  expect(onPaper(strokes(20, 3))).toMatchObject({ paper: "white" });
  const { picture, paper } = onPaper(strokes(250, 3, 128));
  expect([paper, picture.pixels[0], picture.pixels[3]]).toEqual(["black", Math.round((250 * 128) / 255), 0]);
});

it("is white below what covers half of the picture: that is paper itself, whose corners are cut", () => {
  expect(onPaper(strokes(250, 8)).paper).toBe("white");
  expect(onPaper(strokes(250, 7)).paper).toBe("black");
});

it("is white where nothing is seen at all", () => {
  expect(new Set(onPaper(strokes(250, 0)).picture.pixels)).toEqual(new Set([255]));
});
