import { InputError, ShapeError } from "../../errors.js";

/** What comes of answering only where the confidence reaches `threshold`. */
export interface RiskCoveragePoint {
  readonly threshold: number;
  /** Images answered. */
  readonly answered: number;
  /** Of these, the wrong ones. */
  readonly wrong: number;
  /** Share of all images that is answered, 0..1. */
  readonly coverage: number;
  /** Share of the answered images that is wrong, 0..1. */
  readonly risk: number;
}

/**
 * The error among the answered images against the share answered, from the strictest threshold to none: a point a confidence that
 * occurs. Equal confidences are answered together, because no threshold tells them apart.
 *
 * Source: El-Yaniv, Wiener (2010), "On the foundations of noise-free selective classification".
 *
 * @param confidences one a image; higher is surer
 * @param hits 1 where the image was read right, else 0
 * @throws ShapeError when there are not as many hits as confidences
 * @throws InputError when there is no image, or a confidence is not a number
 */
export function riskCoverage(confidences: ArrayLike<number>, hits: ArrayLike<number>): RiskCoveragePoint[] {
  checkPaired(confidences, hits);
  const count = confidences.length;
  const order = Array.from({ length: count }, (_, row) => row).sort((a, b) => (confidences[b] as number) - (confidences[a] as number));
  const points: RiskCoveragePoint[] = [];
  let wrong = 0;
  order.forEach((row, index) => {
    if (!hits[row]) wrong++;
    const threshold = confidences[row] as number;
    const answered = index + 1;
    if (answered < count && confidences[order[answered] as number] === threshold) return;
    points.push({ threshold, answered, wrong, coverage: answered / count, risk: wrong / answered });
  });
  return points;
}

/**
 * The area under the curve: the mean over k of the error among the k surest images, 0..1, lower is better. Where equal confidences leave
 * their order open, the mistakes are spread evenly over them.
 *
 * Source: Geifman, Uziel, El-Yaniv (2019), "Bias-reduced uncertainty estimation for deep neural classifiers".
 */
export function areaUnderRiskCoverage(curve: readonly RiskCoveragePoint[]): number {
  let area = 0;
  let before = { answered: 0, wrong: 0 };
  for (const point of curve) {
    const rate = (point.wrong - before.wrong) / (point.answered - before.answered);
    for (let k = before.answered + 1; k <= point.answered; k++) area += (before.wrong + (k - before.answered) * rate) / k;
    before = point;
  }
  return before.answered === 0 ? 0 : area / before.answered;
}

/** At most `most` points of the curve, the last one among them, closer together the fewer images are left out: where thresholds are chosen. */
export function thinned(curve: readonly RiskCoveragePoint[], most: number): RiskCoveragePoint[] {
  const count = curve.at(-1)?.answered ?? 0;
  if (curve.length <= most) return [...curve];
  const kept = new Set<RiskCoveragePoint>();
  for (let step = 0; step < most; step++) {
    const leftOut = Math.round(count ** (step / (most - 1))) - 1;
    const point = curve.find(({ answered }) => answered >= count - leftOut);
    if (point) kept.add(point);
  }
  return [...kept].reverse();
}

function checkPaired(confidences: ArrayLike<number>, hits: ArrayLike<number>): void {
  if (confidences.length !== hits.length) {
    throw new ShapeError(`riskCoverage: ${confidences.length} confidences but ${hits.length} hits came; pass one an image`);
  }
  if (hits.length === 0) throw new InputError("riskCoverage: no images came; pass at least one");
  const broken = Array.from(confidences).findIndex((confidence) => Number.isNaN(confidence));
  if (broken >= 0) throw new InputError(`riskCoverage: confidence ${broken} is not a number; judge a network that works`);
}
