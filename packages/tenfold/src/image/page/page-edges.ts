import type { Gray } from "../basics/picture.js";
import { shrink } from "../basics/shrink.js";
import { areaOf, convexHull, largestQuad, type Quad } from "../geometry/quad.js";
import type { Point } from "../geometry/transform.js";
import { closing } from "../ink/closing.js";
import { connectedComponents } from "../ink/connected-components.js";
import { histogram } from "../ink/histogram.js";
import { otsu } from "../ink/otsu.js";
import { thresholded } from "../ink/thresholded.js";

/** Pixels of the longer side that are enough to see a sheet. */
const ENOUGH = 500;
/** A sheet covers at least this share of the picture, and at most the other: else there is no table around it. */
const LEAST_SHARE = 0.2;
const MOST_SHARE = 0.97;
/** How much of its quadrilateral a sheet fills, whatever is written on it. */
const FILLED = 0.9;

/**
 * The corners of a light sheet that lies on something darker, all of them to be seen, in pixels of the picture: top left, top right, bottom right, bottom left.
 *
 * Ink is painted over by taking the lightest nearby; what remains is parted by Otsu's threshold, and of the light parts the largest that nearly
 * fills a quadrilateral is the sheet.
 *
 * @param gray light 255
 * @returns nothing where no such sheet is seen, as on a scan that shows the page alone
 */
export function pageEdges(gray: Gray): Quad | undefined {
  const factor = Math.max(1, Math.round(Math.max(gray.height, gray.width) / ENOUGH));
  const paper = closing(shrink(gray, factor), 4);
  const sheets = connectedComponents(thresholded(paper, otsu(histogram(paper.pixels)) + 1)).sort((one, other) => other.area - one.area);
  for (const { runs, area } of sheets.slice(0, 3)) {
    const share = area / (paper.height * paper.width);
    if (share < LEAST_SHARE || share > MOST_SHARE) continue;
    const hull = convexHull(ends(runs));
    const quad = largestQuad(hull);
    if (!quad?.every((corner) => isInside(corner, paper))) continue;
    if (area < FILLED * areaOf(quad) || areaOf(quad) < FILLED * areaOf(hull)) continue;
    return quad.map(([x, y]) => [x * factor, y * factor]) as unknown as Quad;
  }
  return undefined;
}

/** Whether a corner is clear of the picture's edge: a sheet that goes on beyond it cannot be set upright by its corners. */
function isInside([x, y]: Point, { height, width }: Gray): boolean {
  const rim = 0.005 * Math.min(height, width);
  return x > rim && y > rim && x < width - rim && y < height - rim;
}

function ends(runs: Int32Array): Point[] {
  const points: Point[] = [];
  for (let at = 0; at < runs.length; at += 3) {
    const [row = 0, from = 0, to = 0] = [runs[at], runs[at + 1], runs[at + 2]];
    points.push([from, row], [to, row], [from, row + 1], [to, row + 1]);
  }
  return points;
}
