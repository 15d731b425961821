import sharp from "sharp";
import { expect, it } from "vitest";
import { tiffOf } from "../../../test/tiff-of.js";
import { announcedDensity } from "./announced-density.js";

const page = { width: 2, height: 2, pixels: new Uint8Array(4) };

/** The head of a JPEG that tells so many pixels a unit: 1 for inches, 2 for centimeters. */
function jfif(unit: number, x: number, y: number): Uint8Array {
  const signs = Array.from("JFIF", (sign) => sign.charCodeAt(0));
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, ...signs, 0, 1, 2, unit, x >> 8, x & 255, y >> 8, y & 255, 0, 0);
}

it("is told by PNG, TIFF and JPEG in their own units, along both sides", async () => {
  const png = await sharp({ create: { width: 3, height: 2, channels: 3, background: "red" } })
    .withMetadata({ density: 200 })
    .png()
    .toBuffer();
  expect(announcedDensity(png)?.x).toBeCloseTo(200, 1);
  expect(announcedDensity(tiffOf([{ ...page, tags: { 282: [204], 283: [98], 296: [2] } }]))).toEqual({ x: 204, y: 98 });
  expect(announcedDensity(jfif(1, 300, 150))).toEqual({ x: 300, y: 150 });
  expect(announcedDensity(jfif(2, 100, 100))).toEqual({ x: 254, y: 254 });
});

it("is believed of no file that tells no unit, and of no other kind", async () => {
  const picture = sharp({ create: { width: 3, height: 2, channels: 3, background: "red" } });
  expect(announcedDensity(await picture.gif().toBuffer())).toBeUndefined();
  expect(announcedDensity(tiffOf([{ ...page, tags: { 282: [204], 283: [98] } }]))).toBeUndefined();
  expect(announcedDensity(jfif(0, 1, 1))).toBeUndefined(); // the pixels' proportion
  expect(announcedDensity(jfif(1, 300, 300).subarray(0, 17))).toBeUndefined();
  expect(announcedDensity(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0))).toBeUndefined();
});
