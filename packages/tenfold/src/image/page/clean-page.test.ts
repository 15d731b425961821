import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pictures, slivers } from "../../../test/any-picture.js";
import { drawing } from "../../../test/drawings.js";
import { camera, photo, size, written } from "../../../test/written-page.js";
import { apply, type Transform } from "../geometry/transform.js";
import { cleanPage } from "./clean-page.js";

describe("cleanPage", () => {
  const places = (page: ReturnType<typeof cleanPage>, toPage: Transform) =>
    page.components.map(({ left, top, right, bottom }) => apply(toPage, apply(page.toSource, [(left + right) / 2, (top + bottom) / 2])));
  const expectText = (found: readonly (readonly [number, number])[]) => {
    expect(found).toHaveLength(40);
    for (const [x, y] of found) {
      const near = Math.min(
        ...Array.from({ length: 40 }, (_, at) => Math.hypot(x - (40 + 66 * (at % 8) + 9), y - (40 + 70 * Math.floor(at / 8) + 15))),
      );
      expect(near).toBeLessThan(4);
    }
  };

  it("finds what is written on a photographed sheet, and where", () => {
    expectText(places(cleanPage({ ...photo, channels: 1 }), camera));
  });

  it("sees through rules, specks and reversed colors", () => {
    const noisy = drawing(size, (x, y) => {
      const ruled = Math.abs(y - 70 * Math.round(y / 70) - 5) < 1.2;
      const speck = Math.floor(x * 7 + y * 13) % 997 === 0;
      return (written.pixels[Math.floor(y) * 600 + Math.floor(x)] as number) > 0 || ruled || speck ? 230 : 20;
    });
    const page = cleanPage({ ...noisy, channels: 1 });
    expect(page.lines.length).toBeGreaterThanOrEqual(5);
    expectText(places(page, [1, 0, 0, 0, 1, 0, 0, 0, 1]));
  });

  it("makes a page of very many pixels smaller, and still tells where things are", () => {
    const large = drawing({ height: 4200, width: 4200 }, () => 230);
    for (let row = 3000; row < 3200; row++) large.pixels.fill(20, row * 4200 + 1000, row * 4200 + 1040);
    const page = cleanPage({ ...large, channels: 1 });
    expect([page.ink.height, page.ink.width, page.components.length]).toEqual([2100, 2100, 1]);
    const { left = 0, bottom = 0 } = page.components[0] ?? {};
    expect(apply(page.toSource, [left, bottom])).toEqual([1000, 3200]);
  });

  it("takes for ink what is a quarter as dark as the page's strong ink", () => {
    const page = (dark: number) => {
      const shade = (x: number, y: number) => (y < 100 || y > 140 || x % 50 > 6 ? 0 : x < 350 ? 200 : dark);
      return cleanPage({ ...drawing({ height: 300, width: 400 }, (x, y) => 255 - shade(x, y)), channels: 1 }, { ruling: 0 }).components
        .length;
    };
    expect([page(54), page(46)]).toEqual([8, 7]);
  });

  it("leaves out a hundredth of a sheet at each of its edges, which are not found to the pixel", () => {
    const isWritten = (x: number, y: number) => x > 60 && x < 440 && x % 50 < 6 && y > 60 && y < 340 && y % 60 < 30;
    const sheet = drawing({ height: 400, width: 500 }, (x, y) => {
      if (x < 20 || x > 480 || y < 30 || y > 370) return 60;
      return isWritten(x, y) ? 40 : 230;
    });
    const { toSource, ink } = cleanPage({ ...sheet, channels: 1 }, { ruling: 0 });
    const [x, y] = apply(toSource, [0, 0]);
    expect([x, y]).toEqual([expect.closeTo(20 + 460 * (0.01 / 1.02), 6), expect.closeTo(30 + 340 * (0.01 / 1.02), 6)]);
    expect([ink.height, ink.width]).toEqual([340, 460]);
  });

  it("finds nothing on blank, black and tiny pages", () => {
    for (const [side, shade] of [
      [200, 255],
      [200, 0],
      [1, 0],
      [3, 255],
    ] as const) {
      const blank = drawing({ height: side, width: side }, () => shade);
      expect(cleanPage({ ...blank, channels: 1 }).components).toEqual([]);
    }
  });
});

describe("cleanPage of any picture", () => {
  it("is a page whose parts lie on it", () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const { ink, components, toSource } = cleanPage(picture);
        expect(ink.pixels).toHaveLength(ink.height * ink.width);
        expect(toSource.every(Number.isFinite)).toBe(true);
        for (const { left, top, right, bottom } of components) {
          expect([left >= 0, top >= 0, right <= ink.width, bottom <= ink.height]).toEqual([true, true, true, true]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("is one of a single row or column", () => {
    for (const picture of slivers) expect(cleanPage(picture).ink.pixels).toHaveLength(20_000);
  });
});
