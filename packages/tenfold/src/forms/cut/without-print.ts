import type { Gray } from "../../image/basics/picture.js";
import { transposed } from "../../image/basics/transpose.js";
import type { Box } from "../../image/geometry/box.js";
import type { Component } from "../../image/ink/connected-components.js";
import { type RulingLine, rulingLines } from "../../image/page/ruling-lines.js";
import { withoutRuling } from "../../image/page/without-ruling.js";
import { median } from "../../median.js";
import { inkMask } from "../see/page-ink.js";

export interface Unprinted {
  /** The ink without its printed lines. */
  readonly cleaned: Gray;
  /** Whether what is left somewhere is a rest of a line. */
  readonly isRemnant: (component: Component) => boolean;
}

export interface WithoutPrintOptions {
  /** The field, in pixels. */
  readonly box: Box;
  /** Pixels a millimeter. */
  readonly scale: number;
  /** The cells of a comb, between which teeth stand. */
  readonly teeth: readonly Box[];
}

/** How far a line may lie from where it is expected, in millimeters, and how thick it may be. */
const REACH = 0.8;
const THICKEST = 1.3;
/** How much of an expected line must be there for it to be taken away. */
const DRAWN = 0.35;
/** How high a tooth may be, as a share of the field. */
const TALLEST = 0.7;

/**
 * Line removal: takes the printed lines off an upright field: those that the template promises, followed where they are, and any other that is longer than
 * strokes are. Strokes that cross or touch them stay.
 *
 * @param ink 255 for ink
 * @param expected level and upright lines as boxes without height or width, in pixels
 */
export function withoutPrint(ink: Gray, expected: readonly Box[], { box, scale, teeth }: WithoutPrintOptions): Unprinted {
  const mask = inkMask(ink);
  const across = transposed(mask);
  const [reach, thickest] = [Math.max(REACH * scale, 2), Math.max(THICKEST * scale, 3)];
  const followed = expected.flatMap((line): RulingLine[] => {
    const isLevel = line.bottom - line.top < line.right - line.left;
    const [within, from, to, at] = isLevel ? [mask, line.left, line.right, line.top] : [across, line.top, line.bottom, line.left];
    const found = at > -reach && at < within.height + reach ? follow(within, { from, to, at, reach, thickest }) : undefined;
    return found ? [{ direction: isLevel ? "horizontal" : "vertical", ...found }] : [];
  });
  const height = box.bottom - box.top;
  const places = [box.left, ...teeth.map(({ right }) => right)];
  const standing = (teeth.length > 0 ? places : []).flatMap(
    (left) => tooth(across, { x: left, foot: box.bottom, most: TALLEST * height, reach, thickest }) ?? [],
  );
  const others = [
    ...rulingLines(mask, { length: Math.max(2 * height, 0.4 * mask.width), thickness: thickest }).filter(
      ({ direction }) => direction === "horizontal",
    ),
    ...rulingLines(mask, { length: Math.max(0.92 * mask.height, 2), thickness: thickest }).filter(
      ({ direction }) => direction === "vertical",
    ),
  ];
  const lines = [...followed, ...standing, ...others];
  return {
    cleaned: lines.length > 0 ? withoutRuling(ink, mask, lines) : ink,
    isRemnant: (component) => lines.some((line) => isRestOf(component, line, scale)),
  };
}

interface Course {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly reach: number;
  readonly thickest: number;
}

/** Follows a level line: in every column the thin run of ink nearest to where the line is expected, smoothed. */
function follow({ pixels, height, width }: Gray, { from, to, at, reach, thickest }: Course): Omit<RulingLine, "direction"> | undefined {
  const [first, last] = [Math.max(Math.floor(from), 0), Math.min(Math.ceil(to), width)];
  if (last - first < 3) return undefined;
  const places = new Float32Array(last - first).fill(Number.NaN);
  const widths: number[] = [];
  for (let column = first; column < last; column++) {
    const top = Math.max(Math.floor(at - reach - thickest), 0);
    const bottom = Math.min(Math.ceil(at + reach + thickest), height);
    let best = Number.NaN;
    let wide = 0;
    for (let row = top; row < bottom; row++) {
      if (pixels[row * width + column] === 0) continue;
      const start = row;
      while (row < bottom && pixels[row * width + column] !== 0) row++;
      const middle = (start + row) / 2;
      const isCut = start === top && top > 0;
      if (row - start > thickest || isCut || Math.abs(middle - at) > reach) continue;
      if (!(Math.abs(middle - at) >= Math.abs(best - at))) [best, wide] = [middle, row - start];
    }
    places[column - first] = best;
    if (wide > 0) widths.push(wide);
  }
  if (widths.length < DRAWN * (last - first)) return undefined;
  const thickness = median(widths) ?? 0;
  return { from: first, middle: smoothed(places, Math.max(8, Math.round(2 * reach))), thickness };
}

/** The median of the places around each; where there are none, the nearest before or after. */
function smoothed(places: Float32Array, radius: number): Float32Array {
  const whole = median(places.filter((place) => !Number.isNaN(place))) ?? 0;
  const middle = new Float32Array(places.length);
  for (let at = 0; at < places.length; at++) {
    const near = [...places.subarray(Math.max(0, at - radius), at + radius + 1)].filter((place) => !Number.isNaN(place));
    middle[at] = near.length > 0 ? (median(near) ?? 0) : at > 0 ? (middle[at - 1] as number) : whole;
  }
  return middle;
}

/** A tooth of a comb: a thin upright stroke that stands on the base line, as high as it goes on. */
function tooth(
  across: Gray,
  { x, foot, most, reach, thickest }: { x: number; foot: number; most: number; reach: number; thickest: number },
): RulingLine | undefined {
  const low = follow(across, { from: foot - 0.25 * most, to: foot, at: x, reach, thickest });
  if (!low) return undefined;
  const at = median(low.middle) ?? 0;
  const { pixels, height, width } = across;
  const isInk = (row: number) => {
    for (let near = Math.round(at) - 1; near <= Math.round(at) + 1; near++)
      if (near >= 0 && near < height && pixels[near * width + row] !== 0) return true;
    return false;
  };
  let top = low.from;
  while (top > foot - most && top > 0 && isInk(top - 1)) top--;
  return {
    direction: "vertical",
    from: top,
    middle: new Float32Array(Math.max(Math.ceil(foot) - top, 1)).fill(at),
    thickness: low.thickness,
  };
}

/** Whether a component is thin, lies along a line and at it. */
function isRestOf({ left, top, right, bottom }: Component, { direction, from, middle, thickness }: RulingLine, scale: number): boolean {
  const [start, end, near, far] = direction === "horizontal" ? [left, right, top, bottom] : [top, bottom, left, right];
  const thin = far - near <= Math.max(0.6 * scale, thickness) && end - start >= 1.5 * (far - near);
  if (!thin) return false;
  const place = middle[Math.min(Math.max(Math.round((start + end) / 2) - from, 0), middle.length - 1)] as number;
  const isAlong = end > from - scale && start < from + middle.length + scale;
  return isAlong && Math.abs((near + far) / 2 - place) <= thickness + 0.5 * scale;
}
