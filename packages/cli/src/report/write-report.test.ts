import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exampleRun } from "../../test/example-run.js";
import { writeReport } from "./write-report.js";

test("writes the report and every plot as SVG and PNG, through the given function", async () => {
  const files = new Map<string, Uint8Array>();
  const write = async (path: string, bytes: Uint8Array) => void files.set(path, bytes);
  const { report, plots } = await writeReport("run", exampleRun, { write });
  const names = ["accuracy", "loss", "learning-rate", "confusion", "samples"];
  expect(report).toBe(join("run", "report.html"));
  expect(plots).toEqual(names.flatMap((name) => ["svg", "png"].map((type) => join("run", "plots", `${name}.${type}`))));
  expect([...files.keys()]).toEqual([report, ...plots]);
  for (const [path, bytes] of files) {
    const start = Buffer.from(bytes.subarray(0, 15)).toString("latin1");
    expect(start).toMatch(path.endsWith("html") ? /^<!doctype html>/ : path.endsWith("svg") ? /^<svg role="img"/ : /^.PNG\r\n/);
  }
});

test("leaves out the plots that have nothing to show", async () => {
  const { evaluation, ...rest } = exampleRun;
  const { plots } = await writeReport("run", { ...rest, history: [], samples: [] }, { write: async () => {} });
  expect(plots).toEqual([]);
});

test("makes the folders, replaces an old report and leaves no half-written file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "report-"));
  try {
    const run = { ...exampleRun, history: [], samples: exampleRun.samples.slice(0, 1) };
    await writeReport(join(folder, "a", "b"), run);
    const { report } = await writeReport(join(folder, "a", "b"), { ...run, title: "second" });
    expect(await readFile(report, "utf8")).toContain("second");
    expect(await readdir(join(folder, "a", "b"))).toEqual(["plots", "report.html"]);
    expect(await readdir(join(folder, "a", "b", "plots"))).toEqual(["confusion.png", "confusion.svg", "samples.png", "samples.svg"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
