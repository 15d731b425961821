import fc from "fast-check";
import { expect, it } from "vitest";
import { tiffOf } from "../../../test/tiff-of.js";
import { tiffDirectories } from "./tiff-directories.js";

const page = { width: 2, height: 2, pixels: new Uint8Array(4) };

it("tells what each page is, in order", () => {
  const directories = tiffDirectories(
    tiffOf([
      { ...page, tags: { 258: [8, 8, 8, 8], 262: [2], 277: [4], 338: [2], 282: [300], 283: [150.5], 296: [2], 274: [6] } },
      { ...page, tags: { 254: [1], 259: [50000], 282: [100], 283: [100], 296: [3] } },
    ]),
  );
  expect(directories).toEqual([
    {
      isCopy: false,
      bits: [8, 8, 8, 8],
      compression: 1,
      photometric: 2,
      samples: 4,
      extraSamples: [2],
      sampleFormat: 1,
      density: { x: 300, y: 150.5 },
      orientation: 6,
    },
    expect.objectContaining({ isCopy: true, compression: 50000, density: { x: 254, y: 254 } }),
  ]);
});

it("reads the other byte order, and BigTIFF", () => {
  const big = Buffer.alloc(64);
  big.set([0x4d, 0x4d, 0, 43, 0, 8, 0, 0]);
  big.writeBigUInt64BE(16n, 8);
  big.writeBigUInt64BE(1n, 16);
  big.set([0x01, 0x03, 0, 3], 24); // compression, a short
  big.writeBigUInt64BE(1n, 28);
  big.writeUInt16BE(34925, 36);
  expect(tiffDirectories(big)).toEqual([expect.objectContaining({ compression: 34925 })]);
});

it("goes round no circle, and reads any bytes without a fall", () => {
  const circle = tiffOf([page, page]);
  const view = new DataView(circle.buffer, circle.byteOffset);
  const first = view.getUint32(4, true);
  const second = view.getUint32(first + 2 + 12 * view.getUint16(first, true), true);
  view.setUint32(second + 2 + 12 * view.getUint16(second, true), first, true);
  expect(tiffDirectories(circle)).toHaveLength(2);
  const marks = [
    [0x49, 0x49, 42, 0],
    [0x4d, 0x4d, 0, 43],
  ];
  fc.assert(
    fc.property(fc.constantFrom(...marks), fc.uint8Array({ maxLength: 300 }), (mark, bytes) => {
      expect(Array.isArray(tiffDirectories(Uint8Array.of(...mark, ...bytes)))).toBe(true);
    }),
  );
});
