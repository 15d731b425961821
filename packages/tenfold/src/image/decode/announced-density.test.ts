import sharp from "sharp";
import { expect, it } from "vitest";
import { tiffOf } from "../../../test/tiff-of.js";
import { announcedDensity } from "./announced-density.js";

const page = { width: 2, height: 2, pixels: new Uint8Array(4) };

it("is told by PNG and TIFF in their own units, along both sides", async () => {
  const png = await sharp({ create: { width: 3, height: 2, channels: 3, background: "red" } })
    .withMetadata({ density: 200 })
    .png()
    .toBuffer();
  expect(announcedDensity(png)?.x).toBeCloseTo(200, 1);
  expect(announcedDensity(tiffOf([{ ...page, tags: { 282: [204], 283: [98], 296: [2] } }]))).toEqual({ x: 204, y: 98 });
});

it("is believed of no file that tells no unit, and of no other kind", async () => {
  const picture = sharp({ create: { width: 3, height: 2, channels: 3, background: "red" } });
  expect(announcedDensity(await picture.gif().toBuffer())).toBeUndefined();
  expect(announcedDensity(tiffOf([{ ...page, tags: { 282: [204], 283: [98] } }]))).toBeUndefined();
  expect(announcedDensity(await picture.withMetadata({ density: 300 }).jpeg().toBuffer())).toBeUndefined();
  expect(announcedDensity(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0))).toBeUndefined();
});
