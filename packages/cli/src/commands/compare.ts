import { jsonLine } from "tenfold-works";
import { printable } from "../terminal/printable.js";
import { quieted } from "../terminal/world.js";
import { type Command, shared } from "./command.js";

export interface CompareOptions {
  readonly runs: readonly string[];
  readonly data?: string;
  readonly page?: string;
  readonly threads?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const PAGE = "compare.html";

export const compare: Command<CompareOptions> = {
  details: `All are judged anew on the test images that they were begun with; those must be the same, or be given with --data. \
McNemar's test tells differences from luck, with Holm's correction where there are more than two runs.

--json prints { test, classNames, runs, recipe, pairs, disagreements }: recipe has the settings that differ, with a value a run; \
a disagreement has { image, label, answers: [{ predicted, confidence }] }, an answer a run. The page shows the 60 with the surest wrong answers.`,
  arguments: ["two or more run folders or model files"],
  options: [
    { ...shared.data, description: "judge on the test images of this set, folder or table" },
    { notation: "--page <file>", description: `where the page goes (default: ${PAGE})` },
    shared.threads,
    shared.json,
    shared.quiet,
  ],
  examples: [
    ["compare runs/quick-1 runs/quick-2", "whether another seed reads other digits"],
    ["compare runs/mine old.safetensors --json", "for a script"],
  ],
  async run({ runs, data, page = PAGE, threads, json, quiet }, world) {
    const { compareRuns } = await import("tenfold-works/comparisons");
    const { refuseOtherFile, writePage } = await import("tenfold-works/comparisons");
    const { comparisonPage } = await import("tenfold-works/comparisons");
    const { comparisonText } = await import("../texts/comparison-text.js");
    const host = quiet ? quieted(world) : world;
    await refuseOtherFile(page);
    host.tell(`Comparing ${runs.join(", ")}`);
    const { comparison, test } = await compareRuns(runs, { data, threads });
    await writePage(page, await comparisonPage(comparison, test));
    world.out(json ? jsonLine({ ...comparison, page }) : `${comparisonText(comparison)}\nPage: ${printable(page)}\n`);
  },
};
