import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it, vi } from "vitest";

it("runs the example of docs/calibration.md as it stands", async () => {
  const doc = await readFile(join(import.meta.dirname, "../../../docs/calibration.md"), "utf8");
  const [, example = ""] = /```ts\n([\s\S]*?)```/.exec(doc) ?? [];
  const folder = await mkdtemp(join(tmpdir(), "tenfold-calibration-"));
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    const dist = pathToFileURL(join(import.meta.dirname, "../dist/recognize/index.js")).href;
    await writeFile(join(folder, "example.mjs"), example.replace('"tenfold/recognize"', JSON.stringify(dist)));
    await import(/* @vite-ignore */ pathToFileURL(join(folder, "example.mjs")).href);
    expect(log.mock.calls).toEqual([["1", "expected"]]);
  } finally {
    log.mockRestore();
    await rm(folder, { recursive: true });
  }
});
