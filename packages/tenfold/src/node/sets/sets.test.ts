import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { realData } from "../../../test/real-data.js";
import { zipOf } from "../../../test/zip-of.js";
import { classCounts } from "../../data/class-counts.js";
import { imagesOf } from "../../data/dataset.js";
import { encodeIdxImages, encodeIdxLabels } from "../../data/idx.js";
import { parseQmnistLabels } from "../../data/qmnist-labels.js";
import { FormatError, InputError, ShapeError } from "../../errors.js";
import { idxTest } from "../idx-folder.js";
import { rawFile } from "../raw-file.js";
import { emnist } from "./emnist.js";
import { fashionMnist } from "./fashion-mnist.js";
import { kmnist } from "./kmnist.js";
import { knownSet, knownSets } from "./known-sets.js";
import { qmnist } from "./qmnist.js";
import { usps, uspsFile } from "./usps.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-sets-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (name: string, bytes: Uint8Array | string) => writeFile(join(folder, name), bytes);
const images = (...pixels: readonly number[]) => encodeIdxImages(imagesOf(Uint8Array.from(pixels), [pixels.length / 6, 2, 3, 1]));
const labels = (...values: readonly number[]) => encodeIdxLabels(Uint8Array.from(values));
/** Rows of QMNIST's label files. */
const idx2 = (...rows: readonly (readonly number[])[]) =>
  Uint8Array.from([0xc02, rows.length, 8, ...rows.flat()].flatMap((word) => [word >>> 24, word >>> 16, word >>> 8, word]));

describe("emnist", () => {
  const members = {
    "emnist-letters-train-images-idx3-ubyte.gz": gzipSync(images(1, 2, 3, 4, 5, 6, 7, 7, 7, 7, 7, 7)),
    "emnist-letters-train-labels-idx1-ubyte.gz": gzipSync(labels(1, 26)),
    "emnist-letters-test-images-idx3-ubyte.gz": gzipSync(images(9, 9, 9, 9, 9, 9)),
    "emnist-letters-test-labels-idx1-ubyte.gz": gzipSync(labels(2)),
  };
  const archive = (changed: Readonly<Record<string, Uint8Array>> = {}) =>
    zipOf(...Object.entries({ ...members, ...changed }).map(([name, content]) => ({ name: `gzip/${name}`, content })));

  it("takes the wanted members out of the archive, turns the pictures upright and counts the letters from 0", async () => {
    await write("gzip.zip", archive());
    const { train, test } = await emnist("letters", { from: folder });
    expect([train.images.count, train.images.height, train.images.width]).toEqual([2, 3, 2]);
    expect(Array.from(train.images.pixels.subarray(0, 6))).toEqual([1, 4, 2, 5, 3, 6]);
    expect([Array.from(train.labels), Array.from(test.labels)]).toEqual([[0, 25], [1]]);
    expect([train.name, train.classNames[25], train.classNames.length]).toEqual(["emnist-letters train", "Z", 26]);
    expect(Object.keys(test.hashes ?? {})).toEqual(["emnist-letters-test-images-idx3-ubyte", "emnist-letters-test-labels-idx1-ubyte"]);
  });

  it("takes members that lie alone, too", async () => {
    for (const [name, content] of Object.entries(members)) await write(name, content);
    expect((await emnist("letters", { from: folder })).train.labels).toEqual(Uint8Array.of(0, 25));
  });

  it("refuses a letter that there is not, a bomb in the archive, and another archive", async () => {
    await write("gzip.zip", archive({ "emnist-letters-train-labels-idx1-ubyte.gz": gzipSync(labels(1, 27)) }));
    const where = `${folder}/gzip.zip: emnist-letters-train-labels-idx1-ubyte.gz`;
    await expect(emnist("letters", { from: folder })).rejects.toThrow(
      new FormatError(`${where} is not EMNIST's: label 1 is 27, and its labels go from 1 to 26; fetch it again`),
    );
    await expect(emnist("balanced", { from: folder })).rejects.toThrow(
      new InputError(
        `${folder}/gzip.zip has no member gzip/emnist-balanced-train-images-idx3-ubyte.gz; pass the archive as it was published`,
      ),
    );
    await write("gzip.zip", archive({ "emnist-letters-train-labels-idx1-ubyte.gz": gzipSync(labels(1)) }));
    await expect(emnist("letters", { from: folder })).rejects.toThrow(ShapeError);
  });
});

describe("qmnist", () => {
  it("has the writers beside the digits", async () => {
    await write("qmnist-train-images-idx3-ubyte.gz", gzipSync(images(1, 2, 3, 4, 5, 6)));
    await write("qmnist-train-labels-idx2-int.gz", gzipSync(idx2([5, 4, 2154, 59, 35, 1, 0, 0])));
    await write("qmnist-test-images-idx3-ubyte", images(1, 2, 3, 4, 5, 6));
    await write("qmnist-test-labels-idx2-int", idx2([7, 1, 88, 0, 0, 0, 0, 0]));
    const { train, test } = await qmnist({ from: folder });
    expect([train.labels, train.writers, test.writers]).toEqual([Uint8Array.of(5), Uint32Array.of(2154), Uint32Array.of(88)]);
    await write("qmnist-test-labels-idx2-int", idx2([7, 1, 88, 0, 0, 0, 0, 0], [7, 1, 88, 0, 0, 0, 0, 0]));
    await expect(qmnist({ from: folder })).rejects.toThrow("has 1 images, but");
  });

  const real = realData("qmnist-labels/qmnist-train-labels-idx2-int.gz");
  it.skipIf(!real.there)("is published with the labels of MNIST's training images, by 539 writers", async () => {
    const { bytes } = await rawFile(real.path);
    const { classes, writers } = parseQmnistLabels(bytes, "qmnist");
    expect([Array.from(classes.subarray(0, 10)), new Set(writers).size]).toEqual([[5, 0, 4, 1, 9, 2, 1, 3, 1, 4], 539]);
  });
});

describe("fashionMnist and kmnist", () => {
  it("name their classes and what to cite", async () => {
    for (const part of ["train", "t10k"]) {
      await write(`${part}-images-idx3-ubyte`, images(1, 2, 3, 4, 5, 6));
      await write(`${part}-labels-idx1-ubyte.gz`, gzipSync(labels(9)));
    }
    const { train } = await fashionMnist({ from: folder });
    expect([train.name, train.classNames[9], train.license]).toEqual(["fashion-mnist train", "Ankle boot", "MIT"]);
    const { test } = await kmnist({ from: folder });
    expect([test.name, test.classNames[9], test.license]).toEqual(["kmnist test", "wo", "CC BY-SA 4.0"]);
    await rm(join(folder, "t10k-labels-idx1-ubyte.gz"));
    const missing = `${folder} has no t10k-labels-idx1-ubyte.gz; put it there, or pass another folder`;
    await expect(kmnist({ from: folder })).rejects.toThrow(new InputError(missing));
  });

  const real = realData("not-digits/fashion-mnist");
  it.skipIf(!real.there)("read the published test images", async () => {
    const test = await idxTest(real.path);
    expect([test.images.count, classCounts(test)]).toEqual([10000, new Array(10).fill(1000)]);
  });
});

describe("usps", () => {
  const line = `7 ${Array.from({ length: 256 }, (_, at) => `${at + 1}:${at % 16 === 8 ? 1 : -1}`).join(" ")}\n`;
  const hasBzip2 = (() => {
    try {
      return execFileSync("bzip2", ["--version"], { stdio: ["ignore", "pipe", "ignore"] }) !== undefined;
    } catch {
      return false;
    }
  })();

  it.skipIf(!hasBzip2)("reads LIBSVM's files, packed by bzip2, and lays them out as MNIST's", async () => {
    for (const name of ["usps.bz2", "usps.t.bz2"]) await write(name, execFileSync("bzip2", { input: line }));
    const { train, test } = await usps({ from: folder });
    expect([train.name, test.name, train.labels, train.images.height]).toEqual(["usps train", "usps test", Uint8Array.of(6), 28]);
    expect((await usps({ from: folder, native: true })).train.images.height).toBe(16);
  });

  it("refuses what is no USPS", async () => {
    await write("usps", "hello\n");
    const sentence = `${folder}/usps is not a file of USPS: line 1 is no digit with 256 values from -1 to 1; fetch it again`;
    await expect(uspsFile(join(folder, "usps"), "usps")).rejects.toThrow(new FormatError(sentence));
  });

  const real = realData("usps/zip.train.gz");
  it.skipIf(!real.there)("reads the text form", async () => {
    const train = await uspsFile(real.path, "usps train");
    expect(classCounts(train)).toEqual([1194, 1005, 731, 658, 652, 556, 664, 645, 542, 644]);
    expect(Object.keys(train.hashes ?? {})).toEqual(["zip.train.gz"]);
  });
});

describe("knownSets", () => {
  it("have names, places and hashes that can be right", () => {
    expect(knownSets.map(({ name }) => name)).toEqual([
      "mnist",
      "qmnist",
      "emnist-digits",
      "emnist-letters",
      "emnist-balanced",
      "fashion-mnist",
      "kmnist",
      "usps",
      "reading",
    ]);
    for (const { files, classNames } of knownSets) {
      expect(new Set(classNames).size).toBe(classNames.length);
      for (const { hash, urls } of files) {
        expect(hash).toMatch(/^(sha256:[0-9a-f]{64}|md5:[0-9a-f]{32})$/);
        expect(urls.every((url) => URL.canParse(url))).toBe(true);
      }
    }
    expect(knownSet("emnist-balanced")?.classNames.length).toBe(47);
    expect(knownSet("imagenet")).toBeUndefined();
  });
});
