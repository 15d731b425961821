import { type Command, shared, wholeNumber } from "../command.js";
import { quieted } from "../host.js";
import { jsonLine, printable } from "../printable.js";

export interface EvaluateOptions {
  readonly model: string;
  readonly data?: string;
  readonly full?: boolean;
  readonly views?: number;
  readonly threads?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const FULL = { notation: "--full", description: "also calibration, rejection, intervals and speed" };

const VIEWS = {
  notation: "--views <n>",
  description: "average over so many views of each image, as it is and shifted by a pixel (default: 1)",
  parse: wholeNumber(1, 9),
};

export const evaluate: Command<EvaluateOptions> = {
  name: "evaluate",
  summary: "Judge a model on test images",
  details: `Takes the test images that the run was begun with; for a model file, those of MNIST.

--json prints { count, loss, accuracy, confusion, perClass }. The loss is the mean categorical cross-entropy in nats; \
confusion[label][predicted] are counts; perClass has { label, support, precision, recall, f1 } in class order, null for a ratio \
without a denominator.

--full adds a 95 % interval, top-2 accuracy, scikit-learn's classification report, calibration before and after a temperature fitted on \
the run's validation images, what leaving unsure images out comes to, and images per second. In the JSON these are the key full: \
{ accuracyInterval, top2, report, calibration, rejection, imagesPerSecond }. What cannot be measured is null, and notes say why.`,
  arguments: [["<model>", "a run folder or a model file"]],
  options: [
    { ...shared.data, description: "judge on the t10k files of this folder" },
    FULL,
    VIEWS,
    shared.threads,
    shared.json,
    shared.quiet,
  ],
  examples: [
    ["evaluate runs/quick-1", "how good the run's model is, class by class"],
    ["evaluate runs/quick-1 --full", "how far its confidence can be trusted, too"],
    ["evaluate model.safetensors --data ./usps --json", "a model file on other digits, for a script"],
  ],
  async run({ model: path, data, full, views = 1, threads, json, quiet }, world) {
    const { openModel } = await import("../open-model.js");
    const { testOf } = await import("../open-data.js");
    const host = quiet ? quieted(world) : world;
    const model = await openModel(path, { threads });
    try {
      const test = await testOf(path, data);
      host.err(`Evaluating on ${printable(test.name)}, ${test.images.count.toLocaleString("en-US")} images\n`);
      const evaluation = await model.evaluate(test, { views });
      if (!full) return world.out(json ? jsonLine(evaluation) : (await import("../verdict-text.js")).evaluationText(evaluation));
      const { judgeInFull } = await import("../judge-in-full.js");
      const { fullText } = await import("../full-text.js");
      const judged = await judgeInFull({ path, model, test, evaluation, views });
      world.out(json ? jsonLine({ ...evaluation, full: judged }) : fullText(evaluation, judged));
    } finally {
      await model.dispose();
    }
  },
};
