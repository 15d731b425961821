import type { Dataset } from "tenfold";
import { asides, section, table } from "../pages/blocks.js";
import { digitImage } from "../pages/digit-image.js";
import { type Markup, markup } from "../pages/markup.js";
import { duration, percent, plural, rough, whole } from "../pages/numbers.js";
import { wholePage } from "../pages/whole-page.js";
import type { ComparedRun, RunComparison } from "./compare-runs.js";
import { comparisonVerdict } from "./comparison-verdict.js";
import type { Answer, Disagreement } from "./disagreements.js";
import { pairHead, pairRows } from "./pair-rows.js";
import { settingName, settingValue } from "./recipe-differences.js";

/** What tells a comparison's page from other files. */
export const GENERATOR = "tenfold compare";

/** How many images a page shows. */
const SHOWN = 60;

/** A comparison as one HTML page. */
export async function comparisonPage(comparison: RunComparison, test: Dataset): Promise<string> {
  const { sentence, trust } = comparisonVerdict(comparison);
  return wholePage({
    title: comparison.runs.map(({ letter, run }) => `${letter}: ${run}`).join(" · "),
    verdict: sentence,
    trust,
    generator: GENERATOR,
    sections: [
      section("Side by side", runTable(comparison)),
      section("More than luck?", pairTable(comparison)),
      section("Recipes", recipeTable(comparison)),
      section("Where they disagree", await disagreementList(comparison, test)),
    ],
  });
}

function runTable({ runs, test }: RunComparison): Markup {
  const rows = runs.map(({ letter, run, accuracy, interval: [from, to], right, parameters, multiplyAdds, training }) => [
    `${letter}: ${run}`,
    percent(accuracy),
    `${percent(from)} to ${percent(to)}`,
    whole(test.count - right),
    whole(parameters),
    rough(multiplyAdds),
    training ? whole(training.epochs) : "–",
    training ? duration(training.seconds) : "–",
  ]);
  const head = ["Run", "Accuracy", "95 % interval", "Wrong", "Parameters", "Multiply-adds", "Epochs", "Training"];
  return markup`${table(head, rows)}
${asides([`On ${test.name}, ${plural(test.count, "image")}. The intervals are Wilson's, each for one run by itself; the tests below compare.`])}`;
}

function pairTable({ pairs }: RunComparison): Markup {
  const corrected = pairs.length > 1 ? ` The last column is corrected for all ${pairs.length} pairs (Holm).` : "";
  return markup`${table(pairHead("Pair", pairs), pairRows(pairs))}
${asides([`McNemar's exact test: of the images that only one of the two reads right, n in all, how likely so uneven a split is by luck.${corrected} It tells these weights apart; whether the recipes differ takes several seeds of each.`])}`;
}

function recipeTable({ recipe, runs }: RunComparison): Markup {
  if (recipe.length === 0) return markup`<p>The recipes are the same.</p>`;
  return table(
    ["Setting", ...runs.map(({ letter }) => letter)],
    recipe.map(({ setting, values }) => [settingName(setting), ...values.map(settingValue)]),
  );
}

async function disagreementList(comparison: RunComparison, test: Dataset): Promise<Markup> {
  const { disagreements, runs } = comparison;
  if (disagreements.length === 0) return markup`<p>On no image.</p>`;
  const items = disagreements.slice(0, SHOWN).map((one) => item(one, comparison, test));
  const nobody = disagreements.filter(({ label, answers }) => answers.every(({ predicted }) => predicted !== label)).length;
  const shown =
    disagreements.length > SHOWN
      ? `${SHOWN} of ${whole(disagreements.length)} are shown, those with the surest wrong answers; all are in the output of --json.`
      : "Those with the surest wrong answers come first.";
  const none = nobody === 0 ? "Each is read right by one of them." : `${plural(nobody, "image")} none of them reads right.`;
  return markup`<ul class="legend">${runs.map(
    ({ letter, run }: ComparedRun) => markup`<li><b>${letter}</b> ${run}</li>
`,
  )}</ul>
<ul class="digits">${await Promise.all(items)}</ul>${asides([`${shown} ${none}`])}`;
}

async function item(one: Disagreement, { classNames, runs }: RunComparison, { images }: Dataset): Promise<Markup> {
  const { image, label, answers } = one;
  const { pixels, height, width } = images.slice(image, image + 1);
  const name = (index: number) => classNames[index] ?? String(index);
  const lines = answers.map(({ predicted, confidence }: Answer, index) => {
    const right = predicted === label;
    const letter = runs[index]?.letter ?? "";
    return markup`<p class="${right ? "hit" : "miss"}"><span class="mark">${letter}</span><b>${right ? "✓" : "✗"} ${name(predicted)}</b> ${percent(confidence, 1)}</p>`;
  });
  const uri = await digitImage({ pixels, height, width });
  return markup`<li><div><img src="${uri}" alt="Test image ${image}, a ${name(label)}" width="84" height="84"></div>
<p><b>true ${name(label)}</b> · no. ${image}</p>${lines}</li>
`;
}
