import { type Command, shared, wholeNumber } from "../command.js";
import { quieted } from "../host.js";
import { jsonLine, printable } from "../printable.js";
import { quoted } from "../quoted.js";
import type { RunFolder } from "../run/run-folder.js";
import type { RunResult } from "../run/run-result.js";

export interface TrainOptions {
  readonly preset?: string;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly seed?: number;
  readonly augment: boolean;
  readonly evaluate: boolean;
  readonly threads?: number;
  readonly data?: string;
  readonly writers?: string;
  readonly resize?: boolean;
  readonly out?: string;
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const train: Command<TrainOptions> = {
  name: "train",
  summary: "Train a network and report on it",
  details: `Presets:
  simple        two small convolutions, in well under half a minute
  lenet5        LeNet-5 of 1998 in today's dress
  quick         a small network, in about a minute; taken when nothing is said
  mobile        depthwise separable convolutions, fewer than 30,000 parameters
  classic       the seed network (288,618 parameters), for up to 40 epochs
  resnet        residual blocks, eight layers deep
  efficientnet  inverted bottlenecks with squeeze and excitation
  accurate      wide residual blocks, the best and by far the slowest

Ctrl-C saves where the training stands and says how to go on. A run that was killed goes on from its last whole epoch. \
Either way it ends with the very weights it would have had without a break.

The data is a set that tenfold data list names, fetched when it is not here yet; a folder with the four IDX files of MNIST; a folder of \
pictures, a folder a class; or a table as Kaggle's train.csv. Data in one part is divided: a sixth is set aside to test with, always \
the same. Write ./usps for a folder that is called as a set.

The folder of a run:
  config.json         all that is needed to repeat it
  history.json        what each epoch came to
  model.safetensors   the weights of the epoch with the lowest val_loss, and what the
                      validation images tell of its confidence: a temperature for
                      its probabilities, and what tells digits from other things
  resume.safetensors  the state of the training, for --resume
  evaluation.json     how the model does on the test images
  report.html         all of it to look at, with plots/
  model-card.md       the same in words, with the head that the Hugging Face Hub reads

--json prints { run, preset, epochs, stopped?, seconds, report, evaluation? }.`,
  options: [
    { notation: "--preset <name>", description: "the recipe, one of those above (default: quick)" },
    { notation: "--epochs <n>", description: "at most so many, in place of the preset's", parse: wholeNumber(1) },
    { notation: "--batch-size <n>", description: "images a step, in place of the preset's", parse: wholeNumber(1, 4096) },
    { notation: "--seed <n>", description: "decides everything random (default: 42)", parse: wholeNumber(0, 2 ** 32 - 1) },
    { notation: "--no-augment", description: "show the images as they are, never turned or shifted" },
    { notation: "--no-evaluate", description: "leave the test images alone" },
    shared.threads,
    shared.data,
    shared.resize,
    {
      notation: "--writers <file>",
      description: "QMNIST's labels of the training images: validate on writers that train nothing",
    },
    { notation: "--out <folder>", description: "the folder of the run (default: runs/<preset>-<number>)" },
    { notation: "--resume", description: "go on with the run in --out, or with the latest unfinished one in runs/" },
    shared.json,
    shared.quiet,
  ],
  examples: [
    ["train", "a good network in about a minute"],
    ["train --preset classic --out runs/best", "a better one in a folder of your choice"],
    ["train --resume --out runs/best", "go on after Ctrl-C"],
    ["train --writers qmnist-train-labels-idx2-int.gz", "judged in training by hands that it has never seen"],
    ["train --data emnist-letters", "26 letters in place of ten digits; tenfold data list tells what else there is"],
    ["train --data ./mine --resize", "pictures of your own, a folder a class"],
  ],
  async run(options, world) {
    const { openNew, reopen, runToResume } = await import("../run/open-run.js");
    const { trainRun } = await import("../run/train-run.js");
    const { readResult } = await import("../run/run-result.js");
    const host = options.quiet ? quieted(world) : world;
    const resumeCommand = (path: string) => `${world.program} train --resume --out ${quoted(path)}`;
    const settings = { threads: options.threads, evaluate: options.evaluate, resumeCommand };
    const earlier = options.resume ? await runToResume(options, (line) => host.err(`${printable(line)}\n`)) : undefined;
    if (earlier?.finished) host.err(`${earlier.run.path} is finished already\n`);
    const open = () => (earlier ? reopen(earlier, options.data, host) : openNew(options, resumeCommand, host));
    const run = earlier?.finished ? earlier.run : await trainRun(await open(), settings, host);
    const result = await readResult(run);
    world.out(options.json ? jsonOf(run, result) : await textOf(run, result));
  },
};

function jsonOf({ path, report }: RunFolder, { config, history, stopped, evaluation }: RunResult): string {
  const seconds = history.reduce((sum, epoch) => sum + epoch.seconds, 0);
  const { preset } = config;
  return jsonLine({ run: path, preset, epochs: history.length, stopped, seconds, report, evaluation });
}

async function textOf({ report }: RunFolder, result: RunResult): Promise<string> {
  const { verdictText } = await import("../verdict-text.js"); // with the library
  return `${verdictText(result)}Report: ${report}\n`;
}
