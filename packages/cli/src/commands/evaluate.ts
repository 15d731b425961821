import type { ModelFile } from "tenfold";
import { jsonLine } from "tenfold-works";
import type { Evaluated } from "tenfold-works/reports";
import { quieted, type World } from "../terminal/world.js";
import { type Command, numberFrom, shared, wholeNumber } from "./command.js";

export interface EvaluateOptions {
  readonly model: string;
  readonly data?: string;
  readonly resize?: boolean;
  readonly labelColumn?: string;
  readonly context?: string;
  readonly full?: boolean;
  readonly views?: number;
  readonly notDigits?: readonly string[];
  readonly writers?: string;
  readonly robustness: boolean;
  readonly robustnessImages?: number;
  readonly severity?: number;
  readonly threads?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** So many spoiled images a way tell an accuracy to within about a hundredth, in a fifth of the time of all 10,000. */
const ROBUSTNESS_IMAGES = 2000;

const FULL = [
  { notation: "--full", description: "also calibration, rejection, robustness, explanations and speed" },
  { notation: "--not-digits <path...>", description: "with --full: pictures, IDX files or folders of what is no digit" },
  { notation: "--writers <file>", description: "with --full: QMNIST's labels of the test images, for the error by writer" },
  {
    notation: "--robustness-images <n>",
    description: `with --full: spoil so many images, drawn evenly from each class (default: ${ROBUSTNESS_IMAGES})`,
    parse: wholeNumber(1),
  },
  {
    notation: "--severity <s>",
    description: "with --full: spoil them by so much, 0 to 2 (default: 1, as MNIST-C was made)",
    parse: numberFrom(0, 2),
  },
  { notation: "--no-robustness", description: "with --full: spoil none" },
];

const VIEWS = {
  notation: "--views <n>",
  description: "average over so many views of each image, as it is and shifted by a pixel (default: 1)",
  parse: wholeNumber(1, 9),
};

export const evaluate: Command<EvaluateOptions> = {
  details: `Takes the test images that the run was begun with; for a model file, those of MNIST. --data takes what train \
takes; of a folder of pictures or a table all images count, but not those that this very run has trained on. Classes find each other by \
name. A model that knows contexts is told that of its run, or of --context; without either nothing is known.

--json prints { count, loss, accuracy, confusion, perClass }. The loss is the mean categorical cross-entropy in nats; \
confusion[label][predicted] are counts; perClass has { label, support, precision, recall, f1 } in class order, null for a ratio \
without a denominator.

Where a context is known, it is also told whether that pays: how many images are wrong with it, without, and with another writer's as a control, \
with an interval over writers and McNemar's test; a gain that the control has, too, is a leak. In the JSON this is the key context: { images, writers, \
unknown: { errors }, told: { errors, change, interval, p }, shuffled, verdict }; shuffled is null where all writers are alike.

Of a network that reads lines, as the preset lines trains, the strings that test are composed anew; --json then prints { count, loss, \
accuracy, characters, characterErrorRate, byLength, mistakes }.

--full adds a 95 % interval, top-2 accuracy, scikit-learn's classification report, calibration before and after the temperature that the \
run's validation images gave, what leaving unsure images out comes to, images per second, accuracy on images spoiled in MNIST-C's 15 \
ways, whether other things pass for digits, the error by writer, and what the network looks at: its first filters, and saliency maps of \
its surest mistakes and least sure hits. In the JSON these are the key full: { accuracyInterval, top2, report, calibration, rejection, \
imagesPerSecond, robustness, outOfDistribution, writers, explanations, notes }. What cannot be measured is null, and notes say why. For a \
run on its own test images all of it is written into its folder, too: evaluation.json, report.html, model-card.md and plots/.`,
  arguments: ["a run folder or a model file"],
  options: [
    { ...shared.data, description: "judge on the test images of this set, folder or table" },
    shared.resize,
    shared.labelColumn,
    shared.context,
    ...FULL,
    VIEWS,
    shared.threads,
    shared.json,
    shared.quiet,
  ],
  examples: [
    ["evaluate runs/quick-1", "how good the run's model is, class by class"],
    ["evaluate runs/quick-1 --full", "how far its confidence can be trusted, and what it does with spoiled images, too"],
    ["evaluate runs/quick-1 --full --not-digits letters/ doodles.idx", "whether it takes letters and doodles for digits"],
    ["evaluate runs/quick-1 --full --writers qmnist-test-labels-idx2-int.gz", "whose hand it cannot read"],
    ["evaluate model.safetensors --data usps --json", "a model file on other digits, for a script"],
  ],
  async run({ model: path, data, resize, labelColumn, context, full, views = 1, threads, json, quiet, ...more }, world) {
    const { openModel, readModel } = await import("tenfold-works/models");
    const { testOf } = await import("tenfold-works/sets");
    const { frameCount } = await import("tenfold");
    const { UsageError } = await import("tenfold/errors");
    const { notDigits = [], writers, robustness, robustnessImages, severity } = more;
    if (!full && (notDigits.length > 0 || writers !== undefined || !robustness || (robustnessImages ?? severity) !== undefined)) {
      throw new UsageError(
        "evaluate: --not-digits, --writers, --robustness-images and --severity go with --full; add it, or leave them out",
      );
    }
    if (full && views > 1) throw new UsageError("evaluate: --full judges one view of each image; leave out --views or --full");
    const host = quiet ? quieted(world) : world;
    const file = await readModel(path);
    if (frameCount(file.network) > 1) {
      if (full || views > 1 || resize || context !== undefined)
        throw new UsageError(`evaluate: ${path} reads lines whole; leave out --full, --views, --resize and --context`);
      return evaluateTexts(file, { path, data, threads, json }, { ...host, out: world.out });
    }
    const model = await openModel(path, { threads });
    try {
      const test = await testOf({ path, network: model.network, classNames: model.classNames, data, resize, labelColumn, context }, host);
      host.tell(`Evaluating on ${test.name}, ${test.images.count.toLocaleString("en-US")} images`);
      const evaluation = await model.evaluate(test, { views });
      const { judgeContext, judgeInFull } = await import("tenfold-works/runs");
      const known = await judgeContext(model, test);
      const said = known ? `\n${(await import("../texts/verdict-text.js")).contextText(known)}` : "";
      if (!full) {
        const { evaluationText } = await import("../texts/verdict-text.js");
        return world.out(json ? jsonLine({ ...evaluation, ...(known && { context: known }) }) : evaluationText(evaluation) + said);
      }
      const { fullText } = await import("../texts/full-text.js");
      const judged = await judgeInFull(
        { path, model, test, evaluation },
        {
          robustnessImages: robustness ? (robustnessImages ?? ROBUSTNESS_IMAGES) : 0,
          severity,
          notDigits,
          writers,
          tell: host.tell,
        },
      );
      world.out(json ? jsonLine({ ...evaluation, ...(known && { context: known }), full: judged }) : fullText(evaluation, judged) + said);
      if (data === undefined) await keep(path, { model, test, evaluation, full: judged }, host);
    } finally {
      await model.dispose();
    }
  },
};

/** Writes what was found into the folder of the run, if it is one; a report in one that is still to be trained would say that it is done. */
async function keep(path: string, evaluated: Evaluated, host: World): Promise<void> {
  const { exists } = await import("tenfold-works/files");
  const { runFolder } = await import("tenfold-works/records");
  const run = runFolder(path);
  if (!(await exists(run.config))) return;
  if (!(await exists(run.report))) {
    host.tell(`Not written into ${path}: its training is not finished; go on with ${host.program} train --resume`);
    return;
  }
  const { keepEvaluation } = await import("tenfold-works/reports");
  await keepEvaluation(run, evaluated);
  host.tell(`Report: ${run.report}`);
}

/** Judges a network that reads lines, on strings composed of test images. */
async function evaluateTexts(
  file: ModelFile,
  {
    path,
    data,
    threads,
    json,
  }: { readonly path: string; readonly data: string | undefined; readonly threads: number | undefined; readonly json: boolean | undefined },
  host: World,
): Promise<void> {
  const { loadTexts } = await import("tenfold/recognize");
  const { testStringsOf } = await import("tenfold-works/runs");
  const { textEvaluationText } = await import("../texts/verdict-text.js");
  const test = await testStringsOf({ path, network: file.network, classNames: file.classNames, data, threads }, host);
  const model = await loadTexts(file, { name: path, threads });
  try {
    host.tell(`Evaluating on ${test.name}, ${test.images.count.toLocaleString("en-US")} of them`);
    const evaluation = await model.evaluate(test);
    host.out(json ? jsonLine(evaluation) : textEvaluationText(evaluation));
  } finally {
    await model.dispose();
  }
}
