import { type Command, numberOrNames, share, shared, training } from "./command.js";

export interface FinetuneOptions {
  readonly from?: string;
  readonly freeze?: number | readonly string[];
  readonly rateOld?: number;
  readonly newHead?: boolean;
  readonly labels?: number;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly seed?: number;
  readonly wear?: number;
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

export const finetune: Command<FinetuneOptions> = {
  details: `Begins with the weights of a model in place of random ones, which tells most where labelled images are few. tenfold summary \
<model> names its layers.

--freeze keeps layers as they are: the first so many with weights, batch normalization going with the layer before it; or those named, \
with commas between them, each with the layers inside it. Frozen batch normalization normalizes by its running statistics, which do not \
move. --rate-old lets all layers but the last dense one move more slowly.

The data's classes must be among the model's, unless --new-head replaces its last dense layer by a fresh one for the data's classes.

A fifth of the labelled images validates; with --labels 20 that is 4 of the 20. Where labels are few, there are more epochs: up to 100.

The folder is that of any run, as tenfold help train describes it; config.json says which model it began with, and its SHA-256. Ctrl-C \
saves where the training stands, and --resume goes on.

--json prints { run, preset, epochs, stopped?, seconds, report, evaluation? }.`,
  options: [
    { notation: "--from <model>", description: "the model to begin with: a run's folder or a .safetensors file" },
    shared.data,
    shared.resize,
    shared.labelColumn,
    shared.context,
    { notation: "--freeze <layers>", description: "keep the first so many layers, or those named, as they are", parse: numberOrNames },
    { notation: "--rate-old <share>", description: "all layers but the last dense one move at this share of the rate", parse: share },
    { notation: "--new-head", description: "replace the last dense layer, for the classes of the data" },
    training.labels,
    training.epochs,
    training.batchSize,
    training.seed,
    training.wear,
    training.noAugment,
    training.noEvaluate,
    shared.threads,
    { notation: "--out <folder>", description: "the folder of the run (default: runs/finetune-<number>)" },
    training.overwrite,
    training.resume,
    shared.json,
    shared.quiet,
  ],
  examples: [
    ["finetune --from runs/quick-1 --data usps --labels 100", "digits from envelopes, a hundred of them labelled"],
    ["finetune --from runs/quick-1 --data emnist-letters --new-head --freeze 2", "26 letters, by the first two layers that digits made"],
    ["finetune --from runs/quick-1 --data ./mine --resize --rate-old 0.1", "pictures of your own, carefully"],
    ["finetune --resume --out runs/finetune-1", "go on after Ctrl-C"],
  ],
  async run({ rateOld: oldRate, ...rest }, world) {
    const { openTransfer } = await import("tenfold-works/runs");
    const { runTraining } = await import("./run-training.js");
    const options = { ...rest, ...(oldRate !== undefined && { oldRate }) };
    await runTraining("finetune", options, (resumeCommand, host) => openTransfer(options, resumeCommand, host), world);
  },
};
