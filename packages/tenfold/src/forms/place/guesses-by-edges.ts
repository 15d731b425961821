import { cornersOf, frameOf } from "../../image/geometry/box.js";
import { homography } from "../../image/geometry/homography.js";
import { type Quad, turnsOf } from "../../image/geometry/quad.js";
import { apply, chained, distance, type Transform } from "../../image/geometry/transform.js";
import { skewDegrees, turnedBack } from "../../image/page/deskew.js";
import { pageEdges } from "../../image/page/page-edges.js";
import type { FormFeatures } from "../template/form-features.js";
import type { Guess } from "./guess.js";
import type { Scene } from "./scene.js";

/** A sheet seen on a table is likelier the page than the whole picture is. */
const SHEET = 0.05;
/** How far off either may be, in millimeters. */
const NEAR = { sheet: 6, picture: 12 };
/** Degrees of skew that are turned back. */
const SKEWED = 0.3;
/** How many times longer a page may seem one way than the other. */
const STRETCHED = 1.35;

/** The sheet seen whole on a table, or the picture as the page; each of the four turns; the latter also with its skew turned back. */
export function guessesByEdges({ form, ink: { gray, components } }: Scene): Guess[] {
  const corners = cornersOf(frameOf(form));
  const mapsTo = (quad: Quad) => turnsOf(quad).map((turn) => homography(corners, turn));
  const sheet = pageEdges(gray);
  const whole = mapsTo(cornersOf(frameOf(gray))).filter((map) => !isStretched(map, form));
  const degrees = skewDegrees(components, gray);
  const back = turnedBack(degrees, gray);
  const guess = (map: Transform, near: number, prior: number) => ({ map, allowance: { near, share: 0 }, known: [], prior, doubt: 0 });
  return [
    ...(sheet ? mapsTo(sheet).map((map) => guess(map, NEAR.sheet, SHEET)) : []),
    ...whole.map((map) => guess(map, NEAR.picture, 0)),
    ...(Math.abs(degrees) > SKEWED ? whole.map((map) => guess(chained(map, back), NEAR.picture, 0)) : []),
  ];
}

/** Whether a page would be much longer one way than the other. */
function isStretched(map: Transform, { width, height }: FormFeatures): boolean {
  const at = apply(map, [0, 0]);
  const [right, down] = [apply(map, [width, 0]), apply(map, [0, height])];
  const ratio = distance(at, right) / width / (distance(at, down) / height);
  return ratio > STRETCHED || ratio < 1 / STRETCHED;
}
