import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type TiffDirectory, tiffOf } from "../../../test/tiff-of.js";
import { FormatError } from "../../errors.js";
import { decodePages } from "../decode-pages.js";
import type { DecodeOptions, Page } from "../page.js";

async function pagesOf(bytes: Uint8Array, options?: DecodeOptions): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of decodePages(bytes, "file", options)) pages.push(page);
  return pages;
}

const refusalOf = (bytes: Uint8Array) => pagesOf(bytes).catch((error: unknown) => error);

const [width, height] = [4, 4];
const bytesOf = (numbers: Uint16Array | Uint32Array | Float32Array | Float64Array) => new Uint8Array(numbers.buffer as ArrayBuffer);
const tiff = (pixels: Uint8Array, tags: TiffDirectory["tags"] = {}) => tiffOf([{ width, height, pixels, tags }]);
const steps = Array.from({ length: 16 }, (_, at) => at * 17);
const shadesOf = (page: Page | undefined) => Array.from(page?.picture.pixels ?? []);
const floats = { 258: [32], 339: [3] };

describe("numbers of more than a byte", () => {
  it.each<[what: string, bytes: Uint8Array, notice: string | undefined]>([
    ["floats of 0 to 1", tiff(bytesOf(Float32Array.from(steps, (step) => step / 255)), floats), undefined],
    [
      "floats of 0 to 255",
      tiff(bytesOf(Float32Array.from(steps)), floats),
      "file holds floats up to 255; they were taken for shades from 0 to 255",
    ],
    ["floats where 0 is white", tiff(bytesOf(Float32Array.from(steps, (step) => 1 - step / 255)), { ...floats, 262: [0] }), undefined],
    ["16 bits", tiff(bytesOf(Uint16Array.from(steps, (step) => step * 257)), { 258: [16] }), undefined],
    [
      "16 bits that use 8",
      tiff(bytesOf(Uint16Array.from(steps)), { 258: [16] }),
      "file holds numbers of 16 bits up to 255; they were taken for shades from 0 to 255",
    ],
    [
      "16 bits that use 12",
      tiff(bytesOf(Uint16Array.from(steps, (step) => Math.round((step * 4095) / 255))), { 258: [16] }),
      "file holds numbers of 16 bits up to 4095; they were taken for shades from 0 to 4095",
    ],
    ["32 bits", tiff(bytesOf(Uint32Array.from(steps, (step) => step * 0x01010101)), { 258: [32] }), undefined],
    [
      "32 bits that use 8",
      tiff(bytesOf(Uint32Array.from(steps)), { 258: [32] }),
      "file holds numbers of 32 bits up to 255; they were taken for shades from 0 to 255",
    ],
  ])("are taken by their real range: %s", async (_what, bytes, notice) => {
    const [page] = await pagesOf(bytes);
    expect([shadesOf(page), page?.notice]).toEqual([steps, notice]);
  });

  it("are taken so of a PNG, too, and in color", async () => {
    const gray = await sharp(Uint16Array.from(steps), { raw: { width, height, channels: 1 } })
      .toColourspace("grey16")
      .png()
      .toBuffer();
    expect(shadesOf((await pagesOf(gray))[0])).toEqual(steps);
    const colors = Float32Array.from({ length: 48 }, (_, at) => at / 51);
    const [page] = await pagesOf(tiff(bytesOf(colors), { 258: [32, 32, 32], 339: [3, 3, 3], 262: [2], 277: [3] }));
    expect(shadesOf(page)).toEqual(Array.from({ length: 48 }, (_, at) => at * 5));
  });

  it.each([
    [Number.NaN, "file holds NaN, which is no shade; save it as PNG, or with numbers from 0 to 255"],
    [Number.POSITIVE_INFINITY, "file holds Infinity, which is no shade; save it as PNG, or with numbers from 0 to 255"],
    [-1, "file holds numbers from -1 to 0.5, which are no shades; save it as PNG, or with numbers from 0 to 255"],
    [1e6, "file holds numbers from 0.5 to 1000000, which are no shades; save it as PNG, or with numbers from 0 to 255"],
  ])("are refused where %d is among them", async (value, sentence) => {
    const numbers = new Float32Array(16).fill(0.5);
    numbers[3] = value;
    expect(await refusalOf(tiff(bytesOf(numbers), floats))).toEqual(new FormatError(sentence));
  });
});

describe("what lies beside the colors", () => {
  const rgba = (alpha: (at: number) => number, shade: (at: number) => number) =>
    Uint8Array.from({ length: 64 }, (_, at) => (at % 4 === 3 ? alpha(at >> 2) : shade(at >> 2)));
  const tags = { 258: [8, 8, 8, 8], 262: [2], 277: [4] };
  const red = (page: Page | undefined) => shadesOf(page).filter((_, at) => at % 3 === 0);

  it.each([
    ["not told", tags],
    ["unspecified", { ...tags, 338: [0] }],
  ])("is no alpha where it is %s", async (_what, unspecified) => {
    const [page] = await pagesOf(
      tiff(
        rgba(
          () => 0,
          (at) => at * 17,
        ),
        unspecified,
      ),
    );
    expect(red(page)).toEqual(steps);
  });

  it("is alpha all the same where the colors show nothing", async () => {
    const [page] = await pagesOf(
      tiff(
        rgba(
          (at) => (at < 3 ? 255 : 0),
          () => 0,
        ),
        { ...tags, 338: [0] },
      ),
    );
    expect(red(page).slice(0, 5)).toEqual([0, 0, 0, 255, 255]);
  });

  it("hides no picture that has shades and is transparent all over, and that is said", async () => {
    const hidden = rgba(
      () => 0,
      (at) => at * 17,
    );
    const [page] = await pagesOf(tiff(hidden, { ...tags, 338: [2] }));
    expect(red(page)).toEqual(steps);
    expect(page?.notice).toMatch(/^all of .* is transparent, though it has shades; they were taken as they are$/);
  });

  it("lies on white; light strokes on nothing lie on black, and that is said", async () => {
    const strokes = (shade: number) =>
      sharp(
        rgba(
          (at) => (at < 3 ? 255 : 0),
          () => shade,
        ),
        { raw: { width, height, channels: 4 } },
      )
        .png()
        .toBuffer();
    const [dark] = await pagesOf(await strokes(0));
    expect([red(dark).slice(2, 4), dark?.notice]).toEqual([[0, 255], undefined]);
    const [light] = await pagesOf(await strokes(250));
    expect([red(light).slice(2, 4), light?.notice]).toEqual([[250, 0], "file shows light strokes on nothing; they were laid on black"]);
  });
});

describe("pixels that are not square", () => {
  it("are made so where a TIFF tells its unit", async () => {
    const [page] = await pagesOf(tiff(new Uint8Array(16).fill(9), { 282: [204], 283: [98], 296: [2] }));
    expect(page?.picture).toMatchObject({ width: 4, height: 8, channels: 1 });
    expect(new Set(shadesOf(page))).toEqual(new Set([9]));
    expect(page?.notice).toBe("file has 204 x 98 pixels an inch; it was made 4 x 8 so that they are square");
    expect(page?.dpi).toBe(204);
    const turned = tiff(new Uint8Array(16), { 282: [204], 283: [98], 296: [3], 274: [6] });
    expect((await pagesOf(turned))[0]?.picture).toMatchObject({ width: 8, height: 4 });
  });

  it("are left where no unit is told, or the numbers make no sense", async () => {
    for (const tags of [
      { 282: [204], 283: [98] },
      { 282: [204], 283: [98], 296: [1] },
      { 282: [300], 283: [1], 296: [2] },
    ]) {
      const [page] = await pagesOf(tiff(new Uint8Array(16), tags));
      expect([page?.picture.width, page?.picture.height, page?.dpi]).toEqual([4, 4, 296 in tags && tags[296][0] === 2 ? 300 : undefined]);
    }
  });
});

describe("a TIFF's pages", () => {
  const gray: TiffDirectory = { width, height, pixels: Uint8Array.from(steps) };
  const color: TiffDirectory = {
    width,
    height,
    pixels: Uint8Array.from({ length: 48 }, (_, at) => (at % 3 === 0 ? 200 : 10)),
    tags: { 258: [8, 8, 8], 262: [2], 277: [3] },
  };

  it("are each read by their own colors", async () => {
    const pages = await pagesOf(tiffOf([gray, color]));
    expect(pages.map(({ picture }) => picture.channels)).toEqual([1, 3]);
    expect(shadesOf(pages[1]).slice(0, 3)).toEqual([200, 10, 10]);
  });

  it("are not the smaller copies beside them", async () => {
    const pyramid = await sharp({ create: { width: 600, height: 500, channels: 3, background: "red" } })
      .tiff({ pyramid: true, tile: true, tileWidth: 128, tileHeight: 128 })
      .toBuffer();
    expect((await pagesOf(pyramid)).map(({ of, picture }) => [of, picture.width])).toEqual([[1, 600]]);
    const [first, second] = await pagesOf(tiffOf([{ ...gray, tags: { 254: [1] } }, gray, { ...gray, tags: { 254: [4] } }, color]));
    expect([first?.picture.channels, second?.picture.channels, second?.of]).toEqual([1, 3, 2]);
  });

  it.each([
    ["Zstd", { 259: [50000] }],
    ["LZMA", { 259: [34925] }],
    ["LERC", { 259: [34887] }],
    ["JBIG", { 259: [34661] }],
    ["JPEG of the old style", { 259: [6] }],
    ["12 bits a sample", { 258: [12] }],
    ["floats of 64 bits", { 258: [64], 339: [3] }],
    ["signed numbers", { 339: [2] }],
    ["Lab colors", { 258: [8, 8, 8], 262: [8], 277: [3] }],
  ])("are refused by name where they are not read: %s", async (what, tags) => {
    expect(await refusalOf(tiff(new Uint8Array(64), tags))).toEqual(
      new FormatError(`file is a TIFF of a kind that is not read (${what}); save it as PNG`),
    );
  });

  it("that are not read are handed over, and the others go on", async () => {
    const told: unknown[] = [];
    const pages = await pagesOf(tiffOf([gray, { ...gray, tags: { 259: [50000] } }]), { onUndrawn: (page) => told.push(page) });
    expect(pages).toHaveLength(1);
    expect(told).toEqual([
      { error: new FormatError("page 2 of file is a TIFF of a kind that is not read (Zstd); save it as PNG"), number: 2, of: 2 },
    ]);
  });
});

describe("other files are named", () => {
  const latin = (text: string) => Buffer.from(text, "latin1");
  it.each([
    ["PPM", latin("P6\n2 2\n255\n............"), "file is a PPM, PGM or PBM picture, which is not read; save it as PNG"],
    ["JPEG 2000", latin("\0\0\0\x0cjP  \r\n\x87\n"), "file is a JPEG 2000 picture, which is not read; save it as PNG"],
    [
      "a web page",
      latin("<!DOCTYPE html><title>404</title>"),
      "file is a web page, whatever its name says: a server sent that in place of the picture; fetch it again",
    ],
    [
      "a Git LFS pointer",
      latin("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"),
      "file is a Git LFS pointer, which stands for the picture; fetch the picture itself with: git lfs pull",
    ],
  ])("%s", async (_what, bytes, sentence) => {
    expect(await refusalOf(bytes)).toEqual(new FormatError(sentence));
  });
});
