import { type Gray, inverted } from "../basics/picture.js";
import { shrink } from "../basics/shrink.js";
import { boxMeans } from "./box-means.js";
import { closing } from "./closing.js";
import { histogram } from "./histogram.js";
import { otsu } from "./otsu.js";

/** Pixels of the longer side that are enough to tell. */
const ENOUGH = 500;

/**
 * Whether a picture shows light ink on dark paper, as a blackboard or a scanned negative does.
 *
 * Ink is what there is little of around any place: pixels are compared with the mean of their surroundings, and the ink's side is the one
 * with the longer tail, which the skewness of the differences tells. Surroundings of several sizes have a say: the larger ones know broad
 * strokes, the smaller ones do not see the table under a sheet, shadows and vignettes. Where they hardly agree, what is narrow decides.
 *
 * @param gray light 255
 */
export function inkIsLight(gray: Gray): boolean {
  const small = shrink(gray, Math.max(1, Math.floor(Math.max(gray.height, gray.width) / ENOUGH)));
  const side = Math.min(small.height, small.width);
  const skew = [4, 8, 16, 32].reduce((sum, part) => sum + skewness(small, Math.max(2, Math.round(side / part))), 0);
  if (Math.abs(skew) >= CLEAR) return skew > 0;
  const radius = Math.max(2, Math.round(side / 90));
  return narrowness(inverted(small), radius) > narrowness(small, radius);
}

/** Skewness that says little: a hard shadow that covers much of the page has as much, and then only what is as narrow as strokes has a say. */
const CLEAR = 1;

/** How strong what is dark and narrow is, in squares of shades. */
function narrowness(gray: Gray, radius: number): number {
  const light = closing(gray, radius).pixels;
  return gray.pixels.reduce((sum, shade, at) => sum + ((light[at] as number) - shade) ** 2, 0);
}

/** A picture as dark ink on light paper: its negative where the ink is light. */
export function onLightPaper(gray: Gray): Gray {
  return inkIsLight(gray) ? inverted(gray) : gray;
}

/**
 * The same for a picture of a single digit, which may be as broad as the paper around it: where the pixels at the picture's edge are
 * nearly all of one kind, these are the paper.
 */
export function digitIsLight(gray: Gray): boolean {
  const threshold = otsu(histogram(gray.pixels));
  let [light, dark] = [0, 0];
  const { pixels, height, width } = gray;
  for (let row = 0; row < height; row++) {
    const step = row === 0 || row === height - 1 ? 1 : Math.max(width - 1, 1);
    for (let column = 0; column < width; column += step) {
      if ((pixels[row * width + column] as number) > threshold) light++;
      else dark++;
    }
  }
  const isClear = Math.max(light, dark) >= 0.8 * (light + dark);
  return isClear ? dark > light : inkIsLight(gray);
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
