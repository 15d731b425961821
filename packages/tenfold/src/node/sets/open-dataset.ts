import { stat } from "node:fs/promises";
import { join } from "node:path";
import { attachContext, refuseStranger, untold } from "../../data/context/attach-context.js";
import type { ContextTable } from "../../data/context/context-table.js";
import type { Dataset } from "../../data/dataset.js";
import { setAside } from "../../data/set-aside.js";
import { InputError } from "../../errors.js";
import { listFolder } from "../files.js";
import { idxFolder, idxTest, isIdxFolder } from "../idx-folder.js";
import { csvFile } from "../own/csv-file.js";
import { hasFolders, type ImageFolderOptions } from "../own/image-folder.js";
import { npzFile } from "../own/npz-file.js";
import { pictureParts } from "../own/picture-parts.js";
import { dataPlace, emnistAmong } from "./data-place.js";
import { emnist } from "./emnist.js";
import type { SetOptions, TrainAndTest } from "./known-set.js";
import { knownSet, setAdvice } from "./known-sets.js";
import { strokeFilesAmong } from "./pen-strokes.js";
import { reading } from "./reading-pictures.js";
import { uspsFile } from "./usps.js";

export interface OpenOptions extends SetOptions, Pick<ImageFolderOptions, "resize"> {
  /** Of a table the column of labels: its name, or its number from 1; unless told, it is found. */
  readonly labelColumn?: string | undefined;
  /** What is known of the images: by writer, by file, or a row an image, those that train first, then those that validate and test, where data have such parts. */
  readonly context?: ContextTable | undefined;
}

/**
 * Opens data by its name or its path: a set of `knownSets`, a folder with the IDX files of MNIST, a folder of pictures by class (or with
 * `train`, `test` and perhaps `val` of such folders in it), a table like Kaggle's, arrays of NumPy as Keras's `mnist.npz`, USPS's files, or a folder of pen strokes to train a reader with. Where there is one part only, a sixth of its images is
 * set aside to test with, each class alike, and always the same ones. A name goes before a path: write `./usps` for a folder of that name.
 *
 * @throws InputError when it is none of these, or cannot be read
 */
export async function openDataset(where: string, options: OpenOptions = {}): Promise<TrainAndTest> {
  const set = knownSet(where);
  const parts = set ? await set.open(options) : await partsAt(await placeOf(where), options);
  const { context: table } = options;
  if ("whole" in parts) return setAside(table ? attachedPart(parts.whole, table, options) : parts.whole);
  return table ? attachedParts(parts, table, options) : parts;
}

/**
 * Opens the images to judge a network on: those set aside for it in a known set or by the source's makers; all there are where the source has
 * one part only.
 *
 * @throws InputError as `openDataset`
 */
export async function openTest(where: string, options: OpenOptions = {}): Promise<Dataset> {
  const { context: table } = options;
  const test = await testAt(where, options);
  if (!table) return test;
  if (table.key !== "place" || table.rows.length === test.images.count) return attachedPart(test, table, options);
  return (await openDataset(where, options)).test; // a row an image of all parts
}

async function testAt(where: string, options: OpenOptions): Promise<Dataset> {
  const set = knownSet(where);
  if (set) return (await set.open(options)).test;
  const place = await placeOf(where);
  if ((await isFolder(place)) && (await isIdxFolder(place))) return idxTest(place);
  const parts = await partsAt(place, options);
  return "whole" in parts ? parts.whole : parts.test;
}

/** What the table tells of data in one part. */
function attachedPart(dataset: Dataset, table: ContextTable, { notice }: OpenOptions): Dataset {
  refuseOtherCount(table, dataset.images.count, `"${dataset.name}"`);
  const attached = attachContext(dataset, table);
  refuseStranger(table, [attached]);
  tellUnknown(attached, table, notice);
  return attached;
}

/** The same of data in several; where rows go by place, those of the training images come first. */
function attachedParts({ train, validation, test }: TrainAndTest, table: ContextTable, { notice }: OpenOptions): TrainAndTest {
  const parts = [train, ...(validation ? [validation] : []), test];
  const counts = parts.map(({ images }) => images.count);
  refuseOtherCount(
    table,
    counts.reduce((sum, count) => sum + count, 0),
    parts.map(({ name }, at) => `${counts[at]} of "${name}"`).join(", "),
  );
  let from = 0;
  const attached = parts.map((part, at) => {
    const one = attachContext(part, table, from);
    from += counts[at] as number;
    return one;
  });
  refuseStranger(table, attached);
  for (const one of attached) tellUnknown(one, table, notice);
  const [first, last] = [attached[0] as Dataset, attached.at(-1) as Dataset];
  return { train: first, test: last, ...(validation && { validation: attached[1] as Dataset }) };
}

function tellUnknown(attached: Dataset, { name }: ContextTable, notice: OpenOptions["notice"]): void {
  const [none, all] = [untold(attached), attached.images.count];
  if (none > 0) notice?.(`${name} tells nothing of ${none} of the ${all} images of ${attached.name}; they are taken as unknown`);
}

/** @throws InputError where rows go by place and there are more or fewer than images */
function refuseOtherCount({ name, key, rows }: ContextTable, images: number, what: string): void {
  if (key !== "place" || rows.length === images) return;
  throw new InputError(
    `${name} has ${rows.length} rows, and there are ${images} images (${what}); pass a row an image, in their order, or name writers or files in a column "writer" or "file"`,
  );
}

/** As the source has it: in two parts, or in one. */
type Parts = TrainAndTest | { readonly whole: Dataset };

async function partsAt(path: string, options: OpenOptions): Promise<Parts> {
  if ((await kindOf(path)) === "file") return fileAt(path, options);
  if (await isIdxFolder(path)) return idxFolder(path);
  const names = await listFolder(path);
  const usps = uspsFilesAmong(names);
  if (usps) return uspsParts(path, usps);
  const split = emnistAmong(path, names);
  if (split) return emnist(split, { ...options, from: path });
  if (strokeFilesAmong(names).length > 0) return reading({ ...options, strokes: path });
  if (await hasFolders(path)) return pictureParts(path, names, options);
  throw new InputError(
    `${path} holds no data that can be read; wanted are the four IDX files of MNIST, a folder of pictures for each class, or USPS's files`,
  );
}

async function placeOf(where: string): Promise<string> {
  return (await kindOf(where)) === "file" ? where : dataPlace(where);
}

async function kindOf(path: string): Promise<"file" | "folder"> {
  const found = await stat(path).catch(() => undefined);
  if (!found && /[\\/]/.test(path)) throw new InputError(`cannot open ${path}: there is no such file or folder; check the path`);
  if (!found) {
    throw new InputError(`cannot open ${path}: no data set has that name, and there is no such file or folder; ${setAdvice(path)}`);
  }
  return found.isDirectory() ? "folder" : "file";
}

async function isFolder(path: string): Promise<boolean> {
  return (await kindOf(path)) === "folder";
}

async function fileAt(path: string, { labelColumn, notice }: OpenOptions): Promise<Parts> {
  if (/\.npz$/i.test(path)) return npzFile(path, { notice });
  if (/\.npy$/i.test(path)) {
    throw new InputError(
      `${path} is one array, and data are pictures with labels; put both into one file: numpy.savez("data.npz", x=…, y=…)`,
    );
  }
  const isUsps = /(^|[\\/])(zip\.(train|test)|usps(\.t)?)(\.gz|\.bz2)?$/i.test(path);
  return { whole: await (isUsps ? uspsFile(path, "usps") : csvFile(path, { labelColumn, notice })) };
}

/** USPS's training file and, where it is there, its test file. */
function uspsFilesAmong(names: readonly string[]): readonly string[] | undefined {
  const pairs = [
    ["zip.train", "zip.test", ".gz"],
    ["usps", "usps.t", ".bz2"],
  ] as const;
  for (const [train, test, packed] of pairs) {
    const [trainFile, testFile] = [train, test].map((name) => [name, name + packed].find((spelling) => names.includes(spelling)));
    if (trainFile !== undefined) return testFile === undefined ? [trainFile] : [trainFile, testFile];
  }
  return undefined;
}

async function uspsParts(folder: string, [train = "", test]: readonly string[]): Promise<Parts> {
  if (test === undefined) return { whole: await uspsFile(join(folder, train), "usps") };
  return { train: await uspsFile(join(folder, train), "usps train"), test: await uspsFile(join(folder, test), "usps test") };
}
