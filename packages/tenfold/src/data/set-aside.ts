import { InputError } from "../errors.js";
import type { Dataset } from "./dataset.js";
import { split } from "./split.js";

/** The share of images that is set aside to test with, where a source does not say which. */
const TEST_SHARE = 1 / 6;
/** Of fewer images a sixth is less than half of one. */
const LEAST_IMAGES = 3;
/** Always the same images are set aside, whatever seed a training has. */
const TEST_SEED = 20;

/**
 * Sets a sixth of a dataset aside to test with, each class alike, and always the same images: for data that come in one part.
 *
 * @throws InputError when there are fewer than three images
 */
export function setAside(whole: Dataset): { readonly train: Dataset; readonly test: Dataset } {
  const { count } = whole.images;
  if (count < LEAST_IMAGES) {
    throw new InputError(`${whole.name} has ${count} images, too few to set a sixth aside to test with; pass ${LEAST_IMAGES} or more`);
  }
  const { training, validation } = split(whole, { validation: TEST_SHARE, seed: TEST_SEED });
  return { train: { ...training, name: `${whole.name} train` }, test: { ...validation, name: `${whole.name} test` } };
}
