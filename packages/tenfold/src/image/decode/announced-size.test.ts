import fc from "fast-check";
import sharp from "sharp";
import { expect, it } from "vitest";
import { announcedSize } from "./announced-size.js";

const picture = (channels: 3 | 4 = 3) => sharp({ create: { width: 321, height: 45, channels, background: "red" } });

it.each<[what: string, bytes: () => Promise<Buffer>]>([
  ["PNG", () => picture().png().toBuffer()],
  ["GIF", () => picture().gif().toBuffer()],
  ["JPEG", () => picture().jpeg().toBuffer()],
  ["a progressive JPEG with EXIF", () => picture().withMetadata({ orientation: 3 }).jpeg({ progressive: true }).toBuffer()],
  ["lossy WebP", () => picture().webp().toBuffer()],
  ["lossless WebP", () => picture().webp({ lossless: true }).toBuffer()],
  ["WebP with alpha", () => picture(4).webp().toBuffer()],
])("is told by %s", async (_what, bytes) => expect(announcedSize(await bytes())).toEqual({ width: 321, height: 45 }));

it("is not told by other files, nor by ones cut short", async () => {
  expect(announcedSize(new Uint8Array(0))).toBeUndefined();
  expect(announcedSize(await picture().tiff().toBuffer())).toBeUndefined();
  const files = await Promise.all([picture().png().toBuffer(), picture().jpeg().toBuffer(), picture().webp().toBuffer()]);
  for (const file of files) expect(announcedSize(file.subarray(0, 20))).toBeUndefined();
});

it("reads any bytes behind a JPEG's mark without a fall", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void announcedSize(Uint8Array.of(0xff, 0xd8, 0xff, ...bytes))));
});

it("is told by a JPEG's frame header, wherever it stands, and by no table that has a marker like it", () => {
  const table = (marker: number) => [0xff, marker, 0, 4, 9, 9];
  const frame = [0xff, 0xc0, 0, 11, 8, 0, 45, 1, 65, 1, 1, 17, 0];
  for (const marker of [0xc4, 0xc8, 0xcc, 0xe0, 0xdb]) {
    expect(announcedSize(Uint8Array.from([0xff, 0xd8, ...table(marker), ...frame]))).toEqual({ width: 321, height: 45 });
  }
  expect(announcedSize(Uint8Array.from([0xff, 0xd8, 0xff, ...frame]))).toEqual({ width: 321, height: 45 }); // padded
});
