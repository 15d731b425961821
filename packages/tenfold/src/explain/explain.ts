import { type Dataset, type Images, take } from "../data/dataset.js";
import { checkPredictions, confidencesAndHits, type Predictions } from "../evaluate/scores/predictions.js";
import { largestIn } from "../metrics/accuracy.js";
import type { Explainable } from "../model/bound/explainable.js";
import type { Explained, Explanations, SaliencyMap } from "./explained.js";
import { firstFilters } from "./filters.js";
import { gradCam, gradCamLayer } from "./grad-cam.js";
import { OCCLUSION_SIDE, occlusion } from "./occlusion.js";

export interface ExplainOptions {
  /** At most so many mistakes, and as many doubtful hits; 8 unless told. */
  readonly most?: number | undefined;
}

/**
 * Shows what a network looks at: its first filters, and the images that tell most about it, the mistakes it was surest of and the hits it
 * was least sure of, each with its three most probable classes and two saliency maps for the class that was predicted.
 *
 * @param predictions for the dataset's images, in their order
 * @throws ShapeError when images, labels and probabilities do not belong together
 */
export async function explain(
  model: Explainable,
  dataset: Dataset,
  predictions: Predictions,
  { most = 8 }: ExplainOptions = {},
): Promise<Explanations> {
  checkPredictions("explain", predictions);
  const { confidences, hits } = confidencesAndHits(predictions);
  const rows = Array.from(hits.keys());
  const sure = (row: number) => confidences[row] as number;
  const mistakes = rows.filter((row) => !hits[row]).sort((a, b) => sure(b) - sure(a));
  const doubtful = rows.filter((row) => hits[row]).sort((a, b) => sure(a) - sure(b));
  const explained = (chosen: readonly number[]) => explainRows(model, dataset, predictions, chosen.slice(0, most));
  return {
    filters: firstFilters(model) ?? null,
    gradCamLayer: gradCamLayer(model.network) ?? null,
    occlusionSide: OCCLUSION_SIDE,
    mistakes: await explained(mistakes),
    doubtfulHits: await explained(doubtful),
  };
}

async function explainRows(
  model: Explainable,
  dataset: Dataset,
  { probabilities, labels, classes }: Predictions,
  rows: readonly number[],
): Promise<Explained[]> {
  if (rows.length === 0) return [];
  const { images } = take(dataset, rows);
  const predicted = rows.map((row) => largestIn(probabilities, row * classes, classes));
  const maps = await gradCam(model, images, predicted);
  const explained: Explained[] = [];
  for (const [place, index] of rows.entries()) {
    const classIndex = predicted[place] as number;
    const top3 = mostProbable(probabilities.subarray(index * classes, (index + 1) * classes));
    explained.push({
      index,
      label: labels[index] as number,
      predicted: classIndex,
      confidence: top3[0]?.probability ?? 0,
      top3,
      gradCam: maps ? threeDecimals(maps[place] as SaliencyMap) : null,
      occlusion: threeDecimals(await occlusion(model, oneOf(images, place), { classIndex })),
    });
  }
  return explained;
}

function oneOf(images: Images, place: number): Images {
  return images.slice(place, place + 1);
}

function mostProbable(row: Float32Array): Explained["top3"] {
  return Array.from(row, (probability, label) => ({ label, probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, 3);
}

/** All that a picture of the map can show, at a third of the length in JSON. */
function threeDecimals(map: SaliencyMap): SaliencyMap {
  return map.map((row) => row.map((value) => Math.round(value * 1000) / 1000 + 0)); // + 0 makes 0 of -0
}
