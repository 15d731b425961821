import { type Dataset, needDataset } from "./dataset.js";
import { split } from "./split.js";

/**
 * So many images of a dataset, drawn at random with each class as frequent as in the whole (stratified); all of them, in their order,
 * where there are no more.
 *
 * @param seed a whole number from 0 to 2³² - 1: the same seed draws the same images
 */
export function sample(dataset: Dataset, count: number, seed: number): Dataset {
  needDataset("sample", dataset);
  if (dataset.images.count <= count) return dataset;
  return { ...split(dataset, { validation: count / dataset.images.count, seed }).validation, name: dataset.name };
}
