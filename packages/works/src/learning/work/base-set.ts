import { balancedSample, type Dataset, relabeled, take } from "tenfold";
import { keptApart, mnist } from "tenfold/node";
import { readingSet } from "tenfold/recognize";

/** What a model has learned before and must not forget, and what tells whether it has. */
export interface BaseSet {
  /** Pictures to learn again, beside new ones. */
  readonly replay: Dataset;
  /** To choose the best epoch by. */
  readonly validation: Dataset;
  /** To judge by: MNIST's test images, and pictures made as those of the data set "reading", of writers that train nothing. */
  readonly judging: readonly { readonly name: string; readonly dataset: Dataset }[];
}

/** How many digits of MNIST it is made of; each becomes some five pictures. */
export interface BaseSizes {
  readonly replay: number;
  readonly validation: number;
  readonly judging: number;
  /** MNIST's test images. */
  readonly test: number;
}

export const usualSizes: BaseSizes = { replay: 3000, validation: 300, judging: 2000, test: 10_000 };
const [TRAINED, JUDGED] = [2, 3] as const;

/**
 * The base set of this installation: MNIST, which comes with the packages, and what is drawn of it, as the network that comes with the package was
 * trained on. The judging part is the same every time.
 *
 * @param seed which of MNIST's digits are learned again
 * @param classNames the classes of the network
 * @throws InputError when MNIST is not there
 */
export async function baseSet(
  { seed, classNames }: { readonly seed: number; readonly classNames: readonly string[] },
  sizes: BaseSizes = usualSizes,
): Promise<BaseSet> {
  const { train, test } = await mnist();
  const { training, kept } = keptApart(train);
  const made = (digits: Dataset, count: number, seed: number, times: number) =>
    ofClasses(readingSet({ digits: balancedSample(digits, count, seed), seed, times }), classNames);
  const images = sizes.test < test.images.count ? balancedSample(test, sizes.test, 1) : test;
  return {
    replay: made(training, sizes.replay, seed, TRAINED),
    validation: made(training, sizes.validation, seed + 1, TRAINED),
    judging: [
      { name: "MNIST", dataset: relabeled(images, classNames) },
      { name: "reading", dataset: made(kept, sizes.judging, 2, JUDGED) },
    ],
  };
}

/** What shows a class that the network knows; networks that know no signs have nothing to say of theirs. */
function ofClasses(dataset: Dataset, classNames: readonly string[]): Dataset {
  const rows = Uint32Array.from(dataset.labels.keys());
  const isKnown = dataset.classNames.map((name) => classNames.includes(name));
  const { images, labels, name } = take(
    dataset,
    rows.filter((row) => isKnown[dataset.labels[row] as number]),
  );
  return relabeled({ name, images, labels, classNames: dataset.classNames }, classNames);
}
