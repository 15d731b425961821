import { UsageError } from "../../errors.js";
import { TEMPERATURES } from "../../model/files/confidence.js";
import { checkPredictions, confidencesAndHits, type Predictions } from "../scores/predictions.js";

/** The temperature found, or in a sentence why there is none. */
export type TemperatureFit = { readonly temperature: number; readonly why?: never } | { readonly temperature: null; readonly why: string };

/** Fewer images than this say too little about how sure a network should be. */
export const FEWEST_IMAGES = 100;

const [COLDEST, HOTTEST] = TEMPERATURES;
/** Halvings of that range: the temperature is exact to 14 digits. */
const HALVINGS = 50;
/** The logarithm of the smallest float32: what a probability that underflowed to 0 is taken for. */
const LOWEST_LOG = Math.log(2 ** -149);

/**
 * Temperature scaling: the temperature T for which softmax(log p / T) is least surprised by the labels, in negative log-likelihood. Fit it on images that
 * neither trained nor test the network.
 *
 * The logarithms of the probabilities stand for the logits: they differ by a constant a row, which softmax does not see. In 1 / T the
 * negative log-likelihood is convex, so that its slope has one zero, found by halving.
 *
 * Source: Guo, Pleiss, Sun, Weinberger (2017), "On calibration of modern neural networks".
 *
 * @throws ShapeError when probabilities and labels do not belong together
 * @throws InputError when there is no row, or one that holds no probabilities
 */
export function fitTemperature(validation: Predictions): TemperatureFit {
  checkPredictions("fitTemperature", validation);
  const { labels } = validation;
  if (labels.length < FEWEST_IMAGES) return { temperature: null, why: notEnough(labels.length) };
  if (confidencesAndHits(validation).hits.every((hit) => hit === 1)) {
    return { temperature: null, why: "Not enough data to fit a temperature: no validation image was misread." };
  }
  const logs = logProbabilities(validation);
  const tooSharp = (temperature: number) => slope(logs, validation, temperature) > 0;
  if (tooSharp(HOTTEST) || !tooSharp(COLDEST)) {
    return { temperature: null, why: `No temperature from ${COLDEST} to ${HOTTEST} fits the validation images.` };
  }
  let [cold, hot] = [COLDEST, HOTTEST];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = Math.sqrt(cold * hot);
    if (tooSharp(middle)) cold = middle;
    else hot = middle;
  }
  return { temperature: Math.sqrt(cold * hot) };
}

/**
 * The probabilities at a temperature: above 1 the network is less sure, below 1 surer; which class is the most probable stays.
 *
 * @throws UsageError when the temperature is not above 0
 */
export function atTemperature(predictions: Predictions, temperature: number): Predictions {
  if (!(temperature > 0 && temperature < Number.POSITIVE_INFINITY)) {
    throw new UsageError(`atTemperature takes a finite temperature above 0, got ${temperature}; 1 changes nothing`);
  }
  const { classes, labels } = predictions;
  const logs = logProbabilities(predictions);
  const probabilities = new Float32Array(logs.length);
  for (let start = 0; start < logs.length; start += classes) {
    let total = 0;
    for (let i = start; i < start + classes; i++) total += Math.exp((logs[i] as number) / temperature);
    for (let i = start; i < start + classes; i++) probabilities[i] = Math.exp((logs[i] as number) / temperature) / total;
  }
  return { probabilities, labels, classes };
}

function notEnough(count: number): string {
  return `Not enough data to fit a temperature: ${count} validation image${count === 1 ? "" : "s"}, at least ${FEWEST_IMAGES} are needed.`;
}

/** log p less the row's largest, so that its exponential is at most 1 at any temperature. */
function logProbabilities({ probabilities, classes }: Predictions): Float64Array {
  const logs = Float64Array.from(probabilities, (p) => (p === 0 ? LOWEST_LOG : Math.log(p)));
  for (let start = 0; start < logs.length; start += classes) {
    const row = logs.subarray(start, start + classes);
    const largest = Math.max(...row);
    for (let i = 0; i < classes; i++) row[i] = (row[i] as number) - largest;
  }
  return logs;
}

/** The slope of the summed negative log-likelihood in 1 / T: Σ over rows of (mean of the logs under softmax(logs / T)) - (log of the label). */
function slope(logs: Float64Array, { labels, classes }: Predictions, temperature: number): number {
  let slope = 0;
  for (let row = 0; row < labels.length; row++) {
    let [total, weighted] = [0, 0];
    for (let i = row * classes; i < (row + 1) * classes; i++) {
      const log = logs[i] as number;
      const weight = Math.exp(log / temperature);
      total += weight;
      weighted += weight * log;
    }
    slope += weighted / total - (logs[row * classes + (labels[row] as number)] as number);
  }
  return slope;
}
