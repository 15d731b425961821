import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { npyOf } from "../../../test/npy-of.js";
import { realData } from "../../../test/real-data.js";
import { zipOf } from "../../../test/zip-of.js";
import { imagesOf } from "../../data/dataset.js";
import { encodeIdxImages, encodeIdxLabels } from "../../data/idx.js";
import { FormatError, InputError } from "../../errors.js";
import { openDataset, openTest } from "./open-dataset.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-open-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
}

/** A table of 12 pictures of 2 x 2 pixels, the digits 0 and 1 in turn; each has its number as its first pixel. */
const table = Array.from({ length: 12 }, (_, row) => `${row % 2},${row},0,0,0`).join("\n");
const firstPixels = ({ images }: { images: { pixels: Uint8Array } }) => Array.from(images.pixels.filter((_, at) => at % 4 === 0));

const idxPair = (path: string, first = 3) =>
  Promise.all([
    write(`${path}-images-idx3-ubyte`, encodeIdxImages(imagesOf(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), [2, 2, 2, 1]))),
    write(`${path}-labels-idx1-ubyte`, encodeIdxLabels(Uint8Array.of(first, 4))),
  ]);

describe("data as people have them", () => {
  const train = {
    name: "x_train.npy",
    content: npyOf(
      "|u1",
      [4, 2, 2],
      Uint8Array.from({ length: 16 }, (_, at) => at),
    ),
  };
  const keras = [
    train,
    { name: "y_train.npy", content: npyOf("|u1", [4], Uint8Array.of(0, 1, 2, 3)) },
    { name: "x_test.npy", content: npyOf("|u1", [2, 2, 2], new Uint8Array(8)) },
    { name: "y_test.npy", content: npyOf("|u1", [2], Uint8Array.of(3, 4)) },
  ];

  it("are Keras's mnist.npz, in two parts or one", async () => {
    await write("mnist.npz", zipOf(...keras));
    const { train, test } = await openDataset(join(folder, "mnist.npz"));
    expect([train.name, Array.from(train.labels), train.classNames.length, Array.from(test.labels)]).toEqual([
      "mnist.npz train",
      [0, 1, 2, 3],
      10,
      [3, 4],
    ]);
    await write(
      "one.npz",
      zipOf(
        { ...train, name: "x.npy", content: keras[0]?.content as Buffer },
        { ...(keras[1] as { name: string; content: Buffer }), name: "y.npy" },
      ),
    );
    expect((await openTest(join(folder, "one.npz"))).images.count).toBe(4);
  });

  it("refuses arrays of other names, fewer labels, and one array alone", async () => {
    await write("odd.npz", zipOf({ name: "a.npy", content: npyOf("|u1", [1], Uint8Array.of(1)) }));
    await expect(openDataset(join(folder, "odd.npz"))).rejects.toThrow(
      "holds the arrays a; wanted are x_train, y_train, x_test and y_test, or x and y",
    );
    await write("few.npz", zipOf(train, { name: "y_train.npy", content: npyOf("|u1", [1], Uint8Array.of(1)) }));
    await expect(openDataset(join(folder, "few.npz"))).rejects.toThrow(
      "does not fit together: x_train has 4 pictures, but y_train has 1 labels",
    );
    await write("x.npy", train.content);
    await expect(openDataset(join(folder, "x.npy"))).rejects.toThrow("is one array, and data are pictures with labels");
    await write("no.npz", "PK");
    await expect(openDataset(join(folder, "no.npz"))).rejects.toThrow(FormatError);
  });

  it("are torchvision's folders, with what it unpacked below raw", async () => {
    for (const path of ["data/MNIST/raw/train", "data/MNIST/raw/t10k"]) await idxPair(path);
    for (const path of ["data", "data/MNIST"]) expect((await openDataset(join(folder, path))).train.images.count).toBe(2);
    expect((await openTest(join(folder, "data"))).labels).toEqual(Uint8Array.of(3, 4));
    await idxPair("data/KMNIST/raw/train");
    await expect(openDataset(join(folder, "data"))).rejects.toThrow(
      /holds several sets, .*MNIST\/raw and .*KMNIST\/raw; pass one of these folders/,
    );
  });

  it("are EMNIST's files under their own names, turned upright", async () => {
    for (const part of ["train", "test"]) await idxPair(`emnist/emnist-digits-${part}`);
    const { train } = await openDataset(join(folder, "emnist"));
    expect([train.name, Array.from(train.images.pixels.subarray(0, 4))]).toEqual(["emnist-digits train", [1, 3, 2, 4]]);
    await idxPair("emnist/emnist-letters-train");
    await expect(openDataset(join(folder, "emnist"))).rejects.toThrow("holds several parts of EMNIST, emnist-digits, emnist-letters");
    await idxPair("other/emnist-byclass-train");
    await expect(openDataset(join(folder, "other"))).rejects.toThrow("holds emnist-byclass; of EMNIST are read digits, letters, balanced");
  });

  it.each([
    ["Training", "Testing", "Valid"],
    ["trainingSet", "testSet", "validationSet"],
    ["train", "test", "val"],
  ])("are folders called %s, %s and %s, what macOS packs beside them left alone", async (first, last, middle) => {
    const png = await sharp(new Uint8Array(16).fill(7), { raw: { width: 4, height: 4, channels: 1 } })
      .png()
      .toBuffer();
    for (const part of [first, last, middle]) for (const name of ["0/a.png", "1/a.png"]) await write(`mine/${part}/${name}`, png);
    await write("mine/__MACOSX/x/y.txt", "x");
    await write(`mine/${first}/__MACOSX/x.txt`, "x");
    const { train, test, validation } = await openDataset(join(folder, "mine"));
    expect([train, test, validation].map((part) => part?.images.count)).toEqual([2, 2, 2]);
    expect(train.classNames).toEqual(["0", "1"]);
  });

  it("take a folder val to test with where there is no other, and say so", async () => {
    const png = await sharp(new Uint8Array(16).fill(7), { raw: { width: 4, height: 4, channels: 1 } })
      .png()
      .toBuffer();
    for (const part of ["train", "val"]) for (const name of ["0/a.png", "1/a.png"]) await write(`mine/${part}/${name}`, png);
    const told: string[] = [];
    const { validation } = await openDataset(join(folder, "mine"), { notice: (sentence) => told.push(sentence) });
    expect([validation, told]).toEqual([
      undefined,
      [`${join(folder, "mine")} has no folder of test pictures; those of val are taken to test with`],
    ]);
  });

  it("tell of a table how it was taken, and take the label that they are told", async () => {
    await write("mine.csv", `a,b,c,d,answer\n${Array.from({ length: 12 }, (_, row) => `${row},0,0,0,${row % 2}`).join("\n")}`);
    const { train } = await openDataset(join(folder, "mine.csv"), { labelColumn: "answer" });
    expect(new Set(train.labels)).toEqual(new Set([0, 1]));
  });
});

describe("openDataset and openTest", () => {
  it("open a known set by its name", async () => {
    expect((await openDataset("mnist")).train.name).toBe("mnist train");
    expect((await openTest("mnist")).name).toBe("mnist test");
  });

  it("set a sixth of a table aside, always the same, and judge on all of it", async () => {
    await write("mine.csv", table);
    const { train, test } = await openDataset(join(folder, "mine.csv"));
    expect([train.name, test.name, train.images.count, test.images.count]).toEqual(["mine.csv train", "mine.csv test", 10, 2]);
    expect(Array.from(test.labels).sort()).toEqual([0, 1]);
    expect([...firstPixels(train), ...firstPixels(test)].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, row) => row));
    expect((await openDataset(join(folder, "mine.csv"))).test).toEqual({
      ...test,
      images: { ...test.images, slice: expect.any(Function) },
    });
    expect((await openTest(join(folder, "mine.csv"))).images.count).toBe(12);
  });

  it("open IDX folders, pictures by class in one part or two, and USPS's files", async () => {
    const idx = (path: string) =>
      Promise.all([
        write(`${path}-images-idx3-ubyte`, encodeIdxImages(imagesOf(new Uint8Array(8), [2, 2, 2, 1]))),
        write(`${path}-labels-idx1-ubyte`, encodeIdxLabels(Uint8Array.of(3, 4))),
      ]);
    await idx("idx/train");
    await idx("idx/t10k");
    await idx("test-only/t10k");
    expect((await openDataset(join(folder, "idx"))).train.name).toBe("idx train");
    expect((await openTest(join(folder, "test-only"))).labels).toEqual(Uint8Array.of(3, 4));

    const png = await sharp(new Uint8Array(16), { raw: { width: 4, height: 4, channels: 1 } })
      .png()
      .toBuffer();
    for (const name of ["a", "b", "c", "d"]) for (const label of ["0", "1"]) await write(`png/${label}/${name}.png`, png);
    expect((await openDataset(join(folder, "png"))).test.images.count).toBe(1);
    for (const label of ["0", "1"]) {
      await mkdir(join(folder, "linked"), { recursive: true });
      await symlink(join(folder, "png", label), join(folder, "linked", label));
    }
    expect((await openDataset(join(folder, "linked"))).train.images.count).toBe(7);
    await write("parts/train/0/a.png", png);
    await write("parts/train/7/a.png", png);
    await write("parts/test/7/a.png", png);
    await write("parts/test/0/a.png", png);
    const { train, test } = await openDataset(join(folder, "parts"));
    expect([train.images.count, Array.from(test.labels), test.classNames]).toEqual([2, [0, 1], ["0", "7"]]);

    const line = (digit: number) => `${digit} ${new Array(256).fill("-1").join(" ")}\n`;
    await write("usps/zip.train", Array.from({ length: 12 }, () => line(1)).join(""));
    expect((await openDataset(join(folder, "usps"))).test.images.count).toBe(2);
    await write("usps/zip.test", line(2));
    expect(Array.from((await openDataset(join(folder, "usps"))).test.labels)).toEqual([2]);
    expect((await openTest(join(folder, "usps/zip.test"))).images.height).toBe(28);
  });

  it("refuse what is nothing of the kind", async () => {
    const known = "mnist, qmnist, emnist-digits, emnist-letters, emnist-balanced, fashion-mnist, kmnist, usps, reading";
    const sentence = `cannot open nowhere: no data set has that name, and there is no such file or folder; known sets are ${known}`;
    await expect(openDataset("nowhere")).rejects.toThrow(new InputError(sentence));
    await expect(openTest("nowhere")).rejects.toThrow(new InputError(sentence));
    const path = new InputError(`cannot open ${folder}/mnist: there is no such file or folder; check the path`);
    await expect(openDataset(join(folder, "mnist"))).rejects.toThrow(path);
    await expect(openDataset(folder)).rejects.toThrow(`${folder} holds no data that can be read; wanted are`);
    await write("two.csv", "label,pixel0\n1,2\n3,4\n");
    const few = "two.csv has 2 images, too few to set a sixth aside to test with; pass 3 or more";
    await expect(openDataset(join(folder, "two.csv"))).rejects.toThrow(new InputError(few));
    await write("model", Buffer.from([1, 0, 0, 0]));
    await expect(openDataset(join(folder, "model"))).rejects.toThrow(FormatError);
    await write("test.csv", "pixel0,pixel1,pixel2,pixel3\n1,2,3,4\n");
    await expect(openTest(join(folder, "test.csv"))).rejects.toThrow('has no column "label"');
  });

  const real = realData("usps");
  it.skipIf(!real.there)("open the published USPS as text", async () => {
    const { train, test } = await openDataset(real.path);
    expect([train.images.count, test.images.count]).toEqual([6076, 1215]);
  });
});
