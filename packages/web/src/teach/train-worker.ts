import { type Dataset, InputError, imagesOf } from "tenfold";
import { teachData } from "./data/teach-data.js";
import { forgetTraining, keepPart, keptPart, type PlainImages } from "./kept-training.js";
import { trainNetwork } from "./train-network.js";
import type { TrainingNews, TrainingWish } from "./training-messages.js";
import type { DataSource, TrainAndTest, TrainingOrder } from "./training-order.js";

// The program of the worker that trains: one training, kept in the browser as it goes.

const scope = globalThis as unknown as Pick<Worker, "postMessage" | "onmessage">;
const say = (news: TrainingNews) => scope.postMessage(news);
const teller = {
  doing: (sentence: string) => say({ kind: "doing", sentence }),
  tell: (sentence: string) => say({ kind: "told", sentence }),
};
const pausing = new AbortController();
/** Steps are told of so often, in milliseconds: a page draws no faster. */
const EVERY_MS = 80;

scope.onmessage = async ({ data: wish }: MessageEvent<TrainingWish>) => {
  if (wish.kind === "pause") return pausing.abort();
  let at: "data" | "training" = "data";
  try {
    if (wish.kind === "begin") await forgetTraining();
    const { order, data, base } = wish.kind === "begin" ? { ...(await begun(wish)), order: wish.order } : await keptBefore();
    at = "training";
    await train(order, data, base, wish.kind === "resume");
  } catch (error) {
    if (!(error instanceof InputError)) console.error(error);
    say({ kind: "failed", at, sentence: (error as Error).message });
  }
};

async function begun({ data: source }: { readonly data: DataSource }): Promise<{ data: TrainAndTest; base: string | undefined }> {
  teller.doing(beginnings[source.kind]);
  const data = await teachData(source, teller);
  if (source.kind !== "mnist") await keptOrTold(keepPart("images", { train: plain(data.train), test: plain(data.test) }));
  return { data, base: source.kind === "mnist" ? source.base : undefined };
}

const beginnings = {
  mnist: "Fetching MNIST from beside the page",
  files: "Reading what was dropped",
  corrections: "Asking the server for corrected fields",
} as const;

async function keptBefore(): Promise<{ order: TrainingOrder; data: TrainAndTest; base: string | undefined }> {
  const training = await keptPart("training");
  if (!training) throw new InputError("no training is kept in this browser any more; begin a new one");
  const { order, base } = training;
  const images = await keptPart("images");
  if (images) return { order, base, data: { train: dataset(images.train), test: dataset(images.test) } };
  teller.doing(beginnings.mnist);
  return { order, base, data: await teachData({ kind: "mnist", base: base ?? location.href }, teller) };
}

async function train(order: TrainingOrder, data: TrainAndTest, base: string | undefined, isResumed: boolean): Promise<void> {
  const before = isResumed ? await keptPart("training") : undefined;
  let told = 0;
  let best = isResumed ? await keptPart("best") : undefined;
  const where = "this browser";
  const outcome = await trainNetwork(order, data, {
    build: before?.begin.engine.build,
    signal: pausing.signal,
    resume: isResumed ? await keptPart("state") : undefined,
    keep: { where, write: (bytes) => keptOrTold(keepPart("state", bytes)) },
    best: {
      where,
      async write(bytes) {
        best = bytes;
        await keptOrTold(keepPart("best", bytes));
      },
      read: async () => best,
    },
    onBegin({ engine: { build, threads, notice }, training, validation }) {
      const { classNames, name } = data.train;
      const begin = { data: name, training, validation, test: data.test.images.count, classNames, engine: { build, threads, notice } };
      void keptOrTold(keepPart("training", { order, begin, base }));
      say({ kind: "began", begin });
    },
    onBatch(batch) {
      if (performance.now() - told < EVERY_MS && batch.batch < batch.batches) return;
      told = performance.now();
      say({ kind: "batch", batch });
    },
    onEpochs(epochs) {
      void keptOrTold(keepPart("epochs", epochs));
      say({ kind: "epochs", epochs });
    },
    onJudging: () => say({ kind: "judging" }),
  });
  if (!outcome) return say({ kind: "paused" });
  await keptOrTold(keepPart("outcome", outcome));
  say({ kind: "done", outcome });
}

let isTold = false;

/** A browser without room ends no training: it only cannot be gone on with later, which is told once. */
async function keptOrTold(keeping: Promise<void>): Promise<void> {
  await keeping.catch(({ message }: Error) => {
    if (!isTold) teller.tell(`${message}. The training goes on, but cannot be gone on with once the page is closed`);
    isTold = true;
  });
}

function plain({ images: { pixels, count, height, width, channels }, ...rest }: Dataset): PlainImages["train"] {
  return { ...rest, pixels, shape: [count, height, width, channels] };
}

function dataset({ pixels, shape, ...rest }: PlainImages["train"]): Dataset {
  return { ...rest, images: imagesOf(pixels, shape) };
}
