import { mix, rng } from "../engine/rng.js";
import { InputError } from "../errors.js";
import { type Dataset, needDataset, take } from "./dataset.js";

/**
 * So many images of a dataset, drawn at random and evenly from its classes: as many of each, where the number allows it and a class holds
 * as many; else one more of some. For trying out how little labelling is enough.
 *
 * @param seed a whole number from 0 to 2³² - 1: the same seed draws the same images
 * @throws InputError when there are not so many images, or fewer are asked for than there are classes
 */
export function balancedSample(dataset: Dataset, count: number, seed: number): Dataset {
  needDataset("balancedSample", dataset);
  const { name, images, labels } = dataset;
  const classes = new Set(labels).size;
  if (count > images.count) throw new InputError(`${count} labelled images were asked for, but "${name}" has ${images.count}; take fewer`);
  if (!Number.isInteger(count) || count < classes) {
    throw new InputError(`${count} labelled images were asked for, but "${name}" has ${classes} classes; take one image a class at least`);
  }
  const random = rng(mix(seed, STREAM));
  const rows = new Map<number, number[]>();
  for (const row of random.shuffle(Array.from(labels.keys()))) {
    const label = labels[row] as number;
    const own = rows.get(label);
    if (own) own.push(row);
    else rows.set(label, [row]);
  }
  const ofClasses = random.shuffle([...rows.keys()].sort((a, b) => a - b)).map((label) => rows.get(label) as number[]);
  const drawn: number[] = [];
  for (let round = 0; drawn.length < count; round++) {
    for (const ofOne of ofClasses) if (round < ofOne.length && drawn.length < count) drawn.push(ofOne[round] as number);
  }
  return take(dataset, drawn);
}

/** Keeps this use of a seed apart from others of the same seed: "even" in ASCII. */
const STREAM = 0x6576656e;
