import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Dataset, encodeIdxImages, encodeIdxLabels } from "tenfold";
import { mnist } from "tenfold/node";

/** Read once in a process: it is 55 MB, and the files of many tests come of it. */
let read: ReturnType<typeof mnist> | undefined;

/** Writes a folder with the four IDX files: the first images of MNIST. */
export async function writeTinyData(folder: string, counts = { train: 600, test: 200 }): Promise<void> {
  await mkdir(folder, { recursive: true });
  read ??= mnist();
  const { train, test } = await read;
  await writePair(folder, "train", train, counts.train);
  await writePair(folder, "t10k", test, counts.test);
}

async function writePair(folder: string, part: string, { images, labels }: Dataset, count: number): Promise<void> {
  await writeFile(join(folder, `${part}-images-idx3-ubyte`), encodeIdxImages(images.slice(0, count)));
  await writeFile(join(folder, `${part}-labels-idx1-ubyte`), encodeIdxLabels(labels.subarray(0, count)));
}
