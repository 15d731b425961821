import { type Dataset, type Images, needDataset } from "../../data/dataset.js";
import { shapeText } from "../../engine/tensor.js";
import { InputError, ShapeError } from "../../errors.js";
import { classCount, type Network } from "../../model/network/sequential.js";
import { needInk, needPictures, type Pictures } from "../passes/pictures.js";

/**
 * Refuses a dataset that a network cannot learn from or be judged on.
 *
 * @throws UsageError when it is no dataset at all
 * @throws ShapeError when the pictures are not of the size the network takes
 * @throws InputError when there are none, or a label is missing or of no class
 */
export function checkDataset(who: string, dataset: Dataset, network: Network): void {
  needDataset(who, dataset);
  const { name, images, labels, context } = dataset;
  checkPictures(who, images, network);
  const classes = classCount(network);
  if (images.count === 0) throw new InputError(`${who}: "${name}" holds no images`);
  if (context !== undefined && context.length !== images.count)
    throw new InputError(`${who}: "${name}" has ${images.count} images but ${context.length} rows of context; pass a row an image`);
  if (labels.length !== images.count) throw new InputError(`${who}: "${name}" has ${images.count} images but ${labels.length} labels`);
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong >= 0) {
    throw new InputError(
      `${who}: label ${wrong} of "${name}" is ${labels[wrong]}, but the network tells ${classes} classes apart, 0 to ${classes - 1}`,
    );
  }
}

/** @throws ShapeError when the pictures are not of the size the network takes */
export function checkPictures(who: string, { height, width, channels }: Images, { name, input }: Network): void {
  if (shapeText([height, width, channels]) !== shapeText(input)) {
    throw new ShapeError(`${who}: the images are ${shapeText([height, width, channels])}, "${name}" takes ${shapeText(input)}`);
  }
}

/**
 * @throws UsageError when they are no pictures, InputError when their floats are no ink, ShapeError when they say their size, and it is not what the
 * network takes
 */
export function checkStored(who: string, pictures: Pictures, network: Network): void {
  needPictures(who, pictures);
  needInk(who, pictures);
  if ("pixels" in pictures) checkPictures(who, pictures, network);
}
