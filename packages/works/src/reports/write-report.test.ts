import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exampleRun, fullRun } from "../../test/example-run.js";
import { writeReport } from "./write-report.js";

test("writes the report and every plot as SVG and PNG, through the given function", async () => {
  const files = new Map<string, Uint8Array>();
  const write = async (path: string, bytes: Uint8Array) => void files.set(path, bytes);
  const { report, card, plots } = await writeReport("run", fullRun, { write });
  const matrices = ["confusion", "confusion-true", "confusion-predicted", "confusion-all", "confusion-mistakes"];
  const names = ["accuracy", "loss", "learning-rate", ...matrices, "reliability", "rejection", "robustness", "writers"];
  expect([report, card]).toEqual([join("run", "report.html"), join("run", "model-card.md")]);
  expect(plots).toEqual(
    [...names.flatMap((name) => ["svg", "png", "csv"].map((type) => `${name}.${type}`)), "samples.svg", "samples.png"].map((name) =>
      join("run", "plots", name),
    ),
  );
  expect([...files.keys()]).toEqual([...plots, card, report]); // a run that has a report is finished
  const starts = { html: /^<!doctype html>/, svg: /^<svg role="img"/, png: /^.PNG\r\n/, csv: /^[a-z_]+,/, md: /^---\n/ };
  for (const [path, bytes] of files) {
    const start = Buffer.from(bytes.subarray(0, 15)).toString("latin1");
    expect(start).toMatch(starts[path.split(".").at(-1) as keyof typeof starts]);
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
    expect(await readdir(join(folder, "a", "b"))).toEqual(["model-card.md", "plots", "report.html"]);
    expect(await readdir(join(folder, "a", "b", "plots"))).toHaveLength(5 * 3 + 2);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
