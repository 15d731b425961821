import { describe, expect, it } from "vitest";
import { drawnForm, scanned } from "../../../test/drawn-form.js";
import { thresholded } from "../../image/ink/thresholded.js";
import { parseTemplate } from "../template/parse-template.js";
import type { FormPage } from "../template/template.js";
import { findBoxes, type SeenBox } from "./find-boxes.js";
import { ruledBoxes } from "./ruled-boxes.js";

const dpi = 127; // 5 pixels a millimeter
const fields = [{ name: "number", box: [10, 10, 40, 9], cells: 5 }];
const page = parseTemplate({ name: "Number", units: "mm", pages: [{ size: [60, 30], fields }] }).pages[0] as FormPage;
/** Thick strokes over the sides of cells, as large digits have them. */
const written = `<path d="M12 12L22 16.5L15 21M29 7V22M24 14.5H35M37 8L46 17" stroke="black" stroke-width="1.3" fill="none"/>`;
const options = { length: 12, gap: 10, thickness: 4 }; // 3, 2.5 and 1 mm

function masked(more: string, degrees = 0) {
  const { pixels, height, width } = scanned(drawnForm(page, { dpi, more }), { degrees, scale: 0.8 }).picture;
  return thresholded({ pixels: pixels.map((shade) => 255 - shade), height, width }, 60);
}

describe("ruledBoxes", () => {
  it("finds the cells of a blank form, as findBoxes does", () => {
    const [ruled, found] = [ruledBoxes(masked(""), options), findBoxes(masked(""))];
    expect([ruled.length, found.length]).toEqual([5, 5]);
    for (const { middle, area } of ruled) {
      const twin = found.find((box) => Math.hypot(box.middle[0] - middle[0], box.middle[1] - middle[1]) < 1);
      expect(area / (twin?.area ?? 0)).toBeCloseTo(1, 0.05);
    }
  });

  it.each([0, 5, 12, 92])("finds them below strokes that cross them, turned by %f degrees", (degrees) => {
    const mask = masked(written, degrees);
    const isCell = ({ area }: SeenBox) => area > 1080 && area < 1230; // 32 x 36 pixels
    expect(findBoxes(mask).filter(isCell).length).toBeLessThan(3);
    expect(ruledBoxes(mask, options).filter(isCell)).toHaveLength(5);
  });
});
