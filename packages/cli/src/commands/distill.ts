import { type Command, numberFrom, share, shared, training } from "./command.js";

export interface DistillOptions {
  readonly models: readonly string[];
  readonly preset?: string;
  readonly temperature?: number;
  readonly weight?: number;
  readonly labels?: number;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly seed?: number;
  readonly with?: Readonly<Record<string, number>>;
  readonly augment: boolean;
  readonly evaluate: boolean;
  readonly threads?: number;
  readonly data?: string;
  readonly resize?: boolean;
  readonly labelColumn?: string;
  readonly context?: string;
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const distill: Command<DistillOptions> = {
  details: `The student, the network of a preset, learns from its teachers what they answer together, the mean of their probabilities, each at \
its own temperature; and from the labels. They look at the very pictures that it sees, turned and shifted alike, so every step takes their \
time, too. Unlike an ensemble, the student then answers at the price of one small network.

--temperature softens all answers while it learns: the higher, the more it hears of the wrong classes. --weight is the share of the teachers' \
answer, the label has the rest.

The teachers take the same pictures, and tell the same classes apart in the same order. The data's classes must be among theirs.

The folder is that of any run, as tenfold help train describes it, and teachers.json in it has how the teachers do on the same images. \
config.json names their files and the SHA-256 of each. Ctrl-C saves where the training stands, and --resume goes on.

--json prints { run, preset, epochs, stopped?, seconds, report, evaluation?, teachers }; teachers has validation and test?, of each { count, \
accuracy, loss }.`,
  arguments: ["the teachers: run folders or model files"],
  options: [
    { notation: "--preset <name>", description: "the student's recipe, as for train (default: simple)" },
    { notation: "--temperature <t>", description: "divides all logits in the lesson (default: 4)", parse: numberFrom(0.1, 100) },
    { notation: "--weight <share>", description: "of the teachers' answer in the loss (default: 0.9)", parse: share },
    training.epochs,
    training.batchSize,
    training.seed,
    training.with,
    training.noAugment,
    training.noEvaluate,
    shared.threads,
    shared.data,
    shared.resize,
    shared.labelColumn,
    shared.context,
    training.labels,
    { notation: "--out <folder>", description: "the folder of the run (default: runs/distill-<number>)" },
    training.overwrite,
    training.resume,
    shared.json,
    shared.quiet,
  ],
  examples: [
    ["distill runs/quick-1 runs/quick-2 runs/quick-3 --out runs/small", "three networks in one small one"],
    ["distill runs/accurate-1 --preset mobile --epochs 40", "one network in another, learning longer than the preset would"],
    ["distill --resume --out runs/small", "go on after Ctrl-C"],
  ],
  async run(options, world) {
    const { openDistillation } = await import("tenfold-works/runs");
    const { runTraining } = await import("./run-training.js");
    await runTraining("distill", options, (resumeCommand, host) => openDistillation(options, resumeCommand, host), world);
  },
};
