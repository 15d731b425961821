import { jsonLine, quoted } from "tenfold-works";
import type { AskedOptions, Range, StudyKind } from "tenfold-works/studies";
import { quieted } from "../terminal/world.js";
import { type Command, shared, wholeNumber } from "./command.js";
import { databasePlace } from "./database-place.js";
import { numberList, seedList } from "./number-list.js";
import { withServicePackages } from "./service-packages.js";

export interface StudyCommandOptions extends Partial<Record<Range, readonly number[]>> {
  readonly what: string;
  readonly names?: string;
  readonly preset?: string;
  readonly epochs?: number;
  readonly seeds?: number | readonly number[];
  readonly limit?: number;
  readonly threads?: number;
  readonly data?: string;
  readonly context?: string;
  readonly out?: string;
  readonly database?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const study: Command<StudyCommandOptions> = {
  details: `What:
  augmentation   with and without, at equal epochs and at equal time
  architectures  accuracy over parameters, multiply-adds, seconds, latency; of all of them, or those named: classic,quick
  context        with what is known of who wrote, by --context, and without: whether it pays, with shuffled writers as a control
  seeds          one recipe, again and again
  ranges         a grid of --rotate, --shift, --zoom, --rate and --batch-size

The same command goes on with a study that was interrupted or killed; options may then be left out, but not changed. Settings are chosen by \
validation images; test images judge and choose nothing.

The folder of a study:
  study.json    which study it is
  runs/         a run folder for each setting and seed
  results.json  all numbers; --json prints it
  results.csv   a line a run
  study.html    all of it to look at, with plots/

Each folder in runs/ is one of tenfold train, and has predictions.safetensors beside: the probabilities of the test images.`,
  arguments: ["augmentation, architectures, context, seeds, ranges", "the architectures to compare, separated by commas (default: all)"],
  options: [
    { notation: "--preset <name>", description: "the recipe (default: quick; of architectures: each its own)" },
    { notation: "--epochs <n>", description: "at most so many, in place of the recipe's", parse: wholeNumber(1) },
    { notation: "--seeds <n or list>", description: "how many, or which: 3 or 42,43,44 (default: 3)", parse: seedList },
    { notation: "--limit <n>", description: "only the first n training images, for a quick try", parse: wholeNumber(1) },
    { notation: "--rotate <list>", description: "degrees either way: 0,10,20", parse: numberList(0, 180) },
    { notation: "--shift <list>", description: "shares of the height and width: 0,.1", parse: numberList(0, 0.999) },
    { notation: "--zoom <list>", description: "shares either way: 0,.1", parse: numberList(0, 0.999) },
    { notation: "--rate <list>", description: "the optimizer's learning rates: .001,.01", parse: numberList(1e-9, 10) },
    { notation: "--batch-size <list>", description: "images a step: 64,256", parse: numberList(1, 4096, "whole") },
    shared.threads,
    shared.data,
    shared.context,
    { notation: "--database <address>", description: "postgres://…: have every tenfold work there make runs, rather than this process" },
    { notation: "--out <folder>", description: "the folder of the study (default: studies/<what>)" },
    shared.json,
    shared.quiet,
  ],
  examples: [
    ["study augmentation", "whether augmentation is worth its time"],
    ["study architectures classic,quick --seeds 5 --epochs 8", "what a larger network buys"],
    ["study ranges --rotate 0,10,20 --shift 0,.1 --limit 6000", "a quick look at a grid"],
    ["study context --data qmnist --context writers.csv", "whether a network reads better where it knows the writer's region, pen or age"],
    ["study seeds --seeds 20 --database postgres://tenfold@db/tenfold", "runs spread over the workers at a database, to the same bits"],
    ["study augmentation", "once more: go on after Ctrl-C"],
  ],
  async run(options, world) {
    const { STUDIES_FOLDER, studyFolder } = await import("tenfold-works/studies");
    const { runStudy } = await import("tenfold-works/studies");
    const { withTrainingBar } = await import("../terminal/training-bar.js");
    const { studyText } = await import("../texts/study-text.js");
    const asked = await askedOf(options);
    const out = options.out ?? `${STUDIES_FOLDER}/${asked.kind}`;
    const resumeCommand = `${world.program} study ${asked.kind}${options.out === undefined ? "" : ` --out ${quoted(out)}`}${options.database === undefined ? "" : " --database …"}`;
    const folder = studyFolder(out);
    const makeRuns = options.database === undefined ? undefined : await makeRunsAt(options.database);
    const results = await runStudy(
      folder,
      asked,
      { data: options.data, context: options.context, resumeCommand, makeRuns },
      withTrainingBar(options.quiet ? quieted(world) : world),
    );
    world.out(options.json ? jsonLine(results) : studyText(folder, results));
  },
};

async function makeRunsAt(database: string) {
  const { makeRunsOver } = await withServicePackages(() => import("tenfold-works/spread"));
  const { data } = await databasePlace({ database });
  return makeRunsOver({ address: database, folder: data });
}

/** The options as those of a study. */
async function askedOf({ what, names, data, context, out, database, json, quiet, ...options }: StudyCommandOptions): Promise<AskedOptions> {
  const { spellingAdvice } = await import("tenfold");
  const { UsageError } = await import("tenfold/errors");
  const { optionOf, RANGES, STUDIES } = await import("tenfold-works/studies");
  const kind = STUDIES.find((known): known is StudyKind => known === what);
  if (kind === undefined) throw new UsageError(`study "${what}" is unknown; ${spellingAdvice(what, STUDIES)}`);
  if (names !== undefined && kind !== "architectures") {
    throw new UsageError(`study ${kind} takes no names, got "${names}"; leave them out, or study architectures`);
  }
  const given = RANGES.filter((range) => options[range] !== undefined);
  const [stray] = given;
  if (stray && kind !== "ranges") throw new UsageError(`${optionOf(stray)} belongs to study ranges; leave it out, or study ranges`);
  const { rotate, shift, zoom, rate, batchSize, ...rest } = options;
  const architectures = names?.split(",").map((name) => name.trim());
  if (architectures && new Set(architectures).size < architectures.length) {
    throw new UsageError(`study architectures: "${names}" names one twice; name each once`);
  }
  const ranges = Object.fromEntries(given.map((range) => [range, options[range]]));
  return { kind, ...rest, ...(architectures && { architectures }), ...(given.length > 0 && { ranges }) };
}
