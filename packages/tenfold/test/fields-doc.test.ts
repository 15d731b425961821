import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { fieldKinds } from "../src/fields/kinds/kinds.js";

const doc = await readFile(join(import.meta.dirname, "../../../docs/fields.md"), "utf8");

describe("docs/fields.md", () => {
  it("has an example that runs as it stands", async () => {
    const [, example = ""] = /```ts\n([\s\S]*?)```/.exec(doc) ?? [];
    const folder = await mkdtemp(join(tmpdir(), "tenfold-fields-"));
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    try {
      const dist = pathToFileURL(join(import.meta.dirname, "../dist/recognize/index.js")).href;
      await writeFile(join(folder, "example.mjs"), example.replace('"tenfold/recognize"', JSON.stringify(dist)));
      await import(/* @vite-ignore */ pathToFileURL(join(folder, "example.mjs")).href);
      expect(log.mock.calls).toEqual([
        ["9274", "accepted", "1.00"],
        ["9214", "review", ["the 3rd digit may be a 1 (60 %) or a 7 (40 %)"]],
      ]);
    } finally {
      log.mockRestore();
      await rm(folder, { recursive: true });
    }
  });

  it("lists every kind with its example and options", () => {
    const rows = fieldKinds.map(({ name, example, options }) => {
      const cells = [name, example.written, example.text, example.value, Object.keys(options).join(", ")];
      return `| ${cells.map((cell, at) => (at === 4 ? cell : `\`${cell}\``)).join(" | ")} |`;
    });
    expect(doc).toContain(rows.join("\n"));
  });
});
