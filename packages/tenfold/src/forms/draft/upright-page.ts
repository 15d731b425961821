import type { Gray, Picture } from "../../image/basics/picture.js";
import { rectify } from "../../image/basics/rectify.js";
import { cornersOf, frameOf } from "../../image/geometry/box.js";
import { homography } from "../../image/geometry/homography.js";
import type { Quad } from "../../image/geometry/quad.js";
import { chained, identity, scaledAndShifted, type Transform } from "../../image/geometry/transform.js";
import { type Component, connectedComponents } from "../../image/ink/connected-components.js";
import { skewDegrees, turnedBack } from "../../image/page/deskew.js";
import { pageEdges } from "../../image/page/page-edges.js";
import { inkMask, pageShades } from "../see/page-ink.js";

/** A page set upright. */
export interface UprightPage {
  /** 255 for ink. */
  readonly ink: Gray;
  readonly mask: Gray;
  readonly components: readonly Component[];
  /** From its pixels to those of the picture. */
  readonly toPicture: Transform;
  /** Pixels of the picture a pixel of it. */
  readonly factor: number;
  /** Whether the sheet was seen whole on something darker. */
  readonly hasEdges: boolean;
}

/** Pixels of the longer side that are enough: A4 at 300 dpi. */
const ENOUGH = 3600;
/** A page that is turned by less, in degrees, stays as it is. */
const LEAST_SKEW = 0.05;

/** Dewarps and deskews: a page cut out where it lies on a table, and its skew turned back. */
export function uprightPage(picture: Picture): UprightPage {
  const { gray, ink, factor } = pageShades(picture, ENOUGH);
  const sheet = pageEdges(gray);
  const cut = sheet ? cutOut(ink, sheet) : { ink, toPicture: identity };
  const mask = inkMask(cut.ink);
  const components = connectedComponents(mask);
  const degrees = skewDegrees(components, cut.ink);
  const toFull = chained(cut.toPicture, scaledAndShifted(factor, [0, 0]));
  if (Math.abs(degrees) < LEAST_SKEW) return { ink: cut.ink, mask, components, toPicture: toFull, factor, hasEdges: sheet !== undefined };
  const back = turnedBack(degrees, cut.ink);
  const turned = rectify(cut.ink, back, cut.ink);
  const turnedMask = inkMask(turned);
  return {
    ink: turned,
    mask: turnedMask,
    components: connectedComponents(turnedMask),
    toPicture: chained(back, toFull),
    factor,
    hasEdges: sheet !== undefined,
  };
}

function cutOut(ink: Gray, quad: Quad): { ink: Gray; toPicture: Transform } {
  const side = (from: 0 | 1 | 2 | 3, to: 0 | 1 | 2 | 3) => Math.hypot(quad[to][0] - quad[from][0], quad[to][1] - quad[from][1]);
  const width = Math.round((side(0, 1) + side(3, 2)) / 2);
  const height = Math.round((side(0, 3) + side(1, 2)) / 2);
  const toPicture = homography(cornersOf(frameOf({ height, width })), quad);
  return { ink: rectify(ink, toPicture, { height, width }), toPicture };
}
