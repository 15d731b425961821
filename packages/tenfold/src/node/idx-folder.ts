import { createHash } from "node:crypto";
import { basename, join, resolve } from "node:path";
import type { Dataset } from "../data/dataset.js";
import { parseIdxImages, parseIdxLabels } from "../data/idx.js";
import { InputError, ShapeError } from "../errors.js";
import { listFolder, readBytes } from "./files.js";
import { unpacked } from "./gzip.js";

export interface IdxFolderOptions {
  /** Told each file's name, as in "t10k-labels-idx1-ubyte", and its raw bytes' SHA-256 in hex before it is parsed; throws to refuse it. */
  readonly verify?: (file: string, sha256: string) => void;
  /** How many bytes a gzip file may unpack to, 1 GiB by default. */
  readonly unpackedLimit?: number;
}

/**
 * Reads a folder with the four files of MNIST and its relatives: `train-images-idx3-ubyte`, `train-labels-idx1-ubyte` and the same with
 * `t10k`. Names like `train-images.idx3-ubyte` and `train-images-idx3-ubyte.gz` will do. The datasets are named after the folder, and
 * their labels are digits.
 *
 * @throws InputError when the folder or a file is missing or cannot be read, or a label is not 0 to 9
 * @throws FormatError when a file is damaged or of another kind
 * @throws ShapeError when images and labels are not equally many, or the pictures of train and test not equally large
 */
export async function idxFolder(folder: string, options: IdxFolderOptions = {}): Promise<{ train: Dataset; test: Dataset }> {
  const files = await findFiles(folder, [...TRAIN, ...TEST]);
  const train = await readPair(folder, "train", files, TRAIN, options);
  const test = await readPair(folder, "test", files, TEST, options);
  checkSameSize(train, test, folder);
  return { train, test };
}

/**
 * Reads only the two `t10k` files of such a folder, for judging a network where the training files are absent.
 *
 * @throws as `idxFolder`
 */
export async function idxTest(folder: string, options: IdxFolderOptions = {}): Promise<Dataset> {
  return readPair(folder, "test", await findFiles(folder, TEST), TEST, options);
}

/** File names of images and labels. */
type Pair = readonly [images: string, labels: string];

const TRAIN: Pair = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"];
const TEST: Pair = ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

/** Where each wanted file lies, by its name. */
async function findFiles(folder: string, wanted: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Set(await listFolder(folder));
  const files = new Map<string, string>();
  for (const file of wanted) {
    const found = spellings(file).find((spelling) => names.has(spelling));
    if (found !== undefined) files.set(file, join(folder, found));
  }
  const missing = wanted.filter((file) => !files.has(file));
  if (missing.length > 0) {
    throw new InputError(
      `${folder} has no ${missing.join(", ")}; put ${missing.length === 1 ? "it" : "them"} there, raw or as .gz, or pass another folder`,
    );
  }
  return files;
}

function spellings(file: string): string[] {
  const dotted = file.replace("-idx", ".idx");
  return [file, dotted, `${file}.gz`, `${dotted}.gz`];
}

async function readPair(
  folder: string,
  part: "train" | "test",
  files: ReadonlyMap<string, string>,
  [imagesFile, labelsFile]: Pair,
  options: IdxFolderOptions,
): Promise<Dataset> {
  const rawImages = await readRaw(imagesFile, files, options);
  const rawLabels = await readRaw(labelsFile, files, options);
  const images = parseIdxImages(rawImages.bytes, rawImages.path);
  const labels = parseIdxLabels(rawLabels.bytes, rawLabels.path);
  if (images.count !== labels.length) {
    throw new ShapeError(
      `${folder} does not fit together: ${imagesFile} has ${images.count} images, ` +
        `but ${labelsFile} has ${labels.length} labels; fetch both again`,
    );
  }
  checkDigits(labels, rawLabels.path);
  const hashes = { [imagesFile]: rawImages.sha256, [labelsFile]: rawLabels.sha256 };
  return { name: `${basename(resolve(folder))} ${part}`, images, labels, classNames: DIGITS, hashes };
}

const DIGITS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

interface Raw {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

async function readRaw(file: string, files: ReadonlyMap<string, string>, { verify, unpackedLimit }: IdxFolderOptions): Promise<Raw> {
  const path = files.get(file) as string;
  const bytes = await unpacked(await readBytes(path), path, unpackedLimit);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  verify?.(file, sha256);
  return { path, bytes, sha256 };
}

function checkDigits(labels: Uint8Array, path: string): void {
  const index = labels.findIndex((label) => label > 9);
  if (index >= 0)
    throw new InputError(`${path} is not about digits: label ${index} is ${labels[index]}, and digits are 0 to 9; pass a digit dataset`);
}

function checkSameSize({ images: train }: Dataset, { images: test }: Dataset, folder: string): void {
  if (train.height !== test.height || train.width !== test.width) {
    throw new ShapeError(
      `${folder} does not fit together: its train images are ${train.height} x ${train.width}, ` +
        `but its t10k images are ${test.height} x ${test.width}; fetch them again`,
    );
  }
}
