import { useEffect, useState } from "preact/hooks";
import type { BatchEnd, EpochRecord } from "tenfold";
import { serverKey } from "../kept/server-key.js";
import { forgetTraining, keptPart } from "./kept-training.js";
import type { TrainingOutcome } from "./train-network.js";
import type { TrainingBegin, TrainingNews, TrainingWish } from "./training-messages.js";
import type { DataSource, TrainingOrder } from "./training-order.js";

/** A place on the curve of the training loss: epochs so far, with fractions, and the mean of the present epoch. */
export interface LossPoint {
  readonly at: number;
  readonly loss: number;
}

/** How a training stands, as the page shows it. */
export interface TrainingStand {
  readonly phase: "none" | "looking" | "working" | "judging" | "pausing" | "paused" | "done";
  readonly order?: TrainingOrder | undefined;
  readonly begin?: TrainingBegin | undefined;
  readonly batch?: BatchEnd | undefined;
  readonly epochs: readonly EpochRecord[];
  readonly points: readonly LossPoint[];
  /** What takes time before the first step. */
  readonly doing?: string | undefined;
  /** What was told of the images, last one last. */
  readonly told: readonly string[];
  readonly trouble?: { readonly at: "data" | "training"; readonly sentence: string } | undefined;
  readonly outcome?: TrainingOutcome | undefined;
}

const NOTHING: TrainingStand = { phase: "none", epochs: [], points: [], told: [] };

// It goes on while other pages of the app are looked at.
let stand: TrainingStand = { ...NOTHING, phase: "looking" };
let worker: Worker | undefined;
let isLookedFor = false;
const watchers = new Set<(stand: TrainingStand) => void>();

function change(next: TrainingStand): void {
  stand = next;
  for (const told of watchers) told(stand);
}

/** How the training of this page stands; what is kept of an earlier one is found when it is first asked for. */
export function useTraining(): TrainingStand {
  const [shown, setShown] = useState(stand);
  useEffect(() => {
    watchers.add(setShown);
    setShown(stand);
    if (!isLookedFor) void lookForKept();
    return () => void watchers.delete(setShown);
  }, []);
  return shown;
}

async function lookForKept(): Promise<void> {
  isLookedFor = true;
  const training = await keptPart("training").catch(() => undefined);
  const [epochs = [], outcome, state] = training ? [await keptPart("epochs"), await keptPart("outcome"), await keptPart("state")] : [];
  if (stand.phase !== "looking") return;
  if (!training || !(outcome || state)) return change(NOTHING);
  const { order, begin } = training;
  change({ ...NOTHING, phase: outcome ? "done" : "paused", order, begin, epochs, points: pointsOf(epochs), outcome });
}

export function beginTraining(order: TrainingOrder, data: DataSource): void {
  change({ ...NOTHING, phase: "working", order });
  start({ kind: "begin", order, data: data.kind === "corrections" ? { ...data, key: serverKey().key } : data });
}

export function resumeTraining(): void {
  change({ ...stand, phase: "working", batch: undefined, trouble: undefined, told: [] });
  start({ kind: "resume" });
}

/** Its state is kept before it stops. */
export function pauseTraining(): void {
  change({ ...stand, phase: "pausing" });
  worker?.postMessage({ kind: "pause" } satisfies TrainingWish);
}

export async function throwTrainingAway(): Promise<void> {
  worker?.terminate();
  worker = undefined;
  change(NOTHING);
  await forgetTraining();
}

function start(wish: TrainingWish): void {
  worker?.terminate();
  worker = new Worker(new URL("./train-worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<TrainingNews>) => change(after(stand, data));
  worker.onerror = ({ message }) =>
    change(after(stand, { kind: "failed", at: "training", sentence: message || "its worker could not be started" }));
  worker.postMessage(wish);
}

function after(before: TrainingStand, news: TrainingNews): TrainingStand {
  switch (news.kind) {
    case "doing":
      return { ...before, doing: news.sentence };
    case "told":
      return { ...before, told: [...before.told, news.sentence] };
    case "began":
      return { ...before, begin: news.begin, doing: undefined };
    case "batch": {
      const { epoch, batch, batches, metrics } = news.batch;
      const point = { at: epoch - 1 + batch / batches, loss: metrics.loss as number };
      return { ...before, batch: news.batch, points: thinned([...before.points, point]) };
    }
    case "epochs":
      return { ...before, epochs: [...news.epochs] };
    case "judging":
      return { ...before, phase: "judging" };
    case "paused":
      return { ...before, phase: "paused" };
    case "done":
      return { ...before, phase: "done", outcome: news.outcome };
    case "failed":
      return { ...before, phase: before.epochs.length > 0 ? "paused" : "none", trouble: { at: news.at, sentence: news.sentence } };
  }
}

function pointsOf(epochs: readonly EpochRecord[]): readonly LossPoint[] {
  return epochs.map(({ epoch, loss }) => ({ at: epoch, loss }));
}

/** More points than pixels say nothing more. */
const MOST_POINTS = 1200;

function thinned(points: readonly LossPoint[]): readonly LossPoint[] {
  return points.length <= MOST_POINTS ? points : points.filter((_, at) => at % 2 === 0);
}
