import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realData } from "../../test/real-data.js";
import { writersOf } from "../data/qmnist-labels.js";
import { splitByGroup } from "../data/split-by-group.js";
import { FormatError, InputError } from "../errors.js";
import { readWriters } from "./read-writers.js";
import { mnist } from "./sets/mnist.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-writers-"));
});
afterAll(() => rm(folder, { recursive: true }));

const bytes = Buffer.from([0xc02, 1, 8, 7, 4, 2319, 0, 0, 0, 0, 0].flatMap((word) => [0, 0, word >>> 8, word & 255]));

describe("readWriters", () => {
  it("reads raw files and packed ones alike, and tells the hash of the raw bytes", async () => {
    await writeFile(join(folder, "raw"), bytes);
    await writeFile(join(folder, "packed.gz"), gzipSync(bytes));
    const raw = await readWriters(join(folder, "raw"));
    expect([...raw.classes, ...raw.writers]).toEqual([7, 2319]);
    expect(raw.sha256).toMatch(/^[\da-f]{64}$/);
    expect(await readWriters(join(folder, "packed.gz"))).toEqual(raw);
  });

  it("refuses what is missing, of another kind, or unpacks to more than any such file", async () => {
    await writeFile(join(folder, "bomb.gz"), gzipSync(Buffer.alloc(65 * 2 ** 20)));
    await expect(readWriters(join(folder, "nowhere"))).rejects.toThrow(InputError);
    await expect(readWriters(import.meta.filename)).rejects.toThrow(FormatError);
    await expect(readWriters(join(folder, "bomb.gz"))).rejects.toThrow("unpacks to more than");
  });

  const ofTest = realData("qmnist-labels/qmnist-test-labels-idx2-int.gz");
  it.skipIf(!ofTest.there)("knows the writers of MNIST's test images (with QMNIST's labels at hand)", async () => {
    const { path } = ofTest;
    const { test } = await mnist();
    const writers = writersOf(await readWriters(path), test, path);
    expect(writers.length).toBe(10_000);
    expect(new Set(writers).size).toBe(297);
    const { training, validation } = splitByGroup({ ...test, name: "test" }, writers, { validation: 0.2, seed: 42 });
    expect(training.images.count + validation.images.count).toBe(10_000);
    for (let label = 0; label < 10; label++) {
      const share = validation.labels.filter((one) => one === label).length / test.labels.filter((one) => one === label).length;
      expect(Math.abs(share - 0.2)).toBeLessThan(0.02);
    }
  });

  const ofTraining = realData("qmnist-labels/qmnist-train-labels-idx2-int.gz");
  it.skipIf(!ofTraining.there)("refuses the training images' file for the test images (with QMNIST's labels at hand)", async () => {
    const { test } = await mnist();
    const labels = await readWriters(ofTraining.path);
    expect(() => writersOf(labels, test, "that file")).toThrow(
      /^that file is not about "mnist test": its row \d+ is a \d, but that image is a \d/,
    );
  });
});
