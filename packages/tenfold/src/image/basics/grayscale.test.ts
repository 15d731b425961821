import { describe, expect, it } from "vitest";
import { grayscale } from "./grayscale.js";
import type { Picture } from "./picture.js";

/** Paper with a stroke across, of two colors. */
function inked(paper: readonly number[], ink: readonly number[], channels: 1 | 2 | 3 | 4 = 3): Picture {
  const pixels = new Uint8Array(40 * 40 * channels);
  for (let at = 0; at < 1600; at++) pixels.set(at % 40 >= 18 && at % 40 < 22 ? ink : paper, at * channels);
  return { pixels, height: 40, width: 40, channels };
}

const contrast = (picture: Picture) => {
  const { pixels } = grayscale(picture);
  return Math.abs((pixels[20] as number) - (pixels[5] as number));
};

describe("grayscale", () => {
  it("is the luminance where that shows the ink", () => {
    const { pixels } = grayscale(inked([255, 255, 255], [20, 40, 160]));
    expect([pixels[5], pixels[20]]).toEqual([255, (77 * 20 + 150 * 40 + 29 * 160 + 128) >> 8]);
  });

  it("finds ink that differs from its paper in hue alone", () => {
    const [red, green] = [
      [200, 60, 60],
      [60, 131, 60],
    ] as const;
    expect(Math.abs(0.299 * 140 + 0.587 * -71)).toBeLessThan(1);
    expect(contrast(inked(green, red))).toBeGreaterThan(200);
    expect(contrast(inked([255, 255, 120], [255, 250, 255]))).toBeGreaterThan(100);
  });

  it("lays what is transparent on white paper", () => {
    const { pixels } = grayscale(inked([0, 0, 0, 0], [0, 0, 0, 255], 4));
    expect([pixels[5], pixels[20]]).toEqual([255, 0]);
    expect(grayscale(inked([100, 128], [100, 255], 2)).pixels[5]).toBe(Math.round((100 * 128 + 255 * 127) / 255));
  });

  it("takes 16 bits and a canvas's clamped bytes", () => {
    expect(grayscale({ pixels: Uint16Array.of(0, 65535, 256), height: 1, width: 3, channels: 1 }).pixels).toEqual(Uint8Array.of(0, 255, 1));
    expect(grayscale({ pixels: Uint8ClampedArray.of(7, 8), height: 1, width: 2, channels: 1 }).pixels).toEqual(Uint8Array.of(7, 8));
  });

  it("takes a picture of one color", () => {
    expect(new Set(grayscale(inked([9, 9, 9], [9, 9, 9])).pixels)).toEqual(new Set([9]));
  });

  it("goes by the luminance where that shows two fifths of the difference, and by the axis of the colors where less", () => {
    const ink = [20, 20, 20];
    expect(contrast(inked([217, 51, 40], ink))).toBe(255); // 35 % of 197² + 31² + 20² lie along the luminance
    expect(Math.abs(contrast(inked([212, 70, 43], ink)) - (0.299 * 192 + 0.587 * 50 + 0.114 * 23))).toBeLessThan(1); // 45 %
  });

  it("takes differences in color of up to 48 in all for noise", () => {
    expect(contrast(inked([124, 88, 112], [100, 100, 100]))).toBeLessThan(3);
    expect(contrast(inked([125, 88, 112], [100, 100, 100]))).toBe(255);
  });
});
