import { describe, expect, it } from "vitest";
import { distanceTo, drawing, seven } from "../../test/drawings.js";
import { cleanPage } from "./clean-page.js";
import { combTeeth } from "./comb-teeth.js";
import { connectedComponents } from "./connected-components.js";
import { skewDegrees, turnedBack } from "./deskew.js";
import { pageEdges } from "./page-edges.js";
import type { Gray } from "./picture.js";
import { rectify } from "./rectify.js";
import { rulingLines } from "./ruling-lines.js";
import { thresholded } from "./thresholded.js";
import { apply, inverse, type Transform } from "./transform.js";
import { withoutRuling } from "./without-ruling.js";

const size = { height: 400, width: 600 };
/** Five lines of sevens. */
const text = Array.from({ length: 40 }, (_, at) => seven(40 + 66 * (at % 8), 40 + 70 * Math.floor(at / 8), 30)).flat();
const written = drawing(size, (x, y) => (distanceTo(text, x, y) < 2.5 ? 255 : 0));

describe("skew", () => {
  it.each([-11.3, -3, -0.4, 0, 1.2, 6.7, 9])("of %f degrees is found, and turned back", (degrees) => {
    const turned = rectify(written, turnedBack(-degrees, size), size);
    const found = skewDegrees(connectedComponents(thresholded(turned, 128)), size);
    expect(Math.abs(found - degrees)).toBeLessThan(0.35);
    const back = rectify(turned, turnedBack(degrees, size), size);
    const off = back.pixels.filter((ink, at) => Math.abs(ink - (written.pixels[at] as number)) > 200).length;
    expect(off).toBeLessThan(100);
  });

  it("is none without marks", () => {
    expect(skewDegrees([], size)).toBe(0);
    expect(skewDegrees(connectedComponents({ pixels: new Uint8Array(4).fill(1), height: 2, width: 2 }), size)).toBe(0);
  });
});

describe("ruling lines", () => {
  const lineAt = (x: number) => 100 + 0.01 * x;
  const strokes = [
    [100, 60, 130, 140],
    [200, 60, 200, 103],
    [300, 98, 300, 160],
  ] as const;
  const inkOf = (withLine: boolean) =>
    drawing(size, (x, y) => {
      if (distanceTo(strokes, x, y) < 3) return 255;
      return withLine && x > 20 && x < 580 && Math.abs(y - lineAt(x)) < 2 ? 230 : 0;
    });
  const ink = inkOf(true);
  const mask = thresholded(ink, 128);
  const lines = rulingLines(mask, { length: 150 });

  it("are found through the strokes on them", () => {
    expect(lines).toHaveLength(1);
    const [line] = lines;
    expect(line).toMatchObject({ direction: "horizontal", from: 20 });
    expect(line?.middle.length).toBeGreaterThan(555);
    expect(line?.thickness).toBeCloseTo(4, 0);
    for (const at of [0, 90, 180, 280, 500]) expect(Math.abs((line?.middle[at] as number) - lineAt(20 + at))).toBeLessThan(1.2);
  });

  it("go, and strokes that cross or touch them stay", () => {
    const { pixels } = withoutRuling(ink, mask, lines);
    const wanted = inkOf(false).pixels;
    const lost = wanted.filter((shade, at) => shade === 255 && pixels[at] === 0).length;
    const left = pixels.filter((shade, at) => shade > 0 && wanted[at] === 0).length;
    expect(lost).toBeLessThan(40); // of 1500: the ends on the line, up to its middle
    expect(left).toBeLessThan(40); // of 2200
    const whole = connectedComponents(thresholded({ pixels, ...size }, 128)).filter(({ area }) => area > 10);
    expect(whole.map(({ top, bottom }) => bottom - top).every((height) => height > 40)).toBe(true);
    expect(whole).toHaveLength(3);
  });

  it("are not taken for lines when they are strokes of digits", () => {
    expect(rulingLines(thresholded(written, 128), { length: 100 })).toEqual([]);
  });

  it("form boxes, whose corners go, too", () => {
    const box = drawing(size, (x, y) => {
      const inside = x > 98 && x < 502 && y > 98 && y < 302;
      return inside &&
        (Math.min(Math.abs(x - 100), Math.abs(x - 300), Math.abs(x - 500)) < 2 || Math.min(Math.abs(y - 100), Math.abs(y - 300)) < 2)
        ? 255
        : 0;
    });
    const sides = rulingLines(thresholded(box, 128), { length: 150 });
    expect(sides.map(({ direction }) => direction).sort()).toEqual(["horizontal", "horizontal", "vertical", "vertical", "vertical"]);
    const left = withoutRuling(box, thresholded(box, 128), sides).pixels.filter((shade) => shade > 0).length;
    expect(left).toBeLessThan(30);
  });
});

describe("comb teeth", () => {
  const comb = (digits: (x: number, y: number) => boolean) =>
    drawing(size, (x, y) => {
      const onBase = x > 50 && x < 552 && Math.abs(y - 200) < 1.5;
      const onTooth = x > 49 && x < 552 && y > 178 && y < 200 && Math.abs(x - 50.5 - 50 * Math.round((x - 50.5) / 50)) < 1.5;
      return onBase || onTooth || digits(x, y) ? 255 : 0;
    });

  it("stand regularly on a line, and go with it", () => {
    const mask = thresholded(
      comb((x, y) => distanceTo(seven(60, 150, 40), x, y) < 2.5),
      128,
    );
    const lines = rulingLines(mask, { length: 150 });
    const teeth = combTeeth(mask, lines);
    expect(teeth.length).toBeGreaterThanOrEqual(10);
    const { pixels } = withoutRuling({ ...mask, pixels: mask.pixels.map((ink) => ink * 255) }, mask, [...lines, ...teeth]);
    const [digit, ...others] = connectedComponents({ pixels, ...size }).filter(({ area }) => area > 12);
    expect(others).toEqual([]);
    expect(digit && digit.bottom - digit.top).toBeGreaterThan(40);
  });

  it("are not ones that are written on a line", () => {
    const ones = [
      [100, 160, 100, 200],
      [170, 150, 170, 200],
      [210, 165, 210, 200],
      [330, 155, 330, 200],
    ] as const;
    const mask = thresholded(
      drawing(size, (x, y) => (distanceTo(ones, x, y) < 1.5 || (x > 50 && x < 550 && Math.abs(y - 200) < 1.5) ? 255 : 0)),
      128,
    );
    expect(combTeeth(mask, rulingLines(mask, { length: 150 }))).toEqual([]);
  });
});

/** The text in dark ink on a sheet that lies on a table, seen at an angle, under a fading light. */
const camera: Transform = [0.95, -0.08, -60, 0.09, 0.9, -90, 0.0002, 0.0001, 1];
const photo: Gray = (() => {
  const sheet = { ...size, pixels: written.pixels.map((ink) => 230 - 0.7 * ink) };
  const seen = rectify(sheet, camera, { height: 620, width: 940 }, 60);
  return { ...seen, pixels: seen.pixels.map((shade, at) => shade * (1 - (0.25 * (at % 940)) / 940)) };
})();

describe("page edges", () => {
  it("are found on a table", () => {
    const corners = pageEdges(photo);
    const wanted = (
      [
        [0, 0],
        [600, 0],
        [600, 400],
        [0, 400],
      ] as const
    ).map((corner) => apply(inverse(camera), corner));
    for (const [at, [x, y]] of wanted.entries()) {
      const [u, v] = corners?.[at] ?? [0, 0];
      expect(Math.hypot(x - u, y - v)).toBeLessThan(8);
    }
  });

  it("are none where the page fills the picture, or nothing is there", () => {
    expect(pageEdges({ ...size, pixels: written.pixels.map((ink) => 255 - ink) })).toBeUndefined();
    expect(pageEdges(drawing(size, () => 90))).toBeUndefined();
    expect(pageEdges(drawing({ height: 1, width: 1 }, () => 0))).toBeUndefined();
  });
});

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
