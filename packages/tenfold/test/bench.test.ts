import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

// The benchmark reaches into the built library, where types do not watch over it.

const program = (path: string) => fileURLToPath(new URL(`../../../bench/${path}`, import.meta.url));
const entries = mkdtempSync(join(tmpdir(), "tenfold bench "));
const run = (path: string, ...args: string[]) => execFileSync(process.execPath, [program(path), ...args], { encoding: "utf8" });

beforeAll(() => {
  run("parts/make-entries.js", entries);
});

afterAll(() => rmSync(entries, { recursive: true, force: true }));

it.each<[name: string, wanted: readonly string[], ...more: string[]]>([
  ["tenfold", ["version", "train", "infer", "one", "probabilities"]],
  ["augmentation", ["augmentation"]],
  ["memory", ["memory"]],
  ["start-up", ["digit"]],
  ["readers", ["readers"], "6"],
])("the benchmark's contestant %s still runs, and tells what is measured", (name, wanted, ...more) => {
  const lines = run(`contestants/${name}.js`, "1", "1", entries, ...more)
    .trim()
    .split("\n");
  const told = lines.map((line): Record<string, unknown> => JSON.parse(line));
  expect(told.map(({ what }) => what)).toEqual(wanted);
  for (const { ms } of told) if (ms) expect((ms as number[]).every((time) => time > 0)).toBe(true);
});
