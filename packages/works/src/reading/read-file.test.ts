import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tiffOf } from "../../../tenfold/test/tiff-of.js";
import type { PageReader } from "./page-reader.js";
import { readFilePages } from "./read-file.js";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-read-file-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const seen: unknown[] = [];
const reader = {
  model: {},
  engine: {},
  read: async (picture: { width: number }) => ({ strings: [], grids: [], reason: `${picture.width} wide` }),
  readStrokes: async (strokes: unknown, options: unknown) => {
    seen.push([strokes, options]);
    return { strings: [], grids: [], reason: "strokes" };
  },
} as unknown as PageReader;

async function at(name: string, content: Uint8Array | string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

describe("readFilePages", () => {
  it("reads pen strokes as one page, as large as they reach", async () => {
    const file = await at(
      "pad.json",
      JSON.stringify([
        {
          points: [
            { x: 1, y: 2 },
            { x: 30.5, y: 40 },
          ],
        },
      ]),
    );
    expect(await readFilePages(file, { reader, maxError: 0.01 })).toEqual([
      { file, page: 1, pages: 1, width: 31, height: 40, strings: [], grids: [], reason: "strokes" },
    ]);
    expect(seen).toEqual([[[[1, 2, 30.5, 40]], { maxError: 0.01 }]]);
  });

  it("tells of what holds no strokes", async () => {
    const file = await at("other.json", "{}");
    const [page] = await readFilePages(file, { reader });
    expect(page).toEqual({ file, error: expect.stringContaining("other.json holds no pen strokes") });
  });

  it("has an error for a page that is not read, and reads the others", async () => {
    const good = { width: 9, height: 2, pixels: new Uint8Array(18) };
    const file = await at("pages.tif", tiffOf([good, { ...good, tags: { 259: [50000] } }, good]));
    const pages = await readFilePages(file, { reader });
    expect(pages.map((page) => ("error" in page ? [page.page, page.error] : [page.page, page.reason]))).toEqual([
      [1, "9 wide"],
      [2, `page 2 of ${file} is a TIFF of a kind that is not read (Zstd); save it as PNG`],
      [3, "9 wide"],
    ]);
  });

  it("says how a picture was taken", async () => {
    const pixels = Buffer.from(Uint8Array.from({ length: 64 }, (_, at) => (at % 4 === 3 ? (at < 12 ? 255 : 0) : 250)));
    const file = await at(
      "strokes.png",
      await sharp(pixels, { raw: { width: 4, height: 4, channels: 4 } })
        .png()
        .toBuffer(),
    );
    const [page] = await readFilePages(file, { reader });
    expect(page).toMatchObject({ notice: `${file} shows light strokes on nothing; they were laid on black` });
  });
});
