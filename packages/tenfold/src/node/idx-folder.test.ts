import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { imagesOf } from "../data/dataset.js";
import { encodeIdxImages, encodeIdxLabels } from "../data/idx.js";
import { FormatError, InputError, ShapeError } from "../errors.js";
import { idxFolder, idxTest } from "./idx-folder.js";

let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "tenfold-idx-")), "tiny");
  await mkdir(folder);
});

afterEach(() => rm(join(folder, ".."), { recursive: true, force: true }));

const write = (name: string, bytes: Uint8Array) => writeFile(join(folder, name), bytes);

/** Pictures of 2 x 2 pixels, each filled with its own index. */
const images = (count: number, side = 2) =>
  encodeIdxImages(
    imagesOf(
      Uint8Array.from({ length: count * side * side }, (_, at) => Math.floor(at / side ** 2)),
      [count, side, side, 1],
    ),
  );
const labels = (...values: number[]) => encodeIdxLabels(Uint8Array.from(values));

async function writeAll(): Promise<void> {
  await write("train-images-idx3-ubyte", images(3));
  await write("train-labels-idx1-ubyte", labels(7, 0, 9));
  await write("t10k-images-idx3-ubyte", images(2));
  await write("t10k-labels-idx1-ubyte", labels(1, 2));
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("idxFolder", () => {
  it("reads the four files as two datasets named after the folder", async () => {
    await writeAll();
    const { train, test } = await idxFolder(`${folder}/`);
    expect([train.name, test.name]).toEqual(["tiny train", "tiny test"]);
    expect([train.images.count, train.images.height, train.images.width, train.images.channels]).toEqual([3, 2, 2, 1]);
    expect(train.images.pixels).toEqual(Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2));
    expect(train.labels).toEqual(Uint8Array.of(7, 0, 9));
    expect(test.labels).toEqual(Uint8Array.of(1, 2));
    expect(test.classNames).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    expect(test.hashes).toEqual({ "t10k-images-idx3-ubyte": sha256(images(2)), "t10k-labels-idx1-ubyte": sha256(labels(1, 2)) });
  });

  it("reads files that were unpacked into folders of their names", async () => {
    await writeAll();
    for (const name of ["train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]) {
      await rename(join(folder, name), join(folder, "aside"));
      await mkdir(join(folder, name));
      await rename(join(folder, "aside"), join(folder, name, name.replace("-idx", ".idx")));
    }
    const { train, test } = await idxFolder(folder);
    expect([train.images.count, test.labels]).toEqual([3, Uint8Array.of(1, 2)]);
  });

  it("reads names with a dot, gzip, and gzip that lost or kept its .gz wrongly, with the hashes of the raw bytes", async () => {
    await write("train-images.idx3-ubyte", images(1));
    await write("train-labels.idx1-ubyte.gz", gzipSync(labels(4)));
    await write("t10k-images-idx3-ubyte.gz", images(1));
    await write("t10k-labels-idx1-ubyte", gzipSync(labels(5)));
    const { train, test } = await idxFolder(folder);
    expect([...train.labels, ...test.labels]).toEqual([4, 5]);
    expect(train.hashes).toEqual({ "train-images-idx3-ubyte": sha256(images(1)), "train-labels-idx1-ubyte": sha256(labels(4)) });
  });

  it("prefers the raw file to the gzip beside it", async () => {
    await writeAll();
    await write("train-labels-idx1-ubyte.gz", gzipSync(labels(1, 1, 1)));
    expect((await idxFolder(folder)).train.labels).toEqual(Uint8Array.of(7, 0, 9));
  });

  it("shows each file's hash to `verify`, which may refuse it", async () => {
    await writeAll();
    const seen: Record<string, string> = {};
    const { train, test } = await idxFolder(folder, {
      verify: (file, hash) => {
        seen[file] = hash;
      },
    });
    expect(seen).toEqual({ ...train.hashes, ...test.hashes });
    const refusal = new InputError("not this one");
    const refuse = () => {
      throw refusal;
    };
    await expect(idxFolder(folder, { verify: refuse })).rejects.toBe(refusal);
  });

  it("says that the folder is missing or a file", async () => {
    await refused(`cannot read the folder ${folder}/no: there is no such folder; check the path`, InputError, join(folder, "no"));
    await writeAll();
    const file = join(folder, "t10k-labels-idx1-ubyte");
    await refused(`cannot read the folder ${file}: it is a file; pass the path of a folder`, InputError, file);
  });

  it("lists the files that are missing", async () => {
    const all = "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte";
    await refused(`${folder} has no ${all}; put them there, raw or as .gz, or pass another folder`);
    await writeAll();
    await rm(join(folder, "train-labels-idx1-ubyte"));
    await refused(`${folder} has no train-labels-idx1-ubyte; put it there, raw or as .gz, or pass another folder`);
  });

  it("says that images and labels are not equally many", async () => {
    await writeAll();
    await write("t10k-labels-idx1-ubyte", labels(1, 2, 3));
    const counts = "t10k-images-idx3-ubyte has 2 images, but t10k-labels-idx1-ubyte has 3 labels";
    await refused(`${folder} does not fit together: ${counts}; fetch both again`, ShapeError);
  });

  it("counts classes on to the highest label", async () => {
    await writeAll();
    await write("train-labels-idx1-ubyte", labels(11, 10, 9));
    await refused(
      `${folder}/train-labels-idx1-ubyte has labels up to 11, but only 3 different ones; fetch it again, or name the classes in class-names.txt, one a line`,
    );
    await write("train-images-idx3-ubyte", images(11));
    await write("train-labels-idx1-ubyte", labels(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    const { train, test } = await idxFolder(folder);
    expect([train.classNames.length, train.classNames[10], test.classNames]).toEqual([11, "10", train.classNames]);
  });

  it("takes the names of the classes from class-names.txt, and refuses a label of none", async () => {
    await writeAll();
    await write("class-names.txt", Buffer.from("zero\r\none\ntwo\n"));
    const fault = "does not fit its classes: label 0 is 7, and the 3 classes are counted from 0 to 2; pass data of these classes";
    await refused(`${folder}/train-labels-idx1-ubyte ${fault}`);
    await write("train-labels-idx1-ubyte", labels(2, 0, 1));
    await write("t10k-labels-idx1-ubyte", labels(2, 0));
    expect((await idxFolder(folder)).test.classNames).toEqual(["zero", "one", "two"]);
    expect((await idxTest(folder)).classNames).toEqual(["zero", "one", "two"]);
    for (const hostile of ["", "one", "one\none", "one\n\u001b[2J"]) {
      await write("class-names.txt", Buffer.from(hostile));
      await refused(
        `${folder}/class-names.txt does not name the classes: 2 to 256 different names are wanted, one a line; mend it`,
        FormatError,
      );
    }
  });

  it("says that the pictures of train and test are of different size", async () => {
    await writeAll();
    await write("t10k-images-idx3-ubyte", images(2, 3));
    const sizes = "its train images are 2 x 2, but its t10k images are 3 x 3";
    await refused(`${folder} does not fit together: ${sizes}; fetch them again`, ShapeError);
  });

  it("says that two files were swapped", async () => {
    await writeAll();
    await write("train-images-idx3-ubyte", labels(7, 0, 9));
    const fault = "it starts with 0x00000801, not 0x00000803; these are labels, pass the images file";
    await refused(`${folder}/train-images-idx3-ubyte is not an IDX image file: ${fault}`, FormatError);
  });

  const packed = gzipSync(images(3));
  const flipped = Uint8Array.from(packed);
  flipped[packed.length - 6] = (packed[packed.length - 6] as number) ^ 1; // in the checksum

  it.each<[what: string, bytes: Uint8Array]>([
    ["cut short", packed.subarray(0, -9)],
    ["with a wrong checksum", flipped],
    ["of two bytes", packed.subarray(0, 2)],
    ["that is no gzip after its first bytes", Uint8Array.of(0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8)],
  ])("refuses gzip %s", async (_what, bytes) => {
    await writeAll();
    await write("train-images-idx3-ubyte", bytes);
    await refused(`${folder}/train-images-idx3-ubyte is damaged gzip; fetch it again`, FormatError);
  });

  it("refuses gzip that unpacks beyond the limit", async () => {
    await writeAll();
    await write("train-images-idx3-ubyte", gzipSync(new Uint8Array(1_000_000)));
    const sentence = `${folder}/train-images-idx3-ubyte unpacks to more than 65536 bytes; pass the files of one dataset`;
    await expect(idxFolder(folder, { unpackedLimit: 65536 })).rejects.toThrow(new FormatError(sentence));
  });

  async function refused(sentence: string, kind: typeof InputError = InputError, from = folder): Promise<void> {
    const error = await idxFolder(from).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(kind);
    expect((error as Error).message).toBe(sentence);
  }
});

describe("idxTest", () => {
  it("reads the t10k files where there are no others", async () => {
    await write("t10k-images-idx3-ubyte", images(2));
    await write("t10k-labels-idx1-ubyte.gz", gzipSync(labels(1, 2)));
    const test = await idxTest(folder);
    expect(test.name).toBe("tiny test");
    expect(test.labels).toEqual(Uint8Array.of(1, 2));
  });

  it("lists the t10k files that are missing", async () => {
    const both = "t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte";
    const sentence = `${folder} has no ${both}; put them there, raw or as .gz, or pass another folder`;
    await expect(idxTest(folder)).rejects.toThrow(new InputError(sentence));
  });
});
