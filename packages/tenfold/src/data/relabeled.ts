import { InputError } from "../errors.js";
import { type Dataset, needDataset } from "./dataset.js";

/**
 * A dataset with its labels counted as a model counts its classes. Classes find each other by name: pictures in the folders "3" and "7"
 * are classes 3 and 7 of a network for digits. Where the dataset's classes have numbers alone, and as many of them as the model has
 * names, the numbers stand for the model's classes in order.
 *
 * @param classNames of the model, in class order
 * @throws InputError when the dataset has a class that the model does not know
 */
export function relabeled(dataset: Dataset, classNames: readonly string[]): Dataset {
  needDataset("relabeled", dataset);
  const places = dataset.classNames.map((name) => classNames.indexOf(name));
  if (places.every((place, index) => place === index) && places.length === classNames.length) return dataset;
  const numbered = dataset.classNames.every((name, index) => name === String(index));
  if (numbered && places.length === classNames.length) return { ...dataset, classNames };
  const present = new Set(dataset.labels);
  const unknown = dataset.classNames.find((_, index) => present.has(index) && places[index] === -1);
  if (unknown !== undefined) {
    throw new InputError(
      `"${dataset.name}" has images of class "${unknown}", which the model does not know: it tells ${listed(classNames)} apart; ` +
        "pass data of the model's classes",
    );
  }
  return { ...dataset, labels: dataset.labels.map((label) => places[label] as number), classNames };
}

/** At most a dozen of them. */
function listed(names: readonly string[]): string {
  return names.length <= 12 ? names.join(", ") : `${names.slice(0, 10).join(", ")} and ${names.length - 10} more`;
}
