import { describe, expect, it } from "vitest";
import { apply, identity } from "../../image/geometry/transform.js";
import { lineRaster } from "./line-raster.js";

/** A stroke of shades from 100 to 200 in the first row, and under it two rows of a shade that paper or a soft edge has. */
function stroke(below: number, height = 10) {
  const shades = Array.from({ length: 11 }, (_, at) => 100 + 10 * at);
  const pixels = Uint8Array.from([...shades, ...new Array(22).fill(below)]);
  const components = [{ runs: Int32Array.from([0, 0, 11]) }];
  const box = { left: 0, top: 0, right: 11, bottom: 1 };
  return lineRaster({ ink: { pixels, height: 3, width: 11 }, toSource: identity }, { components, box, height });
}

/** A black bar, 11 pixels wide and 30 high. */
function bar(height: number) {
  const components = [{ runs: Int32Array.from(Array.from({ length: 30 }, (_, row) => [row, 0, 11]).flat()) }];
  const ink = { pixels: new Uint8Array(330).fill(200), height: 30, width: 11 };
  return lineRaster({ ink, toSource: identity }, { components, box: { left: 0, top: 0, right: 11, bottom: 30 }, height });
}

describe("lineRaster", () => {
  it("stretches a stroke from 128 at its weakest to 255 at the shade that seven tenths of it do not exceed", () => {
    const { ink } = stroke(0);
    expect([ink.height, ink.width]).toEqual([5, 15]);
    const row = [...ink.pixels.subarray(2 * 15, 3 * 15)];
    // The eighth of eleven is 170: 127 over 70 shades.
    expect(row).toEqual([
      0,
      0,
      ...[0, 10, 20, 30, 40, 50, 60, 70].map((above) => Math.floor(128 + (above * 127) / 70)),
      255,
      255,
      255,
      0,
      0,
    ]);
  });

  it("shows soft pixels beside a stroke by how far they are above half of its weakest, and no others", () => {
    const below = (shade: number) => [3, 4].map((row) => stroke(shade).ink.pixels[row * 15 + 7]);
    expect(below(75)).toEqual([64, 0]);
    expect(below(50)).toEqual([0, 0]);
    expect(below(99)).toEqual([125, 0]);
    expect(below(180)).toEqual([127, 0]);
  });

  it("keeps two pixels of paper around, halves digits from 80 pixels on, and knows the way back", () => {
    const [whole, half] = [bar(79), bar(80)];
    expect([whole.height, whole.ink.width, apply(whole.toSource, [2, 2])]).toEqual([79, 15, [0, 0]]);
    expect([half.height, half.ink.width, apply(half.toSource, [1, 1])]).toEqual([40, 7, [0, 0]]);
  });

  it("makes room for strokes that are too thin for the digits' height, and makes them wider", () => {
    const { ink, toSource } = stroke(200, 79);
    expect([ink.width, apply(toSource, [7, 7])]).toEqual([25, [0, 0]]);
    expect(ink.pixels[5 * 25 + 12]).toBeGreaterThan(127);
  });
});
