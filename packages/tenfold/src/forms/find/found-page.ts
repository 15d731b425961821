import type { Gray, Picture } from "../../image/basics/picture.js";
import { aroundPoints, type Box, cornersOf } from "../../image/geometry/box.js";
import { apply, inverse, type Point, type Transform } from "../../image/geometry/transform.js";
import { cleanPage } from "../../image/page/clean-page.js";
import { uprightPage } from "../draft/upright-page.js";
import { findBoxes } from "../see/find-boxes.js";
import { type PageWord, pageWords } from "./page-words.js";

/** A page in which a field is looked for. */
export interface FoundPage {
  /** The page upright, its light evened and its printed lines gone: 255 for ink. */
  readonly ink: Gray;
  /** Of the page, upright, to which all boxes belong. */
  readonly height: number;
  readonly width: number;
  readonly words: readonly PageWord[];
  /** Printed boxes, the smallest first. */
  readonly frames: readonly Box[];
  /** From the upright page to the picture. */
  readonly toSource: Transform;
}

/** How far a frame may be out of square, as a share of its height: frames are printed level. */
const LEVEL = 0.25;

/** A page set upright, with its words and the boxes that are printed on it. */
export function foundPage(picture: Picture): FoundPage {
  const { ink, components, toSource } = cleanPage(picture);
  const { height, width } = ink;
  const frames = framesOf(picture, toSource);
  return { ink, height, width, words: pageWords(components, { height, width }, frames), frames, toSource };
}

function framesOf(picture: Picture, toSource: Transform): Box[] {
  const { mask, toPicture } = uprightPage(picture);
  const back = inverse(toSource);
  const onPage = (point: Point) => apply(back, apply(toPicture, point));
  return findBoxes(mask)
    .map(({ quad }) => quad.map(onPage))
    .filter(isLevel)
    .map(aroundPoints)
    .reverse();
}

function isLevel(corners: readonly Point[]): boolean {
  const box = aroundPoints(corners);
  const off = LEVEL * (box.bottom - box.top);
  const square = cornersOf(box);
  return corners.every(([x, y], at) => {
    const [left, top] = square[at] as Point;
    return Math.abs(x - left) <= off && Math.abs(y - top) <= off;
  });
}
