import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { load, pretrained } from "../src/index.js";
import { mnist } from "../src/node/sets/mnist.js";

/** What the probe of scripts/runtimes.js prints. */
interface Found {
  readonly runtime: string;
  readonly threads: number;
  readonly predictions: { readonly plain: string; readonly relaxed?: string };
  readonly reading: readonly { readonly text: string; readonly status: string; readonly confidence: number }[];
}

const scripts = join(import.meta.dirname, "../../../scripts/runtimes");
const probed = async () => JSON.parse((await promisify(execFile)(process.execPath, [join(scripts, "probe.js")])).stdout) as Found;

it("tells what this runtime predicts, bit by bit, and reads", { timeout: 120_000 }, async () => {
  const { runtime, threads, predictions, reading } = await probed();
  expect([runtime, threads]).toEqual([`Node ${process.versions.node}`, 2]);
  expect(reading.map(({ text }) => text)).toEqual(["72104"]);
  const rows = (await readFile(join(scripts, "../../README.md"), "utf8")).matchAll(
    /^\| (?:Node|Bun|Deno) .*\| (\d+ \([\d.]+\)) \| yes \|$/gm,
  );
  const told = `72104 (${reading[0]?.confidence.toFixed(4)})`;
  expect([...rows].map(([, reads]) => reads)).toEqual(new Array(6).fill(told));
  const { test } = await mnist();
  const model = await load(await pretrained("classic"), { threads: 1, build: "plain" });
  const probabilities = await model.predict(test.images.slice(0, 100));
  await model.dispose();
  const bits = Array.from({ length: 1000 }, (_, at) => Number.parseInt(predictions.plain.slice(8 * at, 8 * at + 8), 16));
  expect(bits).toEqual([...new Uint32Array(probabilities.buffer)]);
});

it("tells runtimes apart by any bit, and lets those pass that do not fuse", async () => {
  const { differences, table } = (await import(/* @vite-ignore */ join(scripts, "differences.js"))) as {
    differences(found: object, here: object): string[];
    table(rows: readonly object[]): string;
  };
  const reading = [{ text: "7", status: "accepted", confidence: 0.98765 }];
  const here = { runtime: "Node 20", threads: 2, predictions: { plain: "00", relaxed: "01" }, reading, byWorkers: [reading, reading] };
  expect(differences({ ...here, runtime: "Node 22" }, here)).toEqual([]);
  expect(differences({ ...here, runtime: "Bun 1", predictions: { plain: "00", relaxed: "00" } }, here)).toEqual([]);
  expect(differences({ ...here, runtime: "Old 1", predictions: { plain: "00" } }, here)).toEqual([]);
  const nearly = [{ ...reading[0], confidence: 0.98764 }];
  const other = { ...here, runtime: "X 1", predictions: { plain: "10", relaxed: "11" }, reading: nearly, byWorkers: [nearly] };
  expect(differences({ ...here, byWorkers: [reading, nearly] }, here)).toHaveLength(1);
  const faults = differences(other, here);
  expect(faults).toEqual([
    "X 1: other probabilities in the plain build than Node 20",
    "X 1: other probabilities in the relaxed build than Node 20",
    'X 1 reads [{"text":"7","status":"accepted","confidence":0.98764}], Node 20 [{"text":"7","status":"accepted","confidence":0.98765}]',
  ]);
  const failed = { runtime: "y", failure: "no such file" };
  expect(differences(failed, here)).toEqual(["y failed: no such file"]);
  const rows = [
    { found: here, faults: [] },
    { found: other, faults },
    { found: failed, faults: ["y failed"] },
  ];
  expect(table(rows).split("\n").slice(2)).toEqual([
    "| Node 20 | 2 | relaxed, fused | 7 (0.9877) | yes |",
    "| X 1 | 2 | relaxed, fused | 7 (0.9876) | no |",
    "| y |  |  |  | no |",
  ]);
});
