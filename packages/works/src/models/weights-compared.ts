import { type Dataset, load, type Model, type ModelFile } from "tenfold";

/** What 8 bits change on test images. */
export interface Compared {
  readonly accuracy: Pair;
  /** How many images get another verdict. */
  readonly changed: number;
  readonly images: number;
  /** Of the best of three passes. */
  readonly imagesPerSecond: Pair;
}

export interface Pair {
  readonly before: number;
  readonly after: number;
}

/** Judges a model with its own weights, then with others. */
export async function comparedWeights(
  model: ModelFile,
  weights: ModelFile["weights"],
  test: Dataset,
  threads: number | undefined,
): Promise<Compared> {
  const running = await load(model, { threads });
  try {
    const before = await judged(running, test);
    running.setWeights(weights);
    const after = await judged(running, test);
    const changed = before.verdicts.reduce((sum, verdict, at) => sum + Number(verdict !== after.verdicts[at]), 0);
    const pair = (of: (one: Judged) => number): Pair => ({ before: of(before), after: of(after) });
    return { accuracy: pair(({ accuracy }) => accuracy), changed, images: test.images.count, imagesPerSecond: pair(({ speed }) => speed) };
  } finally {
    await running.dispose();
  }
}

interface Judged {
  readonly verdicts: readonly number[];
  readonly accuracy: number;
  readonly speed: number;
}

async function judged(model: Model, { images, labels }: Dataset): Promise<Judged> {
  let probabilities = new Float32Array();
  let fastest = Number.POSITIVE_INFINITY;
  for (let pass = 0; pass < 3; pass++) {
    const start = performance.now();
    probabilities = (await model.predict(images)) as Float32Array<ArrayBuffer>;
    fastest = Math.min(fastest, performance.now() - start);
  }
  const classes = model.classNames.length;
  const verdicts = Array.from(labels, (_, at) => indexOfLargest(probabilities.subarray(at * classes, (at + 1) * classes)));
  const right = verdicts.reduce((sum, verdict, at) => sum + Number(verdict === labels[at]), 0);
  return { verdicts, accuracy: right / images.count, speed: images.count / (fastest / 1000) };
}

function indexOfLargest(values: Float32Array): number {
  return values.reduce((best, value, at) => (value > (values[best] as number) ? at : best), 0);
}
