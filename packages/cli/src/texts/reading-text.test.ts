import type { ReadPage } from "tenfold/document";
import { expect, it } from "vitest";
import { readingText } from "./reading-text.js";

const page: ReadPage = { file: "a.tif", page: 1, pages: 1, strings: [], grids: [], notice: "page 1 of a.tif was made square" };

it("tells what somebody should know of a page, with strings or without", () => {
  expect(readingText(page)).toBe("a.tif\n  nothing was found to read\n  (page 1 of a.tif was made square)\n");
  const box = { left: 0, top: 0, right: 9, bottom: 9 };
  const string = { text: "71", confidence: 0.99, status: "accepted", reasons: [], box, digits: [], alternatives: [] } as const;
  expect(readingText({ ...page, strings: [string] })).toBe("a.tif\n  71  99.0 %\n  (page 1 of a.tif was made square)\n");
});
