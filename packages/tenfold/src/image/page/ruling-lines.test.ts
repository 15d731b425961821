import { describe, expect, it } from "vitest";
import { distanceTo, drawing, filled, type Sides, seven } from "../../../test/drawings.js";
import type { Gray } from "../basics/picture.js";
import { rectify } from "../basics/rectify.js";
import { cleanPage } from "./clean-page.js";
import { turnedBack } from "./deskew.js";
import { rulingLines } from "./ruling-lines.js";

const size = { height: 330, width: 800 };
/** Sevens 40 pixels high: the first and third row cross their lines, the second stands on its own. */
const digits = Array.from({ length: 36 }, (_, at) => seven(60 + 58 * (at % 12), [30, 110, 240][Math.floor(at / 12)] as number, 40)).flat();
const lineAt = [58, 152, 268];
const ink = drawing(size, (x, y) => 255 * Math.min(Math.max(3 - distanceTo(digits, x, y), 0), 1));

const turned = (gray: Gray, degrees: number) => (degrees === 0 ? gray : rectify(gray, turnedBack(-degrees, size), size));
const ruling = (thickness: number) =>
  drawing(size, (x, y) => {
    const away = Math.min(...lineAt.map((at) => Math.abs(y - at)));
    return x < 20 || x > 780 ? 0 : 255 * Math.min(Math.max(thickness / 2 + 0.5 - away, 0), 1);
  });

describe("ruling lines under writing", () => {
  it.each([
    [1.5, 0],
    [1.5, -1],
    [3, 0.4],
    [6, 0],
    [6, 1],
    [9, 0],
    [9, 0.4],
  ])("of %f pixels, turned by %f degrees, go without a rest, and hardly eat into strokes", (thickness, degrees) => {
    const [written, lines] = [turned(ink, degrees), turned(ruling(thickness), degrees)];
    const pixels = written.pixels.map((shade, at) => 235 - 0.8 * Math.max(shade, lines.pixels[at] as number));
    const page = cleanPage({ pixels, ...size, channels: 1 }, { ruling: 120 });
    const inPage = (gray: Gray) => rectify(gray, page.toSource, page.ink).pixels;
    const [wanted, gone] = [inPage(written), inPage(lines)];
    const reached = (at: number) => [0, 1, -1, size.width, -size.width].some((step) => (wanted[at + step] as number) > 60);
    const counts = { ink: 0, eaten: 0, line: 0, left: 0 };
    for (const [at, shade] of page.ink.pixels.entries()) {
      if ((wanted[at] as number) > 128) {
        counts.ink++;
        if (shade < 50) counts.eaten++;
      } else if ((gone[at] as number) > 128 && !reached(at)) {
        counts.line++;
        if (shade > 50) counts.left++;
      }
    }
    expect(counts.line).toBeGreaterThan(1000);
    expect(counts.left / counts.line).toBeLessThan(0.02);
    expect(counts.eaten / counts.ink).toBeLessThan(thickness < 4 ? 0.02 : 0.05);
    expect(page.components).toHaveLength(36);
  });
});

describe("rulingLines", () => {
  it("follows a line to its ends, where strokes part short pieces from it", () => {
    const strokes = [
      [60, 20, 60, 80],
      [700, 20, 700, 80],
    ] as const;
    const drawn = drawing({ height: 100, width: 800 }, (x, y) =>
      (Math.abs(y - 50) < 2 && x > 40 && x < 714) || distanceTo(strokes, x, y) < 5 ? 1 : 0,
    );
    const [line, ...others] = rulingLines(drawn, { length: 300, toEnds: true });
    expect(others).toEqual([]);
    expect(line?.from).toBe(40);
    expect(line?.middle.length).toBe(674);
  });

  it("takes a bar for no line", () => {
    const bar = drawing(size, (_, y) => (Math.abs(y - 100) < 12 ? 1 : 0));
    expect(rulingLines(bar, { length: 120 })).toEqual([]);
  });

  it("takes for a line what is drawn for half of its length", () => {
    const dashed = (gap: number) =>
      rulingLines(filled(Array.from({ length: 8 }, (_, at): Sides => [(20 + gap) * at, 10, (20 + gap) * at + 20, 12])), { length: 100 });
    expect(dashed(18)).toHaveLength(1); // 160 of 286 pixels
    expect(dashed(26)).toHaveLength(0); // 160 of 342
  });

  it("takes for level what leans by 8 % and its thickness", () => {
    const leaning = (slope: number) =>
      rulingLines(
        drawing({ height: 60, width: 300 }, (x, y) => Number(Math.abs(y - 4 - slope * x) < 1)),
        { length: 200, thickness: 4 },
      );
    expect(leaning(0.08)).toHaveLength(1);
    expect(leaning(0.1)).toHaveLength(0);
  });

  it("goes on where a stretch lies off by three fifths of the thickness and 2 % of the gap at most", () => {
    const apart = (down: number) =>
      rulingLines(
        filled([
          [0, 10, 60, 12],
          [80, 10 + down, 140, 12 + down],
        ]),
        { length: 130, thickness: 4 },
      );
    expect(apart(2)).toHaveLength(1); // 0.6 * 4 + 0.02 * 20 are 2.8
    expect(apart(3)).toHaveLength(0);
  });
});
