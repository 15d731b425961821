import { evidenceOf, evidenceWithout } from "./hand-evidence.js";
import { type HandLook, surprise } from "./hand-looks.js";
import { HAND_CLASSES, type HandParameters } from "./hand-parameters.js";
import { handTerms } from "./hand-terms.js";
import { type LabelledDigits, shownAsLabelled } from "./labelled-digits.js";

/** A labelled digit that looks otherwise than its label says. */
export interface DoubtfulLabel {
  /** Which one, from 0. */
  readonly place: number;
  /** The digit that it looks like. */
  readonly like: number;
}

/** So much likelier another digit is than the label, as a natural logarithm, where the label is doubtful: chosen on hands that are not kept, of 2 to 12. */
const LIKELIER = 6;

/**
 * Labels of one hand's digits that may be wrong: digits that look like another one by what people write and by what the
 * hand's others show, and all of a class that together look like another one, as where two folders were confused. A hand may write a digit as others write
 * another one: then its labels are right, and worth most.
 *
 * @throws ShapeError when pictures and labels are not as many
 * @throws InputError when there is none, or a label is no digit
 * @throws UsageError when something else came than digits and parameters
 */
export function doubtfulLabels(digits: LabelledDigits, parameters: HandParameters): DoubtfulLabel[] {
  const shown = shownAsLabelled("doubtfulLabels", digits, parameters);
  const looks = shown.map(({ look }) => look);
  const labels = Array.from(digits.labels);
  const all = evidenceOf(shown);
  const others = Array.from({ length: HAND_CLASSES }, (_, label) => confusedWith(looks, labels, label));
  return shown.flatMap((digit, place): DoubtfulLabel[] => {
    const { look } = digit;
    const label = labels[place] as number;
    const { terms } = handTerms(look, evidenceWithout(all, [digit]), parameters);
    const like =
      others[label] ??
      likelier(
        Array.from(look.distances, (distance, one) => (terms[one] as number) - surprise(distance)),
        label,
      );
    return like === undefined ? [] : [{ place, like }];
  });
}

/** Another digit that all of a label together are much likelier, by what people write. */
function confusedWith(looks: readonly HandLook[], labels: readonly number[], label: number): number | undefined {
  const own = looks.filter((_, place) => labels[place] === label);
  if (own.length < A_FEW) return undefined;
  const scores = Array.from(
    { length: HAND_CLASSES },
    (_, one) => -own.reduce((sum, { distances }) => sum + surprise(distances[one] as number), 0) / own.length,
  );
  return likelier(scores, label);
}

/** Fewer of a class say nothing of it as a whole. */
const A_FEW = 3;

/** Another digit whose score is far above that of the label. */
function likelier(scores: readonly number[], label: number): number | undefined {
  const best = scores.indexOf(Math.max(...scores));
  return (scores[best] as number) - (scores[label] as number) > LIKELIER ? best : undefined;
}
