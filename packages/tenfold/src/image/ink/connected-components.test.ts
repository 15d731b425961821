import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceTo, drawing, sketch } from "../../../test/drawings.js";
import type { Gray } from "../basics/picture.js";
import { around } from "../geometry/box.js";
import { connectedComponents, maskOf, strokeWidth } from "./connected-components.js";

/** The components by flooding, as sets of places. */
function flooded({ pixels, height, width }: Gray): Set<string> {
  const seen = new Uint8Array(pixels.length);
  const found = new Set<string>();
  for (let start = 0; start < pixels.length; start++) {
    if (pixels[start] === 0 || seen[start] === 1) continue;
    const places = [start];
    seen[start] = 1;
    for (const at of places) {
      for (let row = Math.max(0, Math.floor(at / width) - 1); row <= Math.min(height - 1, Math.floor(at / width) + 1); row++) {
        for (let column = Math.max(0, (at % width) - 1); column <= Math.min(width - 1, (at % width) + 1); column++) {
          const near = row * width + column;
          if (pixels[near] === 0 || seen[near] === 1) continue;
          seen[near] = 1;
          places.push(near);
        }
      }
    }
    found.add(places.sort((one, other) => one - other).join(" "));
  }
  return found;
}

describe("connected components", () => {
  it("are those that flooding finds, for any mask", () => {
    const masks = fc.integer({ min: 1, max: 12 }).chain((width) =>
      fc.array(fc.integer({ min: 0, max: 1 }), { minLength: width, maxLength: 12 * width }).map((ink) => {
        const height = Math.floor(ink.length / width);
        return { pixels: Uint8Array.from(ink.slice(0, height * width)), height, width };
      }),
    );
    fc.assert(
      fc.property(masks, (mask) => {
        const all = { left: 0, top: 0, right: mask.width, bottom: mask.height };
        const places = connectedComponents(mask).map((component) => {
          const { pixels } = maskOf([component], all);
          const own = [...pixels.keys()].filter((at) => pixels[at] === 1);
          expect(component.area).toBe(own.length);
          return own.join(" ");
        });
        expect(places.length).toBe(new Set(places).size);
        expect(new Set(places)).toEqual(flooded(mask));
      }),
    );
  });

  it("come with box, area and runs", () => {
    const [u, dot, ...none] = connectedComponents(
      sketch(`
        #..#..
        #..#.#
        ####..`),
    );
    expect(none).toEqual([]);
    expect(u).toMatchObject({ left: 0, top: 0, right: 4, bottom: 3, area: 8, rowRuns: 5, columnRuns: 4 });
    expect(dot).toMatchObject({ left: 5, top: 1, right: 6, bottom: 2, area: 1, rowRuns: 1, columnRuns: 1 });
    expect(around([u, dot].filter((one) => one !== undefined))).toEqual({ left: 0, top: 0, right: 6, bottom: 3 });
  });

  it("joins two arms that meet far below", () => {
    const rows = Array.from({ length: 500 }, (_, row) => (row === 499 ? "#".repeat(9) : "#.#.#.#.#")).join("\n");
    expect(connectedComponents(sketch(rows)).length).toBe(1);
  });
});

describe("stroke width", () => {
  it.each([0, 20, 45, 70, 90])("is right for a straight stroke at %i degrees", (degrees) => {
    const [dx, dy] = [80 * Math.cos((degrees * Math.PI) / 180), 80 * Math.sin((degrees * Math.PI) / 180)];
    const stroke = [[100 - dx, 100 - dy, 100 + dx, 100 + dy]] as const;
    const [found] = connectedComponents(drawing({ height: 200, width: 200 }, (x, y) => (distanceTo(stroke, x, y) < 4 ? 1 : 0)));
    expect(found && strokeWidth(found)).toBeGreaterThan(7.2);
    expect(found && strokeWidth(found)).toBeLessThan(8.8);
  });
});
