import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { grayscale } from "../src/image/basics/grayscale.js";
import { findGrids } from "../src/image/grids/find-grids.js";
import { gridDigits } from "../src/image/grids/grid-digits.js";
import { onLightPaper } from "../src/image/ink/polarity.js";
import { decodePages } from "../src/node/decode-pages.js";

/** Real samples, which are not part of the project; docs/reading.md tells of them, bench/reading.js measures all of them. */
const samples = process.env.TENFOLD_SAMPLES ?? "";
const present = (path: string) => samples !== "" && existsSync(join(samples, path));

async function grayOf(path: string) {
  for await (const { picture } of decodePages(await readFile(join(samples, path)), path)) return onLightPaper(grayscale(picture));
  throw new Error("no page");
}

describe.skipIf(!present("ruled-page/page.png"))("a ruled page (skipped where TENFOLD_SAMPLES has none)", () => {
  it("has its 30 rows of 20 cells, all filled", async () => {
    const gray = await grayOf("ruled-page/page.png");
    const [grid] = findGrids(gray);
    expect(grid).toMatchObject({ rows: 30, columns: 20 });
    expect(grid && gridDigits(gray, grid).filter(({ digit }) => digit)).toHaveLength(600);
  });
});

const photo = "sudoku-photos/images/02_12_honor_view_10_1.jpg";
describe.skipIf(!present(photo))("a photo of a sudoku on bowed paper (skipped where TENFOLD_SAMPLES has none)", () => {
  it("has its 81 cells, the filled ones found and the blank ones left blank", async () => {
    const gray = await grayOf(photo);
    const labels = (await readFile(join(samples, photo.replace("images", "labels").replace(".jpg", ".txt")), "utf8"))
      .match(/\d+/g)
      ?.map(Number);
    const [grid] = findGrids(gray, { rows: 9, columns: 9 });
    const found = grid ? gridDigits(gray, grid).map(({ digit }) => digit !== undefined) : [];
    const clear = [...found.keys()].filter((at) => labels?.[at] !== 10); // 10: several notes
    expect(clear.map((at) => found[at])).toEqual(clear.map((at) => labels?.[at] !== 0));
    expect(found).toHaveLength(81);
  });
});
