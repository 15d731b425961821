import { type Command, shared } from "../command.js";
import { quieted } from "../host.js";
import { jsonLine, printable } from "../printable.js";
import { classText, verdictText } from "../verdict-text.js";

export interface EvaluateOptions {
  readonly model: string;
  readonly data?: string;
  readonly threads?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const evaluate: Command<EvaluateOptions> = {
  name: "evaluate",
  summary: "Judge a model on test images",
  details: `Takes the test images that the run was begun with; for a model file, those of MNIST.

--json prints { count, loss, accuracy, confusion, perClass }. The loss is the mean categorical cross-entropy in nats; \
confusion[label][predicted] are counts; perClass has { label, support, precision, recall, f1 } in class order, null for a ratio \
without a denominator.`,
  arguments: [["<model>", "a run folder or a model file"]],
  options: [{ ...shared.data, description: "judge on the t10k files of this folder" }, shared.threads, shared.json, shared.quiet],
  examples: [
    ["evaluate runs/quick-1", "how good the run's model is, class by class"],
    ["evaluate model.safetensors --data ./usps --json", "a model file on other digits, for a script"],
  ],
  async run({ model: path, data, threads, json, quiet }, world) {
    const { openModel } = await import("../open-model.js");
    const { testOf } = await import("../open-data.js");
    const host = quiet ? quieted(world) : world;
    const model = await openModel(path, { threads });
    try {
      const test = await testOf(path, data);
      host.err(`Evaluating on ${printable(test.name)}, ${test.images.count.toLocaleString("en-US")} images\n`);
      const evaluation = await model.evaluate(test);
      world.out(json ? jsonLine(evaluation) : `${verdictText({ history: [], evaluation })}\n${classText(evaluation)}`);
    } finally {
      await model.dispose();
    }
  },
};
