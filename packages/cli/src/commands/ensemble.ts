import { jsonLine } from "tenfold-works";
import { printable } from "../terminal/printable.js";
import { quieted } from "../terminal/world.js";
import { type Command, shared } from "./command.js";

export interface EnsembleOptions {
  readonly models: readonly string[];
  readonly data?: string;
  readonly resize?: boolean;
  readonly threads?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const ensemble: Command<EnsembleOptions> = {
  details: `The answer is the mean of the models' probabilities, each at its own temperature. They take the same pictures and tell the same \
classes apart, as runs of one preset with other seeds do. The test images are those that evaluate takes for the first of them. \
tenfold distill makes one small network of them.

--json prints { count, loss, accuracy, confusion, perClass, models }, the first five as evaluate has them; models has { model, accuracy, \
loss } of each alone, with the loss of its probabilities as they go into the mean.`,
  arguments: ["run folders or model files"],
  options: [
    { ...shared.data, description: "judge on the test images of this set, folder or table" },
    shared.resize,
    shared.threads,
    shared.json,
    shared.quiet,
  ],
  examples: [["ensemble runs/quick-1 runs/quick-2 runs/quick-3", "whether three read better than one"]],
  async run({ models: paths, data, resize, threads, json, quiet }, world) {
    const { ensemble, percent } = await import("tenfold");
    const { openModel } = await import("tenfold-works/models");
    const { testOf } = await import("tenfold-works/sets");
    const host = quiet ? quieted(world) : world;
    const models = [];
    try {
      for (const path of paths) models.push(await openModel(path, { threads }));
      const together = ensemble(models);
      const [first] = models as [(typeof models)[number]];
      const { network, classNames } = first;
      const test = await testOf({ path: paths[0] as string, network, classNames, data, resize }, host);
      host.tell(`Evaluating on ${test.name}, ${test.images.count.toLocaleString("en-US")} images`);
      const alone = [];
      for (const [at, model] of models.entries()) {
        const { accuracy, loss } = await ensemble([model]).evaluate(test);
        alone.push({ model: paths[at] as string, accuracy, loss });
      }
      const evaluation = await together.evaluate(test);
      if (json) return world.out(jsonLine({ ...evaluation, models: alone }));
      const { evaluationText } = await import("../texts/verdict-text.js");
      const lines = alone.map(({ model, accuracy }) => `${percent(accuracy)}  ${printable(model)} alone\n`);
      world.out(`${evaluationText(evaluation)}\n${lines.join("")}`);
    } finally {
      for (const model of models) await model.dispose();
    }
  },
};
