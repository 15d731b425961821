import type { FormPage } from "../src/forms/template/template.js";
import type { Gray } from "../src/image/basics/picture.js";
import { penned } from "./drawn-form.js";

/** Writes digits into fields, one a cell or six millimeters apart, larger than the cells are high so that they touch lines. */
export function filledIn(
  page: Gray,
  { fields }: FormPage,
  digits: readonly Gray[],
  { dpi, count = 5 }: { dpi: number; count?: number },
): Gray {
  const filled = { ...page, pixels: page.pixels.slice() };
  const pixels = (millimeters: number) => (millimeters * dpi) / 25.4;
  let next = 0;
  for (const { box, cells, name } of fields) {
    if (name === "items") continue;
    const free = Array.from({ length: count }, (_, at) => ({ ...box, left: box.left + 2 + at * 6, right: box.left + 8 + at * 6 }));
    for (const { left, right, top, bottom } of cells.length > 0 ? cells : free) {
      const [x, y, half] = [(left + right) / 2, (top + bottom) / 2, 0.62 * (bottom - top)];
      const place = { left: pixels(x - half), top: pixels(y - half), right: pixels(x + half), bottom: pixels(y + half) };
      penned(filled, digits[next++ % digits.length] as Gray, place);
    }
  }
  return filled;
}
