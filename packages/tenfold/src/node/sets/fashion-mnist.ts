import { openIdxSet } from "./idx-set.js";
import type { KnownSet, SetOptions, TrainAndTest } from "./known-set.js";
import { idxFiles } from "./set-files.js";

/**
 * Fashion-MNIST: 60000 pictures of clothes to train on and 10000 to test with, in ten classes, `[count, 28, 28, 1]`. As large as MNIST and
 * harder.
 *
 * Source: Xiao, Rasul, Vollgraf, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms", 2017
 *
 * @throws InputError when the files are to be had nowhere
 * @throws FormatError when a file is damaged
 */
export async function fashionMnist(options: SetOptions = {}): Promise<TrainAndTest> {
  return openIdxSet(fashionMnistSet, options);
}

/** Hashes: as TensorFlow Datasets and torchvision for Ruby have them, independently. */
export const fashionMnistSet: KnownSet = {
  name: "fashion-mnist",
  about: "clothes, 28 x 28",
  classNames: ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
  counts: [60000, 10000],
  license: "MIT",
  source: "Fashion-MNIST: Han Xiao, Kashif Rasul, Roland Vollgraf (Zalando SE); https://github.com/zalandoresearch/fashion-mnist",
  folder: "fashion-mnist",
  files: idxFiles(
    [
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    ],
    {
      "train-images-idx3-ubyte.gz": {
        size: 26421880,
        hash: "sha256:3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
      },
      "train-labels-idx1-ubyte.gz": { size: 29515, hash: "sha256:a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845" },
      "t10k-images-idx3-ubyte.gz": { size: 4422102, hash: "sha256:346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073" },
      "t10k-labels-idx1-ubyte.gz": { size: 5148, hash: "sha256:67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5" },
    },
  ),
  open: fashionMnist,
};
