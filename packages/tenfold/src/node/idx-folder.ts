import { basename, join, resolve } from "node:path";
import { numberedClasses } from "../data/class-names.js";
import type { Dataset } from "../data/dataset.js";
import { parseIdxImages, parseIdxLabels } from "../data/idx.js";
import { FormatError, InputError, ShapeError } from "../errors.js";
import { listFolder, readBytes } from "./files.js";
import { type RawFile, rawFile } from "./raw-file.js";

export interface IdxFolderOptions {
  /** Told each file's name, as in "t10k-labels-idx1-ubyte", and its raw bytes' SHA-256 in hex before it is parsed; throws to refuse it. */
  readonly verify?: ((file: string, sha256: string) => void) | undefined;
  /** How many bytes a gzip file may unpack to, 1 GiB by default. */
  readonly unpackedLimit?: number | undefined;
  /** What each label means, in order; for a folder that does not say so itself. */
  readonly classNames?: readonly string[] | undefined;
}

/**
 * Reads a folder with the four files of MNIST and its relatives: `train-images-idx3-ubyte`, `train-labels-idx1-ubyte` and the same with
 * `t10k`. Names like `train-images.idx3-ubyte` and `train-images-idx3-ubyte.gz` will do, and
 * folders of these names with the file inside. The datasets are named after the folder. What the
 * labels mean stands in `class-names.txt`, a name a line; without it they are numbers, "0" to "9" or on to the highest there is.
 *
 * @throws InputError when the folder or a file is missing or cannot be read, or a label is of no class
 * @throws FormatError when a file is damaged or of another kind
 * @throws ShapeError when images and labels are not equally many, or the pictures of train and test not equally large
 */
export async function idxFolder(folder: string, options: IdxFolderOptions = {}): Promise<{ train: Dataset; test: Dataset }> {
  const files = await findFiles(folder, [...TRAIN, ...TEST]);
  const train = await readPair(folder, "train", files, TRAIN, options);
  const test = await readPair(folder, "test", files, TEST, options);
  checkSameSize(train, test, folder);
  const classNames = options.classNames ?? (await namesIn(folder)) ?? numbersOf(train, files.get(TRAIN[1]) as string);
  return { train: classed(train, classNames, files.get(TRAIN[1])), test: classed(test, classNames, files.get(TEST[1])) };
}

/**
 * Reads only the two `t10k` files of such a folder, for judging a network where the training files are absent.
 *
 * @throws as `idxFolder`
 */
export async function idxTest(folder: string, options: IdxFolderOptions = {}): Promise<Dataset> {
  const files = await findFiles(folder, TEST);
  const test = await readPair(folder, "test", files, TEST, options);
  return classed(test, options.classNames ?? (await namesIn(folder)) ?? numberedClasses(test.labels), files.get(TEST[1]));
}

/** Whether a folder holds such files, the two of the test images at least. */
export async function isIdxFolder(folder: string): Promise<boolean> {
  const names = new Set(await listFolder(folder));
  return [TEST, TRAIN].some((pair) => pair.some((file) => spellings(file).some((spelling) => names.has(spelling))));
}

/** File names of images and labels. */
type Pair = readonly [images: string, labels: string];

const TRAIN: Pair = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"];
const TEST: Pair = ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

/** A dataset whose classes have no names yet. */
type Unclassed = Omit<Dataset, "classNames">;

/** Where each wanted file lies, by its name. */
async function findFiles(folder: string, wanted: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Set(await listFolder(folder));
  const files = new Map<string, string>();
  for (const file of wanted) {
    const found = spellings(file).find((spelling) => names.has(spelling));
    if (found !== undefined) files.set(file, await unpackedPath(join(folder, found), file));
  }
  const missing = wanted.filter((file) => !files.has(file));
  if (missing.length > 0) {
    throw new InputError(
      `${folder} has no ${missing.join(", ")}; put ${missing.length === 1 ? "it" : "them"} there, raw or as .gz, or pass another folder`,
    );
  }
  return files;
}

/** Some programs unpack a file into a folder of its name. */
async function unpackedPath(path: string, file: string): Promise<string> {
  const names = new Set(await listFolder(path).catch(() => [])); // of a file there is no list
  const inside = spellings(file).find((spelling) => names.has(spelling));
  return inside === undefined ? path : join(path, inside);
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
): Promise<Unclassed> {
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
  const hashes = { [imagesFile]: rawImages.sha256, [labelsFile]: rawLabels.sha256 };
  return { name: `${basename(resolve(folder))} ${part}`, images, labels, hashes };
}

async function readRaw(file: string, files: ReadonlyMap<string, string>, { verify, unpackedLimit }: IdxFolderOptions): Promise<RawFile> {
  const raw = await rawFile(files.get(file) as string, unpackedLimit);
  verify?.(file, raw.sha256);
  return raw;
}

const NAMES = "class-names.txt";

/** The class names that the folder tells. */
async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  if (!(await listFolder(folder)).includes(NAMES)) return undefined;
  const path = join(folder, NAMES);
  const names = new TextDecoder()
    .decode(await readBytes(path))
    .split(/\r?\n/)
    .filter((line) => line !== "");
  if (names.length < 2 || names.length > 256 || new Set(names).size < names.length || names.some((name) => /\p{Cc}/u.test(name))) {
    throw new FormatError(`${path} does not name the classes: 2 to 256 different names are wanted, one a line; mend it`);
  }
  return names;
}

/** A damaged byte shall not make a class, nor a hundred: most numbers up to the highest label must occur. */
function numbersOf({ labels }: Unclassed, path: string): readonly string[] {
  const numbers = numberedClasses(labels);
  const used = new Set(labels).size;
  if (numbers.length > 10 && used < numbers.length / 2) {
    throw new InputError(
      `${path} has labels up to ${numbers.length - 1}, but only ${used} different ones; ` +
        `fetch it again, or name the classes in ${NAMES}, one a line`,
    );
  }
  return numbers;
}

function classed(part: Unclassed, classNames: readonly string[], path = part.name): Dataset {
  const index = part.labels.findIndex((label) => label >= classNames.length);
  if (index >= 0) {
    throw new InputError(
      `${path} does not fit its classes: label ${index} is ${part.labels[index]}, ` +
        `and the ${classNames.length} classes are counted from 0 to ${classNames.length - 1}; pass data of these classes`,
    );
  }
  return { ...part, classNames };
}

function checkSameSize({ images: train }: Unclassed, { images: test }: Unclassed, folder: string): void {
  if (train.height !== test.height || train.width !== test.width) {
    throw new ShapeError(
      `${folder} does not fit together: its train images are ${train.height} x ${train.width}, ` +
        `but its t10k images are ${test.height} x ${test.width}; fetch them again`,
    );
  }
}
