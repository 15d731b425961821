import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { realData } from "../../../test/real-data.js";
import { type Dataset, imagesOf } from "../../data/dataset.js";
import { parseQmnistLabels } from "../../data/qmnist-labels.js";
import { mnist } from "../sets/mnist.js";
import { keptApart, keptRows } from "./kept-rows.js";
import { isKeptNistWriter } from "./kept-writers.js";

const labels = realData("qmnist-labels/qmnist-train-labels-idx2-int.gz");

/** Images of one pixel, each of its own shade. */
function shades(count: number): Dataset {
  const pixels = Uint8Array.from({ length: count }, (_, row) => row);
  return { name: "shades", images: imagesOf(pixels, [count, 1, 1, 1]), labels: new Uint8Array(count), classNames: ["0"] };
}

describe("the rows of MNIST that are kept", () => {
  it.skipIf(!labels.there)(`are those of the writers that are kept (skipped where there is no ${labels.path})`, () => {
    const { writers } = parseQmnistLabels(gunzipSync(readFileSync(labels.path)), labels.path);
    const wanted = [...writers.keys()].filter((row) => isKeptNistWriter(writers[row] as number));
    expect([...keptRows()]).toEqual(wanted);
    const kept = new Set(wanted.map((row) => writers[row]));
    expect([...writers.keys()].filter((row) => kept.has(writers[row]))).toEqual(wanted); // nobody is on both sides
    expect([kept.size, new Set(writers).size]).toEqual([53, 539]);
  });

  it("are a tenth, with every digit among them, in order", async () => {
    const rows = [...keptRows()];
    expect(rows).toHaveLength(5940);
    expect(rows.every((row, at) => row < 60_000 && row > (rows[at - 1] ?? -1))).toBe(true);
    const { train } = await mnist();
    const counts = new Array<number>(10).fill(0);
    for (const row of rows) (counts[train.labels[row] as number] as number)++;
    expect(Math.min(...counts)).toBeGreaterThan(400);
  });
});

describe("keptApart", () => {
  it("keeps MNIST's rows of writers, and every row is on one side", async () => {
    const { train } = await mnist();
    const { training, kept } = keptApart(train);
    expect([training.images.count, kept.images.count]).toEqual([54_060, 5940]);
    const rows = keptRows();
    const last = rows.at(-1) as number;
    expect(kept.images.slice(-1).pixels).toEqual(train.images.slice(last, last + 1).pixels);
    expect(kept.labels.at(-1)).toBe(train.labels[last]);
    expect([...keptApart({ ...train, name: "a copy" }).kept.labels]).toEqual([...kept.labels]);
  });

  it("keeps the last of other digits", () => {
    const shadesOf = ({ images }: Dataset) => [...images.pixels];
    const { training, kept } = keptApart(shades(24));
    expect(shadesOf(kept)).toEqual([22, 23]);
    expect(shadesOf(training)).toEqual(Array.from({ length: 22 }, (_, row) => row));
    expect(shadesOf(keptApart(shades(10), 0.3).kept)).toEqual([7, 8, 9]);
  });
});
