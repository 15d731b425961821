import type { Confidence, Geometry, Membership, MembershipScore } from "../../model/files/confidence.js";
import { checkPredictions, type Predictions } from "../scores/predictions.js";
import { fitGeometry, type LabelledFeatures } from "./fit-geometry.js";
import { membershipScores, type Responses } from "./membership-scores.js";
import { FEWEST_IMAGES, fitTemperature } from "./temperature.js";

/** A confidence, and in sentences what of it could not be fitted. */
export interface ConfidenceFit {
  readonly confidence: Confidence;
  readonly notes: readonly string[];
}

/** The share of the validation images that is to be taken for one of the classes: one in a hundred is given up to refuse other things. */
const ACCEPTED = 0.99;
/** A covariance of more features than this is a larger file than most networks. */
const MOST_FEATURES = 1024;
/** Images a feature below which a covariance is mostly chance. */
const IMAGES_A_FEATURE = 4;

/**
 * Fits how sure a network may be, on images that neither trained nor test it: the temperature of its probabilities, and the score and
 * threshold that tell pictures of its classes from other things, without an example of the latter.
 *
 * The score is the distance of the penultimate features to the classes, `mahalanobis`, where the images are enough to know the
 * features' covariance, else `energy`: the document on confidence has the measurements behind that order. The threshold lets 99 % of the images
 * pass. For the distance, each half of the images is scored by what the other half tells of the classes: images near to means and
 * covariance only because they made them would ask for too strict a threshold.
 *
 * @param validation the rows' labels with probabilities at temperature 1
 * @throws ShapeError when probabilities and labels do not belong together
 * @throws InputError when there is no row, or one that holds no probabilities
 */
export function fitConfidence(validation: Predictions & Responses): ConfidenceFit {
  checkPredictions("fitConfidence", validation);
  const { labels } = validation;
  const { temperature, why } = fitTemperature(validation);
  const confidence = { temperature: temperature ?? 1, fittedOn: labels.length };
  const notes = why === undefined ? [] : [why];
  if (labels.length < FEWEST_IMAGES) {
    const few = `Nothing tells other things from the classes: ${labels.length} validation images, at least ${FEWEST_IMAGES} are needed.`;
    return { confidence, notes: [...notes, few] };
  }
  return { confidence: { ...confidence, membership: byDistance(validation) ?? byEnergy(validation) }, notes };
}

function byEnergy(validation: Predictions & Responses): Membership {
  return membership("energy", membershipScores("energy", validation, validation.classes));
}

/** Nothing where the images are too few for the features. */
function byDistance({ features, labels, classes }: Predictions & Responses): Membership | undefined {
  const width = features.length / labels.length;
  if (width > MOST_FEATURES || labels.length < IMAGES_A_FEATURE * width) return undefined;
  const half = labels.length >> 1;
  const part = (from: number, to: number): LabelledFeatures => ({
    features: features.subarray(from * width, to * width),
    labels: Array.from(labels).slice(from, to),
    classes,
  });
  const [all, first, second] = [part(0, labels.length), part(0, half), part(half, labels.length)];
  const [geometry, ofFirst, ofSecond] = [fitGeometry(all), fitGeometry(first), fitGeometry(second)];
  if (!geometry || !ofFirst || !ofSecond) return undefined;
  return { ...membership("mahalanobis", [...distances(first, ofSecond), ...distances(second, ofFirst)]), geometry };
}

function distances({ features, classes }: LabelledFeatures, geometry: Geometry): Float64Array {
  return membershipScores("mahalanobis", { features, logits: new Float32Array(0) }, classes, geometry);
}

function membership(score: MembershipScore, scores: ArrayLike<number>): Membership {
  const ascending = Float64Array.from(scores).sort();
  return { score, threshold: ascending[Math.floor((1 - ACCEPTED) * ascending.length)] as number, accepted: ACCEPTED };
}
