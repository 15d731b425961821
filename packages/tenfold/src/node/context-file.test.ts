import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { imagesOf } from "../data/dataset.js";
import { encodeIdxImages, encodeIdxLabels } from "../data/idx.js";
import { contextFile } from "./context-file.js";
import { openDataset, openTest } from "./sets/open-dataset.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-context-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, bytes: Uint8Array | string): Promise<string> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
  return join(folder, path);
}

/** Two images to train on and two to test with, as MNIST's files. */
async function idx(): Promise<void> {
  for (const [part, first] of [
    ["train", 1],
    ["t10k", 3],
  ] as const) {
    await write(`${part}-images-idx3-ubyte`, encodeIdxImages(imagesOf(Uint8Array.of(first, first + 1), [2, 1, 1, 1])));
    await write(`${part}-labels-idx1-ubyte`, encodeIdxLabels(Uint8Array.of(0, 1)));
  }
}

const opened = async (text: string, more = {}) => openDataset(folder, { context: await contextFile(await write("w.csv", text)), ...more });

describe("a table beside data", () => {
  it("has a row an image, those of the training images first", async () => {
    await idx();
    const { train, test } = await opened("region\nA\nB\nC\nD\n");
    expect([train.context, test.context]).toEqual([
      [{ region: "A" }, { region: "B" }],
      [{ region: "C" }, { region: "D" }],
    ]);
    const table = await contextFile(join(folder, "w.csv"));
    expect((await openTest(folder, { context: table })).context).toEqual([{ region: "C" }, { region: "D" }]);
    await write("w.csv.gz", gzipSync("region\nE\nF\n"));
    const alone = await contextFile(join(folder, "w.csv.gz"));
    expect((await openTest(folder, { context: alone })).context).toEqual([{ region: "E" }, { region: "F" }]);
    expect(table.sha256).not.toBe(alone.sha256);
    await expect(opened("region\nA\nB\n")).rejects.toThrow(
      /w\.csv has 2 rows, and there are 4 images \(2 of "[^"]*", 2 of "[^"]*"\); pass a row an image/,
    );
  });

  it("names pictures of folders, in one part or in several, and goes along when some are set aside", async () => {
    const png = await sharp(new Uint8Array(16).fill(255), { raw: { width: 4, height: 4, channels: 1 } })
      .png()
      .toBuffer();
    for (const name of ["0/a", "0/b", "0/c", "1/a", "1/b", "1/c"]) await write(`mine/${name}.png`, png);
    const told: string[] = [];
    const text = `file,region\n${["0/a", "0/b", "1/a", "1/b", "1/c"].map((name) => `${name}.png,${name}`).join("\n")}\n`;
    const context = await contextFile(await write("w.csv", text));
    const { train, test } = await openDataset(join(folder, "mine"), { context, notice: (sentence) => told.push(sentence) });
    for (const { files, context: rows } of [train, test]) {
      expect(rows?.map(({ region }) => region)).toEqual(files?.map((file) => (file === "0/c.png" ? undefined : file.replace(".png", ""))));
    }
    expect(told).toContainEqual(expect.stringContaining("w.csv tells nothing of 1 of the 6 images of mine; they are taken as unknown"));
    for (const name of ["train/0/a", "train/1/a", "test/0/a", "test/1/a"]) await write(`parts/${name}.png`, png);
    const parts = await contextFile(await write("p.csv", "file,region\ntrain/0/a.png,T\ntest/1/a.png,U\n"));
    const two = await openDataset(join(folder, "parts"), { context: parts });
    expect([two.train.context, two.test.context]).toEqual([
      [{ region: "T" }, {}],
      [{}, { region: "U" }],
    ]);
  });

  it("is refused where nothing is a table, or about these data", async () => {
    await idx();
    await expect(contextFile(join(folder, "nope.csv"))).rejects.toThrow("nope.csv");
    await expect(opened("writer,region\n1,CH\n")).rejects.toThrow("goes by writer");
  });
});
