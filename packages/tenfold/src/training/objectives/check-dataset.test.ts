import { expect, it } from "vitest";
import { type Dataset, imagesOf } from "../../data/dataset.js";
import { InputError, ShapeError } from "../../errors.js";
import { dense } from "../../layers/dense.js";
import { flatten } from "../../layers/flatten.js";
import { sequential } from "../../model/network/sequential.js";
import { checkDataset } from "./check-dataset.js";

const network = sequential({ name: "tiny", input: [2, 3, 1] }, [flatten(), dense(4)]);
const images = imagesOf(new Uint8Array(18), [3, 2, 3, 1]);
const dataset: Dataset = { name: "three", images, labels: Uint8Array.of(0, 3, 1), classNames: ["a", "b", "c", "d"] };

it("lets data pass that fits the network", () => {
  expect(() => checkDataset("fit", dataset, network)).not.toThrow();
});

it.each<[what: string, change: Partial<Dataset>, error: Error]>([
  ["size", { images: imagesOf(images.pixels, [3, 3, 2, 1]) }, new ShapeError('fit: the images are [3, 2, 1], "tiny" takes [2, 3, 1]')],
  ["number of images", { images: images.slice(0, 0) }, new InputError('fit: "three" holds no images')],
  ["number of labels", { labels: Uint8Array.of(0) }, new InputError('fit: "three" has 3 images but 1 labels')],
  [
    "label",
    { labels: Uint8Array.of(0, 4, 5) },
    new InputError('fit: label 1 of "three" is 4, but the network tells 4 classes apart, 0 to 3'),
  ],
])("refuses a wrong %s", (_what, change, error) => {
  expect(() => checkDataset("fit", { ...dataset, ...change }, network)).toThrow(error);
});
