// The parameters of hands: what is known of how people write digits, from many writers.

import { smallPictures } from "../../packages/tenfold/dist/hands/hand-features.js";
import { FEATURES, SMALL_PIXELS } from "../../packages/tenfold/dist/hands/hand-parameters.js";
import { cholesky, eigen, inverseOfLower, product, transposed } from "./symmetric.js";

/** Added to the variance within a hand, of its mean: pixels at the edge are always paper. */
const RIDGE = 1e-3;
/** A class of a hand with fewer digits tells nothing of how digits vary within it. */
const FEWEST = 2;
/** No variance between hands is taken to be less, in units of that within. */
const LEAST_BETWEEN = 0.02;

/**
 * Linear discriminant analysis, of classes and of hands at once: directions in which classes and the hands within them differ most, as seen beside how digits
 * of one class and hand do; turned so that hands vary independently along them.
 *
 * @param sources digits with hands, as `handsOf` gives them, whose hands differ from each other's
 */
export function fitHands(sources) {
  const { within, between, means } = scatter(sources.flatMap(groupsOf));
  const ridge = (RIDGE * trace(within)) / SMALL_PIXELS;
  const whitening = inverseOfLower(cholesky(within.map((row, at) => row.map((value, other) => value + (at === other ? ridge : 0)))));
  const seen = (matrix) => product(product(whitening, matrix), transposed(whitening));
  const hands = seen(between);
  const both = seen(plus(between, covarianceOf(means)));
  const chosen = eigen(both).vectors.slice(0, FEATURES);
  const { values, vectors } = eigen(product(product(chosen, hands), transposed(chosen)));
  const projection = product(product(vectors, chosen), whitening);
  return {
    projection: Float32Array.from(projection.flatMap((row) => [...row])),
    means: Float32Array.from(product(means, transposed(projection)).flatMap((row) => [...row])),
    between: Float32Array.from(values, (variance) => Math.max(variance, LEAST_BETWEEN)),
  };
}

/** The small pictures of each class of each hand. */
function groupsOf({ pixels, labels, hands }) {
  const small = smallPictures(pixels);
  const groups = new Map();
  labels.forEach((label, row) => {
    const key = hands[row] * 10 + label;
    if (!groups.has(key)) groups.set(key, { label, pictures: [] });
    groups.get(key).pictures.push(small.subarray(row * SMALL_PIXELS, (row + 1) * SMALL_PIXELS));
  });
  return [...groups.values()].map(({ label, pictures }) => ({ label, pictures, mean: meanOf(pictures) }));
}

/** Covariances within the hands and between their means, by the method of moments: means of few digits lie apart by chance, too. */
function scatter(groups) {
  const means = Array.from({ length: 10 }, (_, digit) => meanOf(groups.filter(({ label }) => label === digit).map(({ mean }) => mean)));
  const [within, between] = [square(), square()];
  let [free, counted, byChance] = [0, 0, 0];
  for (const { label, pictures, mean } of groups) {
    if (pictures.length < FEWEST) continue;
    for (const picture of pictures) addOuter(within, picture, mean);
    free += pictures.length - 1;
    addOuter(between, mean, means[label]);
    counted++;
    byChance += 1 / pictures.length;
  }
  scale(within, 1 / free);
  scale(between, 1 / counted);
  return { within, between: plus(between, within, -byChance / counted), means };
}

const square = () => Array.from({ length: SMALL_PIXELS }, () => new Float64Array(SMALL_PIXELS));

function meanOf(pictures) {
  const mean = new Float64Array(SMALL_PIXELS);
  for (const picture of pictures) for (let at = 0; at < SMALL_PIXELS; at++) mean[at] += picture[at] / pictures.length;
  return mean;
}

/** Adds (x - mean)(x - mean)ᵀ, the lower half of it; `scale` fills the upper. */
function addOuter(sum, x, mean) {
  const away = x.map((value, at) => value - mean[at]);
  for (let row = 0; row < SMALL_PIXELS; row++) {
    const [own, value] = [sum[row], away[row]];
    if (value !== 0) for (let column = 0; column <= row; column++) own[column] += value * away[column];
  }
}

function scale(sum, by) {
  for (let row = 0; row < SMALL_PIXELS; row++) {
    for (let column = 0; column <= row; column++) sum[column][row] = sum[row][column] *= by;
  }
}

function covarianceOf(means) {
  const sum = square();
  const middle = meanOf(means);
  for (const mean of means) addOuter(sum, mean, middle);
  scale(sum, 1 / (means.length - 1));
  return sum;
}

function plus(A, B, by = 1) {
  return A.map((row, at) => row.map((value, column) => value + by * B[at][column]));
}

const trace = (A) => A.reduce((sum, row, at) => sum + row[at], 0);
