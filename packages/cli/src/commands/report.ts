import { type Command, shared } from "../command.js";
import { printable } from "../printable.js";
import { quoted } from "../quoted.js";

export interface ReportOptions {
  readonly run: string;
  readonly data?: string;
  readonly open?: boolean;
}

export const report: Command<ReportOptions> = {
  name: "report",
  summary: "Write the report of a run again",
  details: `Replaces report.html, model-card.md and plots/ with what the run's other files tell. Nothing is trained anew; a run that was judged \
by an earlier tenfold is judged in full, as train does at its end. evaluate --full adds what takes longer.`,
  arguments: [["<run>", "a run folder"]],
  options: [
    { ...shared.data, description: "where the run's data lies now, for the images that are shown" },
    { notation: "--open", description: "show the report in the browser" },
  ],
  examples: [
    ["report runs/quick-1", "after a change of the program that makes reports"],
    ["report runs/quick-1 --open", "write it and look at it"],
  ],
  async run({ run: path, data, open }, host) {
    const { InputError, relabeled } = await import("tenfold");
    const { openModel, readModel } = await import("../open-model.js");
    const { dataOf } = await import("../run/prepare.js");
    const { readConfig } = await import("../run/run-config.js");
    const { exists, runFolder } = await import("../run/run-folder.js");
    const { locked } = await import("../run/run-lock.js");
    const { renewReport } = await import("../run/keep-evaluation.js");
    const run = runFolder(path);
    const config = await readConfig(run);
    if (!(await exists(run.report)) && !(await exists(run.evaluation))) {
      throw new InputError(`${path} is not finished; go on with ${host.program} train --resume --out ${quoted(path)}`);
    }
    const { network, classNames } = await readModel(run.model);
    const test = await dataOf(config, data, undefined, network.input).then(
      (both) => relabeled(both.test, classNames),
      (error: unknown) => {
        if (!(error instanceof InputError) || data !== undefined) throw error;
        host.err(`Without sample images: ${printable(error.message)}\n`);
        return undefined;
      },
    );
    const model = await openModel(run.model, {});
    try {
      await locked(run, () => renewReport(run, model, test));
    } finally {
      await model.dispose();
    }
    host.out(`${run.report}\n`);
    if (open) await host.show(run.report);
  },
};
