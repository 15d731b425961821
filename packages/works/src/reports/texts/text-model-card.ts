import { percent, plural, whole } from "../../pages/numbers.js";
import { cardList, cardName, cardText, costRows, usedData } from "../card-parts.js";
import { recipeTerms } from "../recipe-terms.js";
import type { ReportData } from "../report-data.js";
import { verdict } from "../verdict.js";

/** A model card of a network that reads lines: Markdown with the YAML head that the Hugging Face Hub reads. */
export function textModelCard(data: ReportData): string {
  const { sentence, trust } = verdict(data);
  const blocks = [
    `---\n${HEAD.map((line) => `${line}\n`).join("")}---`,
    `# ${cardText(cardName(data))}`,
    `${cardText(sentence)}. ${cardText(trust)}`,
    "A fully convolutional network that reads a line of handwritten digits without cutting it first, trained and judged by Tenfold.",
    "## Intended use",
    INTENDED,
    "## How it was trained",
    cardList([...recipeTerms(data), ...costRows(data)]),
    "## Data",
    "Strings were composed of single digits; hands, signs and papers were made up.",
    usedData(data),
    "## Evaluation",
    evaluation(data),
    "## Limits",
    LIMITS,
  ];
  return `${blocks.join("\n\n")}\n`;
}

const HEAD = [
  "language: en",
  "license: mit # as Tenfold's; say another if you pass the model on under other terms",
  "library_name: tenfold",
  "pipeline_tag: image-to-text",
  "tags:",
  "- handwritten-digits",
  "- handwriting-recognition",
  "- connectionist-temporal-classification",
  "- convolutional-neural-network",
  "- safetensors",
];

const INTENDED = `The second opinion of Tenfold's reader, \`loadReader({ lines })\`. It sees gray strips 28 pixels high, digits about 20 high, ink bright on a dark
ground, and says every 4 pixels which digit or sign stands there, or none (the blank). It reads digits into anything, letters too.`;

const LIMITS = `Composed strings are not real ones: judge it on your own. Vertical writing, more than one line on a strip, and digits unlike those it was
trained on may be misread.`;

function evaluation({ texts }: ReportData): string {
  if (!texts) return "No test strings were judged.";
  const rows = texts.byLength.map(({ length, count, right }) => `| ${length} | ${whole(count)} | ${percent(right / count)} |`);
  return [
    `On ${plural(texts.count, "string")} composed of test images: ${percent(texts.accuracy)} right as a whole, character error rate ${percent(texts.characterErrorRate)}.`,
    ["| Characters | Strings | Right |", "|---:|---:|---:|", ...rows].join("\n"),
  ].join("\n\n");
}
