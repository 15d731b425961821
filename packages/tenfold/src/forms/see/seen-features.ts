import type { FormFeatures } from "../template/form-features.js";
import { findBoxes, type SeenBox } from "./find-boxes.js";
import { findMarks, type SeenMark, WHITE } from "./find-marks.js";
import type { PageInk } from "./page-ink.js";
import { ruledBoxes } from "./ruled-boxes.js";

/** What of a picture may be the marks and boxes of a form, each in pixels of `PageInk`. */
export interface SeenFeatures {
  readonly marks: readonly SeenMark[];
  readonly boxes: readonly SeenBox[];
}

/** Sides of boxes that are followed through writing, in millimeters: the shortest, the farthest on behind a stroke, and the thickest. */
const SIDE = { length: 3, gap: 2.5, thickness: 0.9 };
/** Pixels a millimeter, where these are coarser. */
const COARSEST = 4;

/** What of a picture may be the marks and boxes of a form. */
export function seenFeatures({ width, height, marks }: FormFeatures, { mask, components }: PageInk): SeenFeatures {
  const scale = Math.max(mask.height, mask.width) / Math.max(width, height); // pixels a millimeter, where the page fills the picture
  const sizes = marks.map(({ size }) => size * scale);
  const kinds = marks.map(({ kind }) => kind);
  const unit = Math.max(scale, COARSEST);
  const ruled = ruledBoxes(mask, { length: SIDE.length * unit, gap: SIDE.gap * unit, thickness: SIDE.thickness * unit });
  return {
    boxes: merged(findBoxes(mask), ruled),
    marks:
      kinds.length > 0
        ? findMarks(components, mask, { kinds, least: 0.25 * Math.min(...sizes), most: 1.6 * Math.max(...sizes), white: WHITE * scale })
        : [],
  };
}

/** Boxes that were seen in two ways, each once, the largest first. */
function merged(boxes: readonly SeenBox[], others: readonly SeenBox[]): SeenBox[] {
  const isNew = (other: SeenBox) => !boxes.some((box) => areTwins(box, other));
  return [...boxes, ...others.filter(isNew)].sort((one, other) => other.area - one.area);
}

function areTwins(one: SeenBox, other: SeenBox): boolean {
  const apart = Math.hypot(one.middle[0] - other.middle[0], one.middle[1] - other.middle[1]);
  return Math.abs(one.area - other.area) < 0.2 * one.area && apart < 0.1 * Math.sqrt(one.area);
}
