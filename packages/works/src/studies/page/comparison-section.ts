import { asides, section, table } from "../../pages/blocks.js";
import { type Markup, markup } from "../../pages/markup.js";
import { plural, whole } from "../../pages/numbers.js";
import { intervalText, points, pValue } from "../../pages/spread.js";
import type { StudyResults } from "../study-results.js";

/** Whether the settings of a study differ by more than luck: over seeds, and over images. */
export function comparisonSection({ comparisons, settings }: StudyResults): Markup {
  const differences = comparisons.map(({ first, second, difference }) => [
    `${first} − ${second}`,
    points(difference.mean),
    difference.sd === null ? "–" : (100 * difference.sd).toFixed(2),
    intervalText(difference),
    whole(difference.count),
  ]);
  const tests = comparisons.flatMap(({ second, tests }) =>
    tests.map((test) => [second, String(test.seed), whole(test.onlyFirst), whole(test.onlySecond), pValue(test.p), pValue(test.holm)]),
  );
  const [{ first, images } = { first: "", images: 0 }] = comparisons;
  const other = settings.length === 2 ? "the other" : "another";
  return section(
    "More than luck?",
    markup`<h3>Over seeds</h3>
${table(["Test accuracy, points", "Mean", "sd", "95 % interval", "Seeds"], differences)}
${asides([
  "Differences seed by seed; the interval is Student's t. It says what other seeds would come to on these test images, not what other images would.",
])}
<h3>Over images</h3>
${table(["Against", "Seed", "Only the first right", "Only the second right", "p", "p, Holm"], tests)}
${asides([
  `McNemar's exact test of ${first} (first) against ${other} setting (second) with the same seed, on the same ${plural(images, "test image")}; n is the two counts together. The last column is corrected for all ${plural(tests.length, "test")} of this page (Holm).`,
])}`,
  );
}
