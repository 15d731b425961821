import { DIGITS } from "../../data/class-names.js";
import type { Dataset } from "../../data/dataset.js";
import { parseIdxImages } from "../../data/idx.js";
import { parseQmnistLabels } from "../../data/qmnist-labels.js";
import { ShapeError } from "../../errors.js";
import { rawFile } from "../raw-file.js";
import type { KnownSet, SetOptions, TrainAndTest } from "./known-set.js";
import { setFiles } from "./set-files.js";

/**
 * QMNIST: MNIST made anew from NIST's scans, with who wrote each digit: 60000 to train on, which match MNIST's one by one, and 60000 to
 * test with, of which the first 10000 match MNIST's. `[count, 28, 28, 1]`.
 *
 * Source: Yadav and Bottou, "Cold Case: The Lost MNIST Digits", 2019
 *
 * @throws InputError when the files are to be had nowhere
 * @throws FormatError when a file is damaged
 * @throws ShapeError when there are not as many labels as images
 */
export async function qmnist(options: SetOptions = {}): Promise<TrainAndTest> {
  const [trainImages = "", trainLabels = "", testImages = "", testLabels = ""] = await setFiles(qmnistSet, options);
  return { train: await part("train", trainImages, trainLabels), test: await part("test", testImages, testLabels) };
}

const BASE = "https://raw.githubusercontent.com/facebookresearch/qmnist/master/";
const file = (name: string, hash: string, size?: number) => ({ name, urls: [BASE + name], hash, ...(size !== undefined && { size }) });

export const qmnistSet: KnownSet = {
  name: "qmnist",
  about: "MNIST with writers, 28 x 28",
  classNames: DIGITS,
  counts: [60000, 60000],
  license: "BSD 3-Clause",
  source: "QMNIST: Chhavi Yadav, Léon Bottou (Facebook); https://github.com/facebookresearch/qmnist",
  folder: "qmnist",
  files: [
    file("qmnist-train-images-idx3-ubyte.gz", "md5:ed72d4157d28c017586c42bc6afe6370"),
    file("qmnist-train-labels-idx2-int.gz", "sha256:2c05dc77f6b916b38e455e97ab129a42a444f3dbef09b278a366f82904e0dd9f", 463024),
    file("qmnist-test-images-idx3-ubyte.gz", "md5:1394631089c404de565df7b7aeaf9412"),
    file("qmnist-test-labels-idx2-int.gz", "sha256:9fbcbe594c3766fdf4f0b15c5165dc0d1e57ac604e01422608bb72c906030d06", 526800),
  ],
  open: qmnist,
};

async function part(name: "train" | "test", imagesPath: string, labelsPath: string): Promise<Dataset> {
  const [rawImages, rawLabels] = [await rawFile(imagesPath), await rawFile(labelsPath)];
  const images = parseIdxImages(rawImages.bytes, imagesPath);
  const { classes: labels, writers } = parseQmnistLabels(rawLabels.bytes, labelsPath);
  if (images.count !== labels.length) {
    throw new ShapeError(`${imagesPath} has ${images.count} images, but ${labelsPath} has ${labels.length} labels; fetch both again`);
  }
  const { license, source, classNames } = qmnistSet;
  const hashes = { [`qmnist-${name}-images-idx3-ubyte`]: rawImages.sha256, [`qmnist-${name}-labels-idx2-int`]: rawLabels.sha256 };
  return { name: `qmnist ${name}`, images, labels, writers, classNames, license, source, hashes };
}
