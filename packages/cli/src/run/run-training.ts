import { type Host, quieted } from "../host.js";
import { jsonLine, printable } from "../printable.js";
import { quoted } from "../quoted.js";
import { studentText } from "../report/student-text.js";
import { plain } from "../text-table.js";
import { verdictText } from "../verdict-text.js";
import { type OpenOptions, type OpenRun, reopen, runToResume } from "./open-run.js";
import type { DistillationOverrides, TransferOverrides } from "./overrides.js";
import type { RunFolder } from "./run-folder.js";
import { type RunResult, readResult } from "./run-result.js";
import { teachersOf } from "./teachers-judged.js";
import { trainRun } from "./train-run.js";

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
  openNew: (resumeCommand: (path: string) => string, host: Host) => Promise<OpenRun>,
  world: Host,
): Promise<void> {
  const host = options.quiet ? quieted(world) : world;
  const resumeCommand = (path: string) => `${world.program} ${command} --resume --out ${quoted(path)}`;
  const settings = { threads: options.threads, evaluate: options.evaluate, resumeCommand };
  const earlier = options.resume ? await runToResume(options, (line) => host.err(`${printable(line)}\n`)) : undefined;
  if (earlier?.finished) host.err(`${earlier.run.path} is finished already\n`);
  const open = () => (earlier ? reopen(earlier, options.data, host) : openNew(resumeCommand, host));
  const run = earlier?.finished ? earlier.run : await trainRun(await open(), settings, host);
  const result = await readResult(run);
  world.out(options.json ? jsonOf(run, result) : `${verdictText(result)}${besideTeachers(result)}Report: ${run.report}\n`);
}

/** A line for a distilled run. */
function besideTeachers({ teachers, ...result }: RunResult): string {
  return teachers ? `${plain(studentText({ ...result, teachers: teachersOf(result.config, teachers) }))}\n` : "";
}

function jsonOf({ path, report }: RunFolder, { config, history, stopped, evaluation, teachers }: RunResult): string {
  const seconds = history.reduce((sum, epoch) => sum + epoch.seconds, 0);
  const { preset } = config;
  return jsonLine({ run: path, preset, epochs: history.length, stopped, seconds, report, evaluation, teachers });
}
