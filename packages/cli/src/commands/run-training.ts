import { jsonLine, quoted } from "tenfold-works";
import type { RunFolder } from "tenfold-works/records";
import { type RunResult, readResult, teachersOf } from "tenfold-works/records";
import { studentText, writeRunReport, writeTextRunReport } from "tenfold-works/reports";
import type { DistillationOverrides, TransferOverrides } from "tenfold-works/runs";
import { type OpenOptions, type OpenRun, type OpenTextRun, reopen, runToResume, trainRun, trainTextRun } from "tenfold-works/runs";
import { plain } from "../terminal/text-table.js";
import { withTrainingBar } from "../terminal/training-bar.js";
import { quieted, type World } from "../terminal/world.js";
import { verdictText } from "../texts/verdict-text.js";

/** What the commands that train take alike. */
export interface TrainingOptions extends OpenOptions, TransferOverrides, DistillationOverrides {
  readonly evaluate: boolean;
  readonly threads?: number;
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/**
 * Trains a run from its beginning, or from where it stands, to its report, and prints what it came to.
 *
 * @param command the name of the command, to be told how to go on
 * @param openNew makes a new run ready, where none is to go on
 */
export async function runTraining(
  command: string,
  options: TrainingOptions,
  openNew: (resumeCommand: (path: string) => string, host: World) => Promise<OpenRun | OpenTextRun>,
  world: World,
): Promise<void> {
  const host = withTrainingBar(options.quiet ? quieted(world) : world);
  const resumeCommand = (path: string) => `${world.program} ${command} --resume --out ${quoted(path)}`;
  const { threads, evaluate } = options;
  const settings = { threads, evaluate, resumeCommand };
  const earlier = options.resume ? await runToResume(options, host.tell) : undefined;
  if (earlier?.finished) host.tell(`${earlier.run.path} is finished already`);
  const open = () => (earlier ? reopen(earlier, options.data, { threads, host }) : openNew(resumeCommand, host));
  const train = (run: OpenRun | OpenTextRun) =>
    "textRecipe" in run
      ? trainTextRun(run, { ...settings, report: writeTextRunReport }, host)
      : trainRun(run, { ...settings, report: writeRunReport }, host);
  const run = earlier?.finished ? earlier.run : await train(await open());
  const result = await readResult(run);
  world.out(options.json ? jsonOf(run, result) : `${verdictText(result)}${besideTeachers(result)}Report: ${run.report}\n`);
}

/** A line for a distilled run. */
function besideTeachers({ teachers, ...result }: RunResult): string {
  return teachers ? `${plain(studentText({ ...result, teachers: teachersOf(result.config, teachers) }))}\n` : "";
}

function jsonOf({ path, report }: RunFolder, { config, history, stopped, evaluation, texts, teachers }: RunResult): string {
  const seconds = history.reduce((sum, epoch) => sum + epoch.seconds, 0);
  const { preset } = config;
  return jsonLine({ run: path, preset, epochs: history.length, stopped, seconds, report, evaluation: evaluation ?? texts, teachers });
}
