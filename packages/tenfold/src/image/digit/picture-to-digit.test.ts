import fc from "fast-check";
import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { pictures, slivers } from "../../../test/any-picture.js";
import { drawing as sketched } from "../../../test/drawings.js";
import { FormatError, InputError } from "../../errors.js";
import { decodePages } from "../../node/decode-pages.js";
import { apply } from "../geometry/transform.js";
import { pictureToDigit } from "./picture-to-digit.js";

/** A picture of an L, 80 by 40 pixels in 200 by 100, drawn as SVG so that every format can be made of it. */
function letter({ paper = "white", ink = "black" } = {}): Sharp {
  return drawing({ width: 200, height: 100, paper, ink, path: "M120 10h20v65h20v15h-40z" });
}

function drawing({ width = 28, height = 28, paper = "white", ink = "black", path = "" }): Sharp {
  const background = paper === "none" ? "" : `<rect width="100%" height="100%" fill="${paper}"/>`;
  const figure = `<path d="${path}" fill="${ink}"/>`;
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${background}${figure}</svg>`));
}

async function seen(bytes: Uint8Array, size = {}) {
  for await (const { picture } of decodePages(bytes, "picture")) return pictureToDigit(picture, size, "picture");
  throw new Error("no page");
}

const read = async (bytes: Uint8Array, size = {}) => (await seen(bytes, size)).pixels;
const at = (pixels: Uint8Array, row: number, column: number) => pixels[row * 28 + column];

/** Rows and columns that the ink reaches, from and up to, not including. */
function reach(pixels: Uint8Array): { rows: [number, number]; columns: [number, number] } {
  const inked = [...pixels.keys()].filter((index) => (pixels[index] as number) >= 128);
  const rows = inked.map((index) => Math.floor(index / 28));
  const columns = inked.map((index) => index % 28);
  return { rows: [Math.min(...rows), Math.max(...rows) + 1], columns: [Math.min(...columns), Math.max(...columns) + 1] };
}

describe("pictureToDigit", () => {
  it("fits the digit into 20 of 28 pixels, its center of mass in the middle, ink 255 on paper 0", async () => {
    const digit = await read(await letter().png().toBuffer());
    expect(reach(digit)).toEqual({ rows: [3, 23], columns: [11, 21] });
    expect([Math.max(...digit), at(digit, 0, 0), at(digit, 10, 20)]).toEqual([255, 0, 0]);
    let [mass, down, across] = [0, 0, 0];
    for (const [index, ink] of digit.entries()) {
      mass += ink;
      down += ink * Math.floor(index / 28);
      across += ink * (index % 28);
    }
    expect(Math.abs(down / mass - 14)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(across / mass - 14)).toBeLessThanOrEqual(0.5);
  });

  it.each<[what: string, picture: () => Promise<Buffer>]>([
    ["light ink on dark paper", () => letter({ paper: "#111", ink: "#eee" }).png().toBuffer()],
    ["pale ink on gray paper", () => letter({ paper: "#999", ink: "#666" }).png().toBuffer()],
    ["colored ink", () => letter({ paper: "#fff8e0", ink: "#1030a0" }).png().toBuffer()],
    ["ink on nothing", () => letter({ paper: "none" }).png().toBuffer()],
    ["a JPEG", () => letter().jpeg({ quality: 60 }).toBuffer()],
    ["a JPEG in CMYK", () => letter().toColourspace("cmyk").jpeg().toBuffer()],
    ["a WebP", () => letter().webp().toBuffer()],
    ["a TIFF", () => letter().tiff().toBuffer()],
    ["a GIF", () => letter().gif().toBuffer()],
    ["a PNG with 16 bits", () => letter().toColourspace("rgb16").png().toBuffer()],
    ["a gray PNG with 16 bits", () => letter().toColourspace("grey16").png().toBuffer()],
    ["a PNG of gray and alpha", () => letter({ paper: "none" }).toColourspace("b-w").png().toBuffer()],
    ["a PNG with a palette", () => letter().png({ palette: true }).toBuffer()],
    ["a very large picture", () => letter().resize(4000).png().toBuffer()],
    ["a picture turned by its EXIF orientation", () => letter().rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer()],
  ])("reads %s alike", async (_what, picture) => {
    const wanted = await read(await letter().png().toBuffer());
    const digit = await read(await picture());
    expect(reach(digit)).toEqual(reach(wanted));
    expect(at(digit, 10, 13)).toBeGreaterThan(240);
    expect(at(digit, 1, 1)).toBe(0);
  });

  it("tells the way back to the picture", async () => {
    const { toSource } = await seen(await letter().resize(4000).png().toBuffer());
    const [x, y] = apply(toSource, [11, 3]); // the L's upper left corner, at (120, 10) of 200
    expect(Math.hypot(x - 2400, y - 200)).toBeLessThan(80);
  });

  it("reads a digit under uneven light, beside specks and a scanner's dark edge", async () => {
    const shade = `<defs><linearGradient id="g"><stop stop-color="#fff"/><stop offset="1" stop-color="#666"/></linearGradient></defs>`;
    const dirt = `<rect x="2" y="0" width="3" height="100"/><circle cx="20" cy="20" r="1"/><circle cx="180" cy="90" r="1.2"/>`;
    const edge = `<rect width="2" height="100"/>`;
    const svg = (paper: string, marks: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">${shade}<rect width="100%" height="100%" fill="${paper}"/>${marks}</svg>`;
    const path = `<path d="M120 10h20v65h20v15h-40z" fill-opacity=".7"/>`;
    const clean = await read(
      await sharp(Buffer.from(svg("white", path)))
        .png()
        .toBuffer(),
    );
    const dirty = await read(
      await sharp(Buffer.from(svg("url(#g)", path + edge + dirt.replace(/<rect.*?>/, ""))))
        .png()
        .toBuffer(),
    );
    expect(reach(dirty)).toEqual(reach(clean));
  });

  it("gives a tenth of what lies between paper and ink to the paper, and stretches the rest", () => {
    /** Two upright bars with so much of their darkness between them; the shade that a network sees there. */
    const between = (share: number) => {
      const dark = (x: number, y: number) => (y < 20 || y > 220 || x < 80 || x > 160 ? 0 : x < 100 || x > 140 ? 200 : 200 * share);
      const { pixels } = pictureToDigit({ ...sketched({ height: 240, width: 240 }, (x, y) => 255 - dark(x, y)), channels: 1 });
      return pixels[14 * 28 + 14];
    };
    expect(between(0.09)).toBe(0);
    expect(Math.abs((between(0.2) ?? 0) - 255 * (0.1 / 0.9))).toBeLessThan(2);
    expect(Math.abs((between(0.4) ?? 0) - 255 * (0.3 / 0.9))).toBeLessThan(2);
  });

  it("sees a digit from 16 shades between its darkest and its lightest pixel on", () => {
    const bar = (dark: number) =>
      pictureToDigit({
        ...sketched({ height: 60, width: 60 }, (x, y) => (Math.abs(x - 30) < 3 && Math.abs(y - 30) < 20 ? 200 - dark : 200)),
        channels: 1,
      });
    expect(Math.max(...bar(16).pixels)).toBe(255);
    expect(() => bar(15)).toThrow("the picture shows nothing: all its pixels have about the same shade; pass a picture of a digit");
  });

  it("enlarges a small picture", async () => {
    const digit = await read(await drawing({ width: 12, height: 14, path: "M5 2h3v10h-3z" }).png().toBuffer());
    expect(reach(digit)).toEqual({ rows: [4, 24], columns: [11, 17] });
  });

  it("takes a picture of the wanted size as it is where it has MNIST's form, light paper turned dark", async () => {
    const path = "M12 4h5v20h-5z";
    const dark = await read(await drawing({ path, paper: "black", ink: "#c0c0c0" }).png().toBuffer());
    expect(reach(dark)).toEqual({ rows: [4, 24], columns: [12, 17] });
    expect([at(dark, 14, 14), at(dark, 20, 20)]).toEqual([192, 0]);
    const light = await read(await drawing({ path, paper: "white", ink: "#3f3f3f" }).png().toBuffer());
    expect(light).toEqual(dark);
  });

  it("brings a picture of the wanted size to MNIST's form where it is small, off the middle or faint", async () => {
    for (const [path, ink] of [
      ["M3 3h4v16h-4z", "#3f3f3f"],
      ["M12 10h3v9h-3z", "#3f3f3f"],
      ["M12 4h5v20h-5z", "#c0c0c0"],
    ] as const) {
      const digit = await read(await drawing({ path, paper: "white", ink }).png().toBuffer());
      expect(reach(digit)?.rows).toEqual([4, 24]);
      expect(digit[14 * 28 + 14]).toBeGreaterThan(250);
    }
  });

  it("takes one as it is for networks that know other things than digits", async () => {
    const path = "M3 3h4v9h-4z";
    const dark = await read(await drawing({ path, paper: "black", ink: "#c0c0c0" }).png().toBuffer(), { trustsSize: true });
    expect(reach(dark)).toEqual({ rows: [3, 12], columns: [3, 7] });
    expect([at(dark, 5, 5), at(dark, 20, 20)]).toEqual([192, 0]);
  });

  it("fits networks of other sizes", async () => {
    const digit = await read(await letter().png().toBuffer(), { height: 56, width: 56 });
    expect(digit.length).toBe(56 * 56);
    expect(digit[28 * 56 + 28]).toBe(255);
  });

  it("fits networks of many pixels", async () => {
    const digit = await read(await letter().png().toBuffer(), { height: 1024, width: 1024 });
    expect(digit[512 * 1024 + 512]).toBe(255);
  });

  it("says what is wrong with a file", async () => {
    const png = await letter().png().toBuffer();
    const jpeg = await drawing({ width: 800, height: 800, path: "M9 9h90v90z" }).jpeg().toBuffer();
    const huge = await sharp({ create: { width: 8000, height: 6300, channels: 3, background: "white" } })
      .png()
      .toBuffer();
    const blank = await letter({ ink: "#f8f8f8" }).png().toBuffer();
    const damaged = "picture is a damaged picture, perhaps cut short; fetch or save it again";
    const unknown = "picture holds text, whatever its name says, and is no picture that can be read; pass PNG, JPEG, WebP, TIFF or PDF";
    const nothing = "picture shows nothing: all its pixels have about the same shade; pass a picture of a digit";
    await expect(read(Buffer.from("hello"))).rejects.toThrow(new FormatError(unknown));
    await expect(read(png.subarray(0, png.length / 2))).rejects.toThrow(new FormatError(damaged));
    await expect(read(jpeg.subarray(0, jpeg.length / 2))).rejects.toThrow(new FormatError(damaged));
    await expect(read(huge)).rejects.toThrow(
      new InputError("picture has 8000 x 6300 pixels, more than the 50 million that are read; make it smaller"),
    );
    await expect(read(blank)).rejects.toThrow(new InputError(nothing));
  });
});

describe("pictureToDigit of any picture", () => {
  it("is a digit in its form, or refused with a sentence", () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        try {
          const { pixels, toSource } = pictureToDigit(picture, { strokes: [2.3, 3.2] });
          expect(pixels).toHaveLength(784);
          expect(toSource.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("is one of a single row or column", () => {
    for (const picture of slivers) expect(pictureToDigit(picture).pixels).toHaveLength(784);
  });
});
