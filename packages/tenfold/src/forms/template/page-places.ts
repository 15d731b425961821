import { FormatError } from "../../errors.js";
import type { Box } from "../../image/geometry/box.js";
import type { Point } from "../../image/geometry/transform.js";
import { type JsonSite, listOf, numberFrom, placeOf, refuse } from "../../json-site.js";

/** The page on which places lie, in millimeters. */
export interface Measures {
  /** Millimeters a unit of the template. */
  readonly unit: number;
  readonly width: number;
  readonly height: number;
}

/** How far beyond its page a box may reach, as a share of the page: a measure by hand is not exact. */
const BEYOND = 0.005;

/** A box, as [left, top, width, height] in the template's units. */
export function boxOf(site: JsonSite, { unit, width, height }: Measures): Box {
  if (!Array.isArray(site.value) || site.value.length !== 4) refuse(site, "[left, top, width, height]");
  const numbers = listOf(site, { most: 4, of: "numbers" }).map((number) => numberFrom(number, -1e6, 1e6) * unit);
  const [left = 0, top = 0, across = 0, down = 0] = numbers;
  if (!(across >= 0.5 && down >= 0.5)) refuse(site, "a width and height of half a millimeter and more");
  const slack = BEYOND * Math.max(width, height);
  if (left < -slack || top < -slack || left + across > width + slack || top + down > height + slack) {
    const page = `${rounded(width / unit)} x ${rounded(height / unit)}`;
    throw new FormatError(
      `${placeOf(site)} is [${(site.value as number[]).join(", ")}], which reaches beyond the page of ${page}; the order is [left, top, width, height]`,
    );
  }
  return { left, top, right: left + across, bottom: top + down };
}

/** A point, as [x, y] in the template's units. */
export function pointOf(site: JsonSite, { unit, width, height }: Measures): Point {
  if (!Array.isArray(site.value) || site.value.length !== 2) refuse(site, "[x, y]");
  const [x = 0, y = 0] = listOf(site, { most: 2, of: "numbers" }).map((number) => numberFrom(number, -1e6, 1e6) * unit);
  const slack = BEYOND * Math.max(width, height);
  if (x < -slack || y < -slack || x > width + slack || y > height + slack) refuse(site, "a place on the page");
  return [x, y];
}

/** To a hundredth, as sentences have it. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
