import { type Dataset, InputError, parseIdxImages, parseIdxLabels, ShapeError } from "tenfold";
import type { ChosenFile, TrainAndTest } from "../training-order.js";
import { unzipped } from "./unzipped.js";

type Side = "train" | "t10k";
type Part = "images-idx3" | "labels-idx1";

/** Whether a file is one of the four by its name: "train-images-idx3-ubyte", "t10k-labels.idx1-ubyte.gz". */
export function isIdxName(path: string): boolean {
  return /(train|t10k)-(images[-.]idx3|labels[-.]idx1)-ubyte(\.gz)?$/.test(path);
}

/**
 * The four files of MNIST and its relatives.
 *
 * @throws InputError when one is missing
 * @throws FormatError when one is damaged or of another kind
 * @throws ShapeError when images and labels are not equally many
 */
export async function idxFiles(name: string, files: readonly ChosenFile[]): Promise<TrainAndTest> {
  const wanted = (["train", "t10k"] as const).flatMap((side) =>
    (["images-idx3", "labels-idx1"] as const).map((part) => [side, part] as const),
  );
  const found = (side: Side, part: Part) => files.find(({ path }) => path.replace(".idx", "-idx").includes(`${side}-${part}-ubyte`));
  const missing = wanted.filter(([side, part]) => !found(side, part)).map(([side, part]) => `${side}-${part}-ubyte`);
  if (missing.length > 0)
    throw new InputError(
      `${name} has no ${missing.join(", ")}; put ${missing.length === 1 ? "it" : "them"} beside the others, raw or as .gz`,
    );
  const side = async (of: Side, called: string) =>
    pair(`${name} ${called}`, found(of, "images-idx3") as ChosenFile, found(of, "labels-idx1") as ChosenFile);
  const [train, test] = [await side("train", "train"), await side("t10k", "test")];
  const highest = [train, test].reduce((most, { labels }) => labels.reduce((higher, label) => Math.max(higher, label), most), 9);
  const classNames = Array.from({ length: highest + 1 }, (_, label) => String(label));
  return { train: { ...train, classNames }, test: { ...test, classNames } };
}

async function pair(name: string, imagesFile: ChosenFile, labelsFile: ChosenFile): Promise<Omit<Dataset, "classNames">> {
  const images = parseIdxImages(await unzipped(imagesFile.file, imagesFile.path), imagesFile.path);
  const labels = parseIdxLabels(await unzipped(labelsFile.file, labelsFile.path), labelsFile.path);
  if (images.count === labels.length) return { name, images, labels };
  throw new ShapeError(
    `${imagesFile.path} has ${images.count} images, but ${labelsFile.path} has ${labels.length} labels; fetch both again`,
  );
}
