import { compileTexts, type TextExamples, type TextModel } from "tenfold/recognize";
import type { Host } from "../../host.js";
import { plural } from "../../pages/numbers.js";
import type { RunFolder } from "../../records/run-folder.js";
import { writeTextEvaluation } from "../../records/run-text-evaluation.js";
import type { OpenTextRun } from "../opening/open-run.js";
import { fitRun } from "./fit-run.js";
import { inRun, REPORTING, SAVING, STOPPING } from "./run-frame.js";

export interface TrainTextRunOptions {
  readonly threads?: number | undefined;
  readonly evaluate: boolean;
  /** Writes the report, which marks the run as finished. */
  readonly report: (run: RunFolder, model: TextModel) => Promise<void>;
  /** How to go on with a run after an interruption. */
  readonly resumeCommand: (path: string) => string;
}

/**
 * Trains a run on texts to its end, judges its best weights on the strings that test and has the report written.
 *
 * @throws Interrupted when somebody wished to stop, after the state was saved
 */
export async function trainTextRun(open: OpenTextRun, options: TrainTextRunOptions, host: Host): Promise<RunFolder> {
  const { threads, evaluate, report, resumeCommand } = options;
  const { textRecipe, training, validation, begun, transfer, used: data } = open;
  const { network, compileOptions, fitOptions } = textRecipe;
  const makeModel = () => compileTexts(network, { ...compileOptions, threads, build: begun?.build });
  const counted = [count(training), count(validation)] as const;
  return inRun(open, makeModel, { resumeCommand, config: { loss: "ctc", data, ...(transfer && { transfer }) } }, host, (at) => {
    const { run, model } = at;
    return [
      {
        onWish: SAVING,
        perform: async (signal) => {
          await fitRun(at, { training, validation, counted, fitOptions, signal }, host);
        },
      },
      ...(evaluate ? [{ onWish: STOPPING, perform: async () => judge(run, model, await open.composeTest(), host) }] : []),
      { onWish: REPORTING, perform: () => report(run, model) },
    ];
  });
}

async function judge(run: RunFolder, model: TextModel, test: TextExamples, host: Host): Promise<void> {
  host.tell(`Evaluating on ${count(test)}`);
  await writeTextEvaluation(run, await model.evaluate(test));
}

function count({ images }: TextExamples): string {
  return plural(images.count, "string");
}
