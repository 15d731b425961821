import { createHash } from "node:crypto";
import { basename } from "node:path";
import { arrayLabels, arrayPictures } from "../../data/arrays/array-pictures.js";
import { type NpyArray, parseNpy } from "../../data/arrays/npy.js";
import type { Dataset, Images } from "../../data/dataset.js";
import { relabeled } from "../../data/relabeled.js";
import { labelClasses } from "../../data/tables/label-classes.js";
import { InputError, ShapeError } from "../../errors.js";
import { readBytes } from "../files.js";
import type { TrainAndTest } from "../sets/known-set.js";
import { zipMember, zipMembers } from "../zip.js";

/** What pictures and their labels are called, by the part that they are. */
const PAIRS: Readonly<Record<"train" | "test" | "validation" | "whole", readonly (readonly [images: string, labels: string])[]>> = {
  train: [
    ["x_train", "y_train"],
    ["train_images", "train_labels"],
    ["training_images", "training_labels"],
  ],
  test: [
    ["x_test", "y_test"],
    ["test_images", "test_labels"],
  ],
  validation: [
    ["x_val", "y_val"],
    ["x_valid", "y_valid"],
    ["val_images", "val_labels"],
  ],
  whole: [
    ["x", "y"],
    ["images", "labels"],
    ["data", "labels"],
    ["data", "target"],
  ],
};

interface NpzOptions {
  /** Told in a sentence how the arrays were taken. */
  readonly notice?: ((sentence: string) => void) | undefined;
}

/**
 * Reads pictures and labels that NumPy packed, as Keras's `mnist.npz`: `x_train`, `y_train`, `x_test`, `y_test`, or one part, `x` and `y`.
 *
 * @throws InputError when it cannot be read, or has other arrays
 * @throws FormatError when an array is damaged, or of another kind
 * @throws ShapeError when pictures and labels are not equally many
 */
export async function npzFile(path: string, { notice }: NpzOptions = {}): Promise<TrainAndTest | { readonly whole: Dataset }> {
  const arrays = await openArrays(path);
  const [train, test, whole] = [arrays.pair("train"), arrays.pair("test"), arrays.pair("whole")];
  if (!(train && test) && !whole && !train) throw otherArrays(path, arrays.names);
  if (!train || !test) return { whole: await partOf(arrays, (train ?? whole) as Pair, path, notice) };
  const validation = arrays.pair("validation");
  const parts = { train: await partOf(arrays, train, path, notice), test: await partOf(arrays, test, path, notice) };
  const more = validation && { validation: await partOf(arrays, validation, path, notice) };
  return named({ ...parts, ...more }, path);
}

/**
 * The pictures to predict of a `.npy` file or of a `.npz` file: its test part, its one part, or its only array.
 *
 * @throws InputError when it cannot be read, or has other arrays
 * @throws FormatError, ShapeError when an array is damaged, or no pictures
 */
export async function arrayImages(path: string): Promise<{ readonly images: Images; readonly notices: readonly string[] }> {
  if (/\.npy$/i.test(path)) return arrayPictures(parseNpy(await readBytes(path), path), path);
  const arrays = await openArrays(path);
  const pair = arrays.pair("test") ?? arrays.pair("whole");
  const only = arrays.names.length === 1 ? arrays.names[0] : undefined;
  const name = pair?.[0] ?? only;
  if (name === undefined) throw otherArrays(path, arrays.names);
  return arrayPictures(await arrays.read(name), `${path}: ${name}`);
}

type Pair = readonly [images: string, labels: string];

interface Arrays {
  readonly names: readonly string[];
  pair(part: keyof typeof PAIRS): Pair | undefined;
  read(name: string): Promise<NpyArray>;
}

async function openArrays(path: string): Promise<Arrays> {
  const names = (await zipMembers(path)).filter((member) => /\.npy$/.test(member)).map((member) => member.slice(0, -4));
  const called = (wanted: string) => names.find((name) => name.toLowerCase() === wanted);
  return {
    names,
    pair(part) {
      for (const [images, labels] of PAIRS[part]) {
        const found = [called(images), called(labels)];
        if (found[0] !== undefined && found[1] !== undefined) return [found[0], found[1]];
      }
      return undefined;
    },
    read: async (name) => parseNpy(await zipMember(path, `${name}.npy`), `${path}: ${name}`),
  };
}

async function partOf(arrays: Arrays, [imagesName, labelsName]: Pair, path: string, notice: NpzOptions["notice"]): Promise<Dataset> {
  const pixels = await arrays.read(imagesName);
  const { images, notices } = arrayPictures(pixels, `${path}: ${imagesName}`);
  const written = arrayLabels(await arrays.read(labelsName), `${path}: ${labelsName}`);
  if (images.count !== written.length) {
    throw new ShapeError(
      `${path} does not fit together: ${imagesName} has ${images.count} pictures, but ${labelsName} has ${written.length} labels`,
    );
  }
  const classes = labelClasses(written, `${path}: ${labelsName}`);
  for (const sentence of [...notices, ...classes.notices]) notice?.(sentence);
  const sha256 = createHash("sha256").update(images.pixels).update(classes.labels).digest("hex");
  const { labels, classNames } = classes;
  return { name: basename(path), images, labels, classNames, hashes: { [`${basename(path)}: ${imagesName}`]: sha256 } };
}

/** Parts have the classes of the training images, and are called for what they are. */
function named(parts: TrainAndTest, path: string): TrainAndTest {
  const classNames = Object.values(parts).reduce<readonly string[]>(
    (most, part) => (part.classNames.length > most.length ? part.classNames : most),
    [],
  );
  const called = (part: Dataset, word: string): Dataset => ({ ...relabeled(part, classNames), name: `${basename(path)} ${word}` });
  const { train, test, validation } = parts;
  return { train: called(train, "train"), test: called(test, "test"), ...(validation && { validation: called(validation, "validation") }) };
}

function otherArrays(path: string, names: readonly string[]): InputError {
  const held = names.length === 0 ? "no arrays" : `the arrays ${names.slice(0, 8).join(", ")}`;
  return new InputError(`${path} holds ${held}; wanted are x_train, y_train, x_test and y_test, or x and y: numpy.savez(file, x=…, y=…)`);
}
