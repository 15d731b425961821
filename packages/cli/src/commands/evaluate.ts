import { type Command, shared } from "../command.js";
import { type Host, quieted } from "../host.js";
import { jsonLine, printable } from "../printable.js";
import type { Evaluated } from "../run/keep-evaluation.js";

export interface EvaluateOptions {
  readonly model: string;
  readonly data?: string;
  readonly full?: boolean;
  readonly threads?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const FULL = { notation: "--full", description: "also calibration, rejection, robustness, intervals and speed" };

export const evaluate: Command<EvaluateOptions> = {
  name: "evaluate",
  summary: "Judge a model on test images",
  details: `Takes the test images that the run was begun with; for a model file, those of MNIST.

--json prints { count, loss, accuracy, confusion, perClass }. The loss is the mean categorical cross-entropy in nats; \
confusion[label][predicted] are counts; perClass has { label, support, precision, recall, f1 } in class order, null for a ratio \
without a denominator.

--full adds a 95 % interval, top-2 accuracy, scikit-learn's classification report, calibration before and after a temperature fitted on \
the run's validation images, what leaving unsure images out comes to, images per second, and the accuracy on images spoiled in MNIST-C's \
15 ways. In the JSON these are the key full: { accuracyInterval, top2, report, calibration, rejection, imagesPerSecond, robustness }. What \
cannot be measured is null, and notes say why. For a run on its own test images this is written into its folder, too: evaluation.json, \
report.html, model-card.md and plots/.`,
  arguments: [["<model>", "a run folder or a model file"]],
  options: [{ ...shared.data, description: "judge on the t10k files of this folder" }, FULL, shared.threads, shared.json, shared.quiet],
  examples: [
    ["evaluate runs/quick-1", "how good the run's model is, class by class"],
    ["evaluate runs/quick-1 --full", "how far its confidence can be trusted, too"],
    ["evaluate model.safetensors --data ./usps --json", "a model file on other digits, for a script"],
  ],
  async run({ model: path, data, full, threads, json, quiet }, world) {
    const { openModel } = await import("../open-model.js");
    const { testOf } = await import("../open-data.js");
    const host = quiet ? quieted(world) : world;
    const model = await openModel(path, { threads });
    try {
      const test = await testOf(path, data);
      host.err(`Evaluating on ${printable(test.name)}, ${test.images.count.toLocaleString("en-US")} images\n`);
      const evaluation = await model.evaluate(test);
      if (!full) return world.out(json ? jsonLine(evaluation) : (await import("../verdict-text.js")).evaluationText(evaluation));
      const { judgeInFull } = await import("../judge-in-full.js");
      const { robustnessOf } = await import("../robustness-of.js");
      const { fullText } = await import("../full-text.js");
      const judged = await judgeInFull({ path, model, test, evaluation });
      const all = { ...judged, robustness: judged.robustness ?? (await robustnessOf(model, test, host)) };
      world.out(json ? jsonLine({ ...evaluation, full: all }) : fullText(evaluation, all));
      if (data === undefined) await keep(path, { model, test, evaluation, full: all }, host);
    } finally {
      await model.dispose();
    }
  },
};

/** Writes what was found into the folder of the run, if it is one. */
async function keep(path: string, evaluated: Evaluated, host: Host): Promise<void> {
  const { exists, runFolder } = await import("../run/run-folder.js");
  const run = runFolder(path);
  if (!(await exists(run.config)) || !(await exists(run.history))) return;
  const { keepEvaluation } = await import("../run/keep-evaluation.js");
  await keepEvaluation(run, evaluated);
  host.err(`Report: ${printable(run.report)}\n`);
}
