import { quoted } from "tenfold-works";
import { type Command, shared } from "./command.js";

export interface ReportOptions {
  readonly run: string;
  readonly data?: string;
  readonly open?: boolean;
}

export const report: Command<ReportOptions> = {
  details: `Replaces report.html, model-card.md and plots/ with what the run's other files tell. Nothing is trained anew; a run that was judged \
by an earlier tenfold is judged in full, as train does at its end. evaluate --full adds what takes longer.`,
  arguments: ["a run folder"],
  options: [
    { ...shared.data, description: "where the run's data lies now, for the images that are shown" },
    { notation: "--open", description: "show the report in the browser" },
  ],
  examples: [
    ["report runs/quick-1", "after a change of the program that makes reports"],
    ["report runs/quick-1 --open", "write it and look at it"],
  ],
  async run({ run: path, data, open }, host) {
    const { relabeled } = await import("tenfold");
    const { InputError } = await import("tenfold/errors");
    const { openModel, readModel } = await import("tenfold-works/models");
    const { dataOf } = await import("tenfold-works/runs");
    const { readConfig } = await import("tenfold-works/records");
    const { exists } = await import("tenfold-works/files");
    const { runFolder } = await import("tenfold-works/records");
    const { locked } = await import("tenfold-works/resumable");
    const { renewReport } = await import("tenfold-works/reports");
    const run = runFolder(path);
    const config = await readConfig(run);
    if (!(await exists(run.report)) && !(await exists(run.evaluation))) {
      throw new InputError(`${path} is not finished; go on with ${host.program} train --resume --out ${quoted(path)}`);
    }
    const { network, classNames } = await readModel(run.model);
    if (config.strings) {
      const { writeTextRunReport } = await import("tenfold-works/reports");
      await locked(run, () => writeTextRunReport(run, { network, classNames }));
      host.out(`${run.report}\n`);
      return open ? host.show(run.report) : undefined;
    }
    const test = await dataOf(config, data, undefined, network.input).then(
      (both) => relabeled(both.test, classNames),
      (error: unknown) => {
        if (!(error instanceof InputError) || data !== undefined) throw error;
        host.tell(`Without sample images: ${error.message}`);
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
