import { checkPredictions, type Predictions } from "./predictions.js";

/**
 * The share of rows whose label is among the `k` most probable classes, 0..1; of equally probable classes the lower index comes first, as
 * for the most probable one.
 *
 * @throws ShapeError when probabilities and labels do not belong together
 * @throws InputError when there is no row
 */
export function topKAccuracy(predictions: Predictions, k: number): number {
  checkPredictions("topKAccuracy", predictions);
  const { labels } = predictions;
  let within = 0;
  for (let row = 0; row < labels.length; row++) if (rankOfLabel(predictions, row) < k) within++;
  return within / labels.length;
}

/** How many classes come before the label: 0 when it is the most probable one. */
function rankOfLabel({ probabilities, labels, classes }: Predictions, row: number): number {
  const label = labels[row] as number;
  const own = probabilities[row * classes + label] as number;
  let before = 0;
  for (let other = 0; other < classes; other++) {
    const probability = probabilities[row * classes + other] as number;
    if (probability > own || (probability === own && other < label)) before++;
  }
  return before;
}
