import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { pdfOfBoxes as pdf } from "../../test/pdf-of.js";
import { FormatError, InputError } from "../errors.js";
import { decodePages } from "./decode-pages.js";
import type { DecodeOptions, Page } from "./page.js";

async function pagesOf(bytes: Uint8Array, options?: DecodeOptions): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of decodePages(bytes, "file", options)) pages.push(page);
  return pages;
}

const refusalOf = (bytes: Uint8Array, options?: DecodeOptions) =>
  pagesOf(bytes, options).then(
    () => undefined,
    (error: unknown) => error,
  );
const flat = (width: number, height: number, background: string) => sharp({ create: { width, height, channels: 3, background } });
const frames = async (...colors: string[]) => {
  const pictures = await Promise.all(colors.map((color) => flat(8, 6, color).png().toBuffer()));
  return sharp(pictures, { join: { animated: true } });
};

describe("decodePages", () => {
  it("gives pixels that can move to another thread without being copied", async () => {
    const [page] = await pagesOf(await flat(30, 20, "red").png().toBuffer());
    const pixels = page?.picture.pixels as Uint8Array;
    expect(pixels).toHaveLength(1800);
    expect(structuredClone(pixels, { transfer: [pixels.buffer as ArrayBuffer] })).toEqual(
      new Uint8Array(1800).map((_, at) => (at % 3 === 0 ? 255 : 0)),
    );
    expect(pixels).toHaveLength(0);
  });

  it("gives a picture as one page", async () => {
    const [page, ...none] = await pagesOf(await flat(5, 4, "#ff8000").png().toBuffer());
    expect(none).toEqual([]);
    expect(page).toMatchObject({ number: 1, of: 1, picture: { height: 4, width: 5, channels: 3 } });
    expect([...(page?.picture.pixels.subarray(0, 3) ?? [])]).toEqual([255, 128, 0]);
    expect(page).not.toHaveProperty("notice");
  });

  it("gives the one page that is asked for, and none that is not there", async () => {
    const three = pdf(["0 0 9 9 re", "0 0 5 5 re", "0 0 2 2 re"]);
    expect((await pagesOf(three, { only: 2 })).map(({ number, of }) => [number, of])).toEqual([[2, 3]]);
    expect(await pagesOf(three, { only: 4 })).toEqual([]);
    await expect(pagesOf(three, { only: 0 })).rejects.toThrow("only is 0; the number of a page, from 1 on is wanted");
  });

  it("says how many pixels an inch has, where the file does, and with what a PDF was drawn", async () => {
    const scan = flat(5, 4, "red");
    expect((await pagesOf(await scan.withMetadata({ density: 240 }).png().toBuffer()))[0]?.dpi).toBe(240);
    expect((await pagesOf(pdf(["0 0 9 9 re"]), { dpi: 100 }))[0]?.dpi).toBe(100);
  });

  it("turns a photo as its EXIF orientation says", async () => {
    const [page] = await pagesOf(await flat(5, 4, "red").withMetadata({ orientation: 6 }).jpeg().toBuffer());
    expect(page?.picture).toMatchObject({ height: 5, width: 4 });
  });

  it("gives all pages of a TIFF", async () => {
    const pages = await pagesOf(await (await frames("#000000", "#808080", "#ffffff")).tiff().toBuffer());
    expect(pages.map(({ number, of, picture }) => [number, of, picture.height, picture.pixels[0]])).toEqual([
      [1, 3, 6, 0],
      [2, 3, 6, 128],
      [3, 3, 6, 255],
    ]);
  });

  it.each(["gif", "webp"] as const)("gives the first frame of an animated %s, and says so", async (format) => {
    const [page, ...none] = await pagesOf(await (await frames("#000000", "#ffffff")).toFormat(format).toBuffer());
    expect(none).toEqual([]);
    expect(page?.picture).toMatchObject({ height: 6, width: 8 });
    expect(page?.picture.pixels[0]).toBe(0);
    expect(page?.notice).toBe("file is animated; the first of its 2 frames was read");
  });

  it("draws the pages of a PDF, in color and as fine as told", async () => {
    const pages = await pagesOf(pdf(["1 0 0 rg 0 36 72 36 re", "0 0 1 rg 72 0 72 36 re"]), { dpi: 144 });
    const at = (page: Page | undefined, x: number, y: number) => [
      ...(page?.picture.pixels.subarray((y * 288 + x) * 3, (y * 288 + x) * 3 + 3) ?? []),
    ];
    expect(pages.map(({ number, of, picture: { height, width } }) => [number, of, height, width])).toEqual([
      [1, 2, 144, 288],
      [2, 2, 144, 288],
    ]);
    expect([at(pages[0], 10, 10), at(pages[0], 200, 100)]).toEqual([
      [255, 0, 0],
      [255, 255, 255],
    ]);
    expect([at(pages[1], 10, 10), at(pages[1], 200, 100)]).toEqual([
      [255, 255, 255],
      [0, 0, 255],
    ]);
  });
});

describe("decodePages refuses, with a sentence,", () => {
  const mend = "fetch or save it again";
  const types = "is no picture that can be read; pass PNG, JPEG, WebP, TIFF or PDF";

  it.each<[what: string, bytes: () => Uint8Array | Promise<Uint8Array>, sentence: string]>([
    ["an empty file", () => new Uint8Array(0), "file is empty; pass a picture or a PDF"],
    ["text renamed to .png", () => Buffer.from("hello there"), `file holds text, whatever its name says, and ${types}`],
    ["noise", () => Uint8Array.from({ length: 99 }, (_, at) => (at * 77) % 251), `file ${types}`],
    [
      "HEIC",
      () => Buffer.from("\0\0\0\x20ftypheic...."),
      "file is a damaged HEIC picture, or one of an unusual coding; save or share it as JPEG",
    ],
    ["BMP", () => Buffer.from("BM\x30\0\0\0"), "file is a BMP picture, which is not read; save it as PNG"],
    [
      "an SVG that ends too early",
      () => Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'><path"),
      "file is an SVG that cannot be drawn: it is damaged, or asks for too much; save it as PNG",
    ],
    ["a PNG of its mark alone", () => Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), `file is a damaged picture, perhaps cut short; ${mend}`],
    [
      "half a JPEG",
      async () => {
        const noise = Buffer.from(Uint8Array.from({ length: 30000 }, (_, at) => (at * at * 31) % 253));
        const jpeg = await sharp(noise, { raw: { height: 100, width: 100, channels: 3 } })
          .jpeg()
          .toBuffer();
        return jpeg.subarray(0, jpeg.length / 2);
      },
      `file is a damaged picture, perhaps cut short; ${mend}`,
    ],
    ["half a PDF", () => pdf(["0 0 9 9 re"]).subarray(0, 60), `file is a damaged PDF, perhaps cut short; ${mend}`],
    [
      "a locked PDF",
      () => {
        const [owner, user] = ["11", "22"].map((byte) => byte.repeat(32));
        return pdf(["0 0 9 9 re"], {
          trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${owner}> /U <${user}> /P -44 >> /ID [<00> <00>]`,
        });
      },
      "file is locked with a password; save a copy without one",
    ],
  ])("%s", async (_what, bytes, sentence) => {
    expect(await refusalOf(await bytes())).toEqual(new FormatError(sentence));
  });

  it("a picture of too many pixels, before it is decoded", async () => {
    const png = Buffer.from(await flat(2, 2, "red").png().toBuffer());
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    png.writeUInt32BE(crcOf(png.subarray(12, 29)), 29);
    expect(await refusalOf(png)).toEqual(
      new InputError("file has 60000 x 60000 pixels, more than the 50 million that are read; make it smaller"),
    );
  });

  it("a PDF page of too many pixels", async () => {
    expect(await refusalOf(pdf(["0 0 9 9 re"], { media: "0 0 14000 14000" }))).toEqual(
      new InputError("page 1 of file at 300 dpi has 58334 x 58334 pixels, more than the 50 million that are read; make it smaller"),
    );
  });
});

/** The checksum of a PNG's chunk. */
function crcOf(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
