import { basename } from "node:path";
import { DIGITS } from "../../data/class-names.js";
import type { Dataset } from "../../data/dataset.js";
import { likeMnist } from "../../data/like-mnist.js";
import { parseUspsLibsvm, parseUspsText } from "../../data/usps-text.js";
import { bunzip2 } from "../bzip2.js";
import { rawFile } from "../raw-file.js";
import type { KnownSet, SetOptions, TrainAndTest } from "./known-set.js";
import { setFiles } from "./set-files.js";

export interface UspsOptions extends SetOptions {
  /** The pictures as they were published, 16 by 16 pixels; unless told they are laid out as MNIST's, 28 by 28. */
  readonly native?: boolean | undefined;
}

/**
 * USPS: 7291 digits from envelopes to train on and 2007 to test with. They were deslanted and fill 16 by 16 pixels; here they are laid out
 * as MNIST's, so that a network for the one takes the other: `[count, 28, 28, 1]`, or `[count, 16, 16, 1]` when asked for.
 *
 * Source: Hull, "A database for handwritten text recognition research", 1994
 *
 * @throws InputError when the files are to be had nowhere
 * @throws FormatError when a file is damaged
 */
export async function usps(options: UspsOptions = {}): Promise<TrainAndTest> {
  const [train = "", test = ""] = await setFiles(uspsSet, options);
  return { train: await uspsFile(train, "usps train", options), test: await uspsFile(test, "usps test", options) };
}

const BASE = "https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass/";

export const uspsSet: KnownSet = {
  name: "usps",
  about: "digits from envelopes, 16 x 16 laid out on 28 x 28",
  classNames: DIGITS,
  counts: [7291, 2007],
  license: "none stated",
  source:
    "USPS: Jonathan Hull (United States Postal Service); https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass.html#usps",
  folder: "usps",
  files: [
    { name: "usps.bz2", urls: [`${BASE}usps.bz2`], hash: "md5:ec16c51db3855ca6c91edd34d0e9b197" },
    { name: "usps.t.bz2", urls: [`${BASE}usps.t.bz2`], hash: "md5:8ea070ee2aca1ac39742fdd1ef5ed118" },
  ],
  open: usps,
};

/**
 * Reads one file of USPS: LIBSVM's, packed by bzip2 or not, or `zip.train` and `zip.test` of "The Elements of Statistical Learning",
 * packed by gzip or not.
 *
 * @throws InputError when it cannot be read
 * @throws FormatError when it is neither
 */
export async function uspsFile(path: string, name: string, { native = false }: UspsOptions = {}): Promise<Dataset> {
  const { bytes, sha256 } = await rawFile(path);
  const isBzip2 = bytes[0] === 0x42 && bytes[1] === 0x5a && bytes[2] === 0x68; // "BZh"
  const text = Buffer.from(isBzip2 ? bunzip2(bytes, path) : bytes).toString("latin1");
  const { images, labels } = text.slice(0, 200).includes(":") ? parseUspsLibsvm(text, path) : parseUspsText(text, path);
  const { classNames, license, source } = uspsSet;
  return { name, images: native ? images : likeMnist(images), labels, classNames, license, source, hashes: { [basename(path)]: sha256 } };
}
