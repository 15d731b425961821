import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { imagesOf } from "tenfold";
import type { TextExamples } from "tenfold/recognize";
import type { Host } from "../host.js";
import { type ComposedPart, type ComposeOrder, type Composition, partComposer } from "./compose-part.js";

export interface ComposeOptions {
  readonly count: number;
  /** How many workers compose; all cores unless told. */
  readonly threads?: number | undefined;
  readonly host?: Host | undefined;
}

/** Strings a part: each has a seed of its own, so that the number of workers changes nothing. */
const PART = 2000;

/** Fewer are composed here: a worker would cost more than it saves. */
const FEW = 200;

/** How high a line is, in pixels. */
const HEIGHT = 28;

/** Strings composed of single digits, the way a network for lines sees them: the same for the same seed, and more of them begin with the fewer. */
export async function composeStrings(of: Composition, { count, threads, host }: ComposeOptions): Promise<TextExamples> {
  const size = HEIGHT * of.width;
  const pixels = new Uint8Array(count * size);
  const texts: Uint8Array[] = [];
  let done = 0;
  const work: Work = {
    orders: Array.from({ length: Math.ceil(count / PART) }, (_, part) => ({ part, count: Math.min(PART, count - part * PART) })),
    told(more) {
      done += more;
      host?.progress({ of: "composing", done, all: count });
    },
    keep({ part }, composed) {
      pixels.set(composed.pixels, part * PART * size);
      for (const [at, text] of composed.texts.entries()) texts[part * PART + at] = text;
    },
  };
  if (count <= FEW) await composeHere(of, work);
  else await composeByWorkers(of, work, threads ?? availableParallelism());
  return { name: `strings of ${of.digits.name}`, images: imagesOf(pixels, [count, HEIGHT, of.width, 1]), texts };
}

/** Parts to compose, and what becomes of them. */
interface Work {
  readonly orders: ComposeOrder[];
  told(more: number): void;
  keep(order: ComposeOrder, composed: ComposedPart): void;
}

async function composeHere(of: Composition, { orders, told, keep }: Work): Promise<void> {
  const compose = partComposer(of);
  for (const order of orders) {
    const composed = await compose(order, async (more) => {
      told(more);
      await setImmediate(); // signals are served
    });
    keep(order, composed);
  }
}

async function composeByWorkers(of: Composition, { orders, told, keep }: Work, threads: number): Promise<void> {
  const workers = Array.from({ length: Math.min(threads, orders.length) }, () => workerFor(of));
  const left = [...orders];
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (let order = left.shift(); order; order = left.shift()) keep(order, await composedBy(worker, order, told));
      }),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function workerFor({ digits, ...of }: Composition): Worker {
  const { count, height, width, channels, pixels } = digits.images;
  const workerData = { ...of, digits: { labels: digits.labels, pixels, shape: [count, height, width, channels] } };
  return new Worker(new URL("./compose-strings-worker.js", import.meta.url), { workerData });
}

/** Has a worker compose a part, and hears how far it is. */
function composedBy(worker: Worker, order: ComposeOrder, told: (more: number) => void): Promise<ComposedPart> {
  return new Promise((resolve, reject) => {
    const hear = (news: ComposedPart | number) => {
      if (typeof news === "number") return told(news);
      worker.off("message", hear).off("error", reject).off("exit", gone);
      resolve(news);
    };
    const gone = () => reject(new Error("the thread that composed strings is gone"));
    worker.on("message", hear).on("error", reject).on("exit", gone);
    worker.postMessage(order);
  });
}
