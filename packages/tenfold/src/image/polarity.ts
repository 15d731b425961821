import { boxMeans } from "./box-means.js";
import type { Gray } from "./picture.js";
import { shrink } from "./shrink.js";

/**
 * Whether a picture shows light ink on dark paper, as a blackboard or a scanned negative does.
 *
 * Ink is what there is little of around any place: pixels are compared with the mean of their surroundings, and the ink's side is the one
 * with the longer tail, which the skewness of the differences tells. Surroundings of several sizes have a say: the larger ones know broad
 * strokes, the smaller ones do not see the table under a sheet, shadows and vignettes.
 *
 * @param gray light 255
 */
export function inkIsLight(gray: Gray): boolean {
  const small = shrink(gray, Math.max(1, Math.floor(Math.max(gray.height, gray.width) / 800)));
  const side = Math.min(small.height, small.width);
  return [4, 8, 16, 32].reduce((sum, part) => sum + skewness(small, Math.max(2, Math.round(side / part))), 0) > 0;
}

/** Of the differences of the pixels from the mean of those around. */
function skewness(gray: Gray, radius: number): number {
  const means = boxMeans(gray, radius);
  let [squares, cubes] = [0, 0];
  for (let at = 0; at < means.length; at++) {
    const difference = (gray.pixels[at] as number) - (means[at] as number);
    squares += difference * difference;
    cubes += difference * difference * difference;
  }
  return squares > 0 ? (cubes / squares) * Math.sqrt(means.length / squares) : 0;
}
