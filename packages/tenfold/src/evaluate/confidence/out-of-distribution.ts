import type { Membership, MembershipScore } from "../../model/files/confidence.js";
import { auroc, type Separation } from "./auroc.js";
import { membershipScores, type Responses } from "./membership-scores.js";
import { FEWEST_IMAGES } from "./temperature.js";

/** How well pictures of the classes are told from other things, as digits from letters. */
export interface OutOfDistribution {
  /** What decides in this model, and from where on; null where its file holds no such score. */
  readonly decides: Pick<Membership, "score" | "threshold" | "accepted"> | null;
  /** Share of the test images that it takes for one of the classes, 0..1; null where nothing decides. */
  readonly acceptedTest: number | null;
  /** One entry a set of other things. */
  readonly others: readonly OtherThings[];
  /** Sentences on what could not be measured, and why. */
  readonly notes: readonly string[];
}

/** Pictures of none of the classes, and how far each score tells them from the test images. */
export interface OtherThings {
  readonly name: string;
  readonly count: number;
  /** Share that the model's threshold lets pass for one of the classes, 0..1, lower is better; null where nothing decides. */
  readonly passed: number | null;
  /** Null for a score that this model cannot give. */
  readonly scores: Readonly<Record<MembershipScore, Separation | null>>;
}

/** What a network said of pictures of none of its classes. */
export interface OtherResponses extends Responses {
  /** What the pictures are, for people: "letters". */
  readonly name: string;
}

export interface OutOfDistributionInput {
  /** Of the test images. */
  readonly test: Responses;
  readonly others: readonly OtherResponses[];
  readonly classes: number;
  /** As the model's confidence has it. */
  readonly membership: Membership | undefined;
}

/**
 * Judges how well a network tells other things from its classes: AUROC and FPR@95 of three scores against the test images, and what the
 * model's own threshold does.
 *
 * @throws InputError when there is no test image, or a set of other things is empty
 * @throws ShapeError when logits or features are not whole rows
 */
export function evaluateOutOfDistribution({ test, others, classes, membership }: OutOfDistributionInput): OutOfDistribution {
  const { geometry } = membership ?? {};
  const scoresOf = (score: MembershipScore, said: Responses) => membershipScores(score, said, classes, geometry);
  const passing = (said: Responses) => membership && share(scoresOf(membership.score, said), membership.threshold);
  const compared = (score: MembershipScore, other: Responses) =>
    score === "mahalanobis" && !geometry ? null : auroc(scoresOf(score, test), scoresOf(score, other));
  return {
    decides: membership ? { score: membership.score, threshold: membership.threshold, accepted: membership.accepted } : null,
    acceptedTest: passing(test) ?? null,
    others: others.map((other) => ({
      name: other.name,
      count: other.logits.length / classes,
      passed: passing(other) ?? null,
      scores: {
        softmax: compared("softmax", other),
        energy: compared("energy", other),
        mahalanobis: compared("mahalanobis", other),
      },
    })),
    notes: [...notesOn(membership, others.length), ...notesOnCount(test.logits.length / classes)],
  };
}

/** Share of the scores from the threshold on. */
function share(scores: Float64Array, threshold: number): number {
  return scores.filter((score) => score >= threshold).length / scores.length;
}

function notesOn(membership: Membership | undefined, others: number): string[] {
  const undecided =
    "Nothing tells other things from the classes: the model holds no score, because its validation images were too few or missing.";
  const distanceless = "There is no distance to the classes: the validation images were too few for the network's features.";
  return [
    ...(membership ? [] : [undecided]),
    ...(membership && !membership.geometry && others > 0 ? [distanceless] : []),
    ...(others === 0 ? ["No other things were shown: pass pictures of none of the classes with --not-digits."] : []),
  ];
}

function notesOnCount(count: number): string[] {
  if (count >= FEWEST_IMAGES) return [];
  const images = count === 1 ? "1 test image tells" : `${count} test images tell`;
  return [`These shares are rough: ${images} little of how many are taken for one of the classes.`];
}
