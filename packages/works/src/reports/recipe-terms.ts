import type { Row } from "../pages/blocks.js";
import { capitalized, describe, words } from "../pages/in-words.js";
import { whole } from "../pages/numbers.js";
import type { ReportData } from "./report-data.js";

/** Settings that a reader looks for first, in this order. Two names are those of two writers of `config.json`. */
const KNOWN: readonly Row[] = [
  ["preset", "Preset"],
  ["architecture", "Architecture"],
  ["seed", "Seed"],
  ["epochs", "Epochs"],
  ["batchSize", "Batch size"],
  ["batch_size", "Batch size"],
  ["optimizer", "Optimizer"],
  ["schedule", "Learning rate"],
  ["loss", "Loss"],
  ["augment", "Augmentation"],
  ["augmentation", "Augmentation"],
  ["threads", "Threads"],
  ["build", "Kernels"],
];
/** What the report shows in places of its own. */
const ELSEWHERE = ["data", "versions", "machine"];

/** The settings of a run as rows: known ones first under friendly names, then the others as they come. */
export function recipeTerms({ config, history }: ReportData): Row[] {
  const known = KNOWN.filter(([key]) => key in config || key === "epochs");
  const others = Object.keys(config).filter((key) => !KNOWN.some(([name]) => name === key) && !ELSEWHERE.includes(key));
  return [
    ...known.map(([key, term]): Row => [term, key === "epochs" ? epochs(history.length, config.epochs) : describe(config[key])]),
    ...others.map((key): Row => [capitalized(words(key)), describe(config[key])]),
  ];
}

/** "20 run", or "20 run of 30" when more were asked for. */
function epochs(run: number, asked: unknown): string {
  return typeof asked === "number" && asked !== run ? `${whole(run)} run of ${whole(asked)}` : `${whole(run)} run`;
}
