import { openIdxSet } from "./idx-set.js";
import type { KnownSet, SetOptions, TrainAndTest } from "./known-set.js";
import { idxFiles } from "./set-files.js";

/**
 * Kuzushiji-MNIST: 60000 cursive Japanese characters to train on and 10000 to test with, one class a row of the hiragana, `[count, 28,
 * 28, 1]`.
 *
 * Source: Clanuwat et al., "Deep Learning for Classical Japanese Literature", 2018
 *
 * @throws InputError when the files are to be had nowhere
 * @throws FormatError when a file is damaged
 */
export async function kmnist(options: SetOptions = {}): Promise<TrainAndTest> {
  return openIdxSet(kmnistSet, options);
}

/** Hashes: as TensorFlow Datasets and torchvision for Ruby have them, independently. */
export const kmnistSet: KnownSet = {
  name: "kmnist",
  about: "cursive Japanese characters, 28 x 28",
  classNames: ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"],
  counts: [60000, 10000],
  license: "CC BY-SA 4.0",
  source: 'KMNIST Dataset (created by CODH), adapted from "Kuzushiji Dataset" (created by NIJL and others), doi:10.20676/00000341',
  folder: "kmnist",
  files: idxFiles(["https://codh.rois.ac.jp/kmnist/dataset/kmnist/", "http://codh.rois.ac.jp/kmnist/dataset/kmnist/"], {
    "train-images-idx3-ubyte.gz": {
      size: 18165135,
      hash: "sha256:51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4",
    },
    "train-labels-idx1-ubyte.gz": { size: 29497, hash: "sha256:e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17" },
    "t10k-images-idx3-ubyte.gz": { size: 3041136, hash: "sha256:edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5" },
    "t10k-labels-idx1-ubyte.gz": { size: 5120, hash: "sha256:20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c" },
  }),
  open: kmnist,
};
