import { stat } from "node:fs/promises";
import { join } from "node:path";
import { DIGITS, LETTERS } from "../../data/class-names.js";
import type { Dataset } from "../../data/dataset.js";
import { parseIdxImages, parseIdxLabels } from "../../data/idx.js";
import { transposed } from "../../data/transposed.js";
import { FormatError, ShapeError } from "../../errors.js";
import { cacheFolder } from "../download/cache-folder.js";
import { fetched } from "../download/fetched.js";
import { listFolder, writeAside } from "../files.js";
import { type RawFile, rawFile, rawOf } from "../raw-file.js";
import { zipMember } from "../zip.js";
import type { KnownSet, SetOptions, TrainAndTest } from "./known-set.js";
import { localCopy } from "./set-files.js";

/** Which part of EMNIST: ten digits, 26 letters in either case, or 47 digits and letters with equally many images each. */
export type EmnistSplit = "digits" | "letters" | "balanced";

/**
 * EMNIST: handwritten digits and letters, laid out as MNIST's, `[count, 28, 28, 1]`. It comes as one archive with all its parts, of which
 * only the wanted ones are unpacked. Its pictures are stored transposed, and are turned upright here.
 *
 * Source: Cohen, Afshar, Tapson, van Schaik, "EMNIST: an extension of MNIST to handwritten letters", 2017
 *
 * @throws InputError when the archive is to be had nowhere
 * @throws FormatError when it or a member is damaged
 */
export async function emnist(split: EmnistSplit, options: SetOptions = {}): Promise<TrainAndTest> {
  return { train: await part(split, "train", options), test: await part(split, "test", options) };
}

/** 47 classes: where upper and lower case look alike they are one. (Cohen et al., table II) */
const BALANCED = [...DIGITS, ...LETTERS, ..."abdefghnqrt"];

const ARCHIVE = {
  name: "gzip.zip",
  urls: ["https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip", "https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/gzip.zip"],
  size: 561753746,
  hash: "md5:58c8d27c78d21e728a6bc7b3cc06412e",
};

const LICENSE = "none stated; made from NIST Special Database 19, a work of the US government";
const SOURCE =
  "EMNIST: Gregory Cohen, Saeed Afshar, Jonathan Tapson, André van Schaik; https://www.nist.gov/itl/products-and-services/emnist-dataset";
const FOLDER = "emnist";

const setOf = (split: EmnistSplit, about: string, classNames: readonly string[], counts: readonly [number, number]): KnownSet => ({
  name: `emnist-${split}`,
  about,
  classNames,
  counts,
  license: LICENSE,
  source: SOURCE,
  folder: FOLDER,
  files: [ARCHIVE],
  open: (options) => emnist(split, options),
});

const splits: Readonly<Record<EmnistSplit, KnownSet>> = {
  digits: setOf("digits", "handwritten digits, 28 x 28", DIGITS, [240000, 40000]),
  letters: setOf("letters", "handwritten letters, 28 x 28", LETTERS, [124800, 20800]),
  balanced: setOf("balanced", "handwritten digits and letters, 28 x 28", BALANCED, [112800, 18800]),
};

export const emnistSets: readonly KnownSet[] = Object.values(splits);

async function part(split: EmnistSplit, which: "train" | "test", options: SetOptions): Promise<Dataset> {
  const { name, classNames, license, source } = splits[split];
  const stem = `emnist-${split}-${which}`;
  const [imagesFile, labelsFile] = [`${stem}-images-idx3-ubyte`, `${stem}-labels-idx1-ubyte`];
  const rawImages = await member(`${imagesFile}.gz`, options);
  const rawLabels = await member(`${labelsFile}.gz`, options);
  const images = transposed(parseIdxImages(rawImages.bytes, rawImages.path));
  const labels = fromZero(parseIdxLabels(rawLabels.bytes, rawLabels.path), split, rawLabels.path);
  if (images.count !== labels.length) {
    throw new ShapeError(
      `${rawImages.path} has ${images.count} images, but ${rawLabels.path} has ${labels.length} labels; fetch both again`,
    );
  }
  const hashes = { [imagesFile]: rawImages.sha256, [labelsFile]: rawLabels.sha256 };
  return { name: `${name} ${which}`, images, labels, classNames, license, source, hashes };
}

/** The letters are numbered from 1 in the file. */
function fromZero(labels: Uint8Array, split: EmnistSplit, path: string): Uint8Array {
  const first = split === "letters" ? 1 : 0;
  const last = first + splits[split].classNames.length - 1;
  const wrong = labels.findIndex((label) => label < first || label > last);
  if (wrong >= 0) {
    throw new FormatError(
      `${path} is not EMNIST's: label ${wrong} is ${labels[wrong]}, and its labels go from ${first} to ${last}; fetch it again`,
    );
  }
  return first === 0 ? labels : labels.map((label) => label - first);
}

/**
 * A member of the archive, unpacked: from the folder `from`, where it lies alone or in the archive; or from the cache, where it is put when it
 * has been taken out of the archive.
 */
async function member(name: string, options: SetOptions): Promise<RawFile> {
  const { from, cache = cacheFolder(), notice } = options;
  if (from !== undefined) {
    if (!(await listFolder(from)).includes(ARCHIVE.name)) return rawFile(await localCopy(from, name));
    const archive = join(from, ARCHIVE.name);
    return rawOf(await zipMember(archive, `gzip/${name}`), `${archive}: ${name}`);
  }
  const path = join(cache, FOLDER, name);
  if (!(await stat(path).catch(() => undefined))) {
    const archive = await fetched(ARCHIVE, FOLDER, options);
    notice?.(`Taking ${name} out of ${archive}`);
    await writeAside(path, await zipMember(archive, `gzip/${name}`));
  }
  return rawFile(path);
}
