import { type Command, shared, training, wholeNumber } from "./command.js";

export interface TrainOptions {
  readonly preset?: string;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly seed?: number;
  readonly from?: string;
  readonly network?: string;
  readonly optimizer?: "adam" | "sgd";
  readonly rate?: number;
  readonly dropout?: number;
  readonly labelSmoothing?: number;
  readonly wear?: number;
  readonly validation?: number | string;
  readonly with?: Readonly<Record<string, number>>;
  readonly augment: boolean;
  readonly evaluate: boolean;
  readonly threads?: number;
  readonly data?: string;
  readonly writers?: string;
  readonly labels?: number;
  readonly strings?: number;
  readonly resize?: boolean;
  readonly labelColumn?: string;
  readonly context?: string;
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const train: Command<TrainOptions> = {
  details: `Presets:
  simple        two small convolutions, in well under half a minute
  lenet5        LeNet-5 of 1998 in today's dress
  fast          three small convolutions, 99.4 % in some twenty seconds
  quick         a small network, in about a minute; taken when nothing is said
  mobile        depthwise separable convolutions, fewer than 30,000 parameters
  classic       the seed network (288,618 parameters), for up to 40 epochs
  resnet        residual blocks, eight layers deep
  efficientnet  inverted bottlenecks with squeeze and excitation
  accurate      wide residual blocks, the best and by far the slowest
  reader        what reads strings and forms; on the data set "reading"
  lines         what reads a line whole, beside the reader; on strings composed of digits, which takes about an hour for all 100,000

Ctrl-C saves where the training stands and says how to go on. A run that was killed goes on from its last whole epoch. \
Either way it ends with the very weights it would have had without a break.

The data is a set that tenfold data list names, fetched when it is not here yet; a folder with the four IDX files of MNIST; a folder of \
pictures, a folder a class; or a table as Kaggle's train.csv. Data in one part is divided: a sixth is set aside to test with, always \
the same. Write ./usps for a folder that is called as a set.

Strings are composed of the data's digits, and of the pen strokes in it where it is a folder of files that end in .ndjson; \
those that validate of digits that are set aside, those that test of the test images. They are composed anew when the run goes on.

--context makes the network take a second input, what is known of who wrote: a table with a header, and a row an image (those that train \
first, then those that test), or with a column "writer" or "file" a row a writer or a picture. Left out at random in training, it need not be known \
later: predict and evaluate take --context, too, or go without.

The folder of a run:
  config.json         all that is needed to repeat it
  history.json        what each epoch came to
  model.safetensors   the weights of the epoch with the lowest val_loss, and what the validation images tell of its \
confidence: a temperature for its probabilities, and what tells digits from other things
  resume.safetensors  the state of the training, for --resume
  evaluation.json     how the model does on the test images
  report.html         all of it to look at, with plots/
  model-card.md       the same in words, with the head that the Hugging Face Hub reads

--json prints { run, preset, epochs, stopped?, seconds, report, evaluation? }.`,
  options: [
    { notation: "--preset <name>", description: "the recipe, one of those above (default: quick)" },
    training.epochs,
    training.batchSize,
    training.seed,
    training.with,
    {
      notation: "--from <model>",
      description: "begin with the weights of a model of the same network; finetune freezes layers and changes heads, too",
    },
    {
      notation: "--network <file>",
      description: "a network of your own: JSON, or a .js file, whose code runs, that exports what sequential() makes",
    },
    training.optimizer,
    training.rate,
    training.dropout,
    training.labelSmoothing,
    training.validation,
    training.wear,
    training.noAugment,
    training.noEvaluate,
    shared.threads,
    shared.data,
    shared.resize,
    shared.labelColumn,
    shared.context,
    {
      notation: "--writers <file>",
      description: "QMNIST's labels of the training images: validate on writers that train nothing",
    },
    training.labels,
    {
      notation: "--strings <n>",
      description: "with lines: how many strings to compose to train on (default: 100000); of fewer a tenth validates and tests",
      parse: wholeNumber(1, 1_000_000),
    },
    { notation: "--out <folder>", description: "the folder of the run (default: runs/<preset>-<number>)" },
    training.overwrite,
    training.resume,
    shared.json,
    shared.quiet,
  ],
  examples: [
    ["train", "a good network in about a minute"],
    ["train --preset classic --out runs/best", "a better one in a folder of your choice"],
    ["train --resume --out runs/best", "go on after Ctrl-C"],
    ["train --preset resnet --with depth=14,width=48", "a deeper and wider network of the same kind"],
    ["train --optimizer sgd --rate 0.1 --dropout 0.5", "other ways to learn; config.json says which they were"],
    [
      "train --network mine.json",
      'a network of your own: { "layers": [{ "kind": "flatten" }, { "kind": "dense", "units": 10 }, { "kind": "softmax" }] }',
    ],
    ["train --data ./mine --validation ./others", "judged in training by pictures of its own"],
    ["train --writers qmnist-train-labels-idx2-int.gz", "judged in training by hands that it has never seen"],
    ["train --data qmnist --context writers.csv", "a network that knows the writer's region, pen or age, where somebody tells it"],
    ["train --data emnist-letters", "26 letters in place of ten digits; tenfold data list tells what else there is"],
    ["train --preset lines --strings 20000", "a network that reads lines, on fewer strings"],
    ["train --data ./mine --resize", "pictures of your own, a folder a class"],
  ],
  async run(options, world) {
    const { openNew } = await import("tenfold-works/runs");
    const { runTraining } = await import("./run-training.js");
    await runTraining("train", options, (resumeCommand, host) => openNew(options, resumeCommand, host), world);
  },
};
