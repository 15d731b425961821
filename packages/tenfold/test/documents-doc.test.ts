import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import sharp from "sharp";
import { expect, it, vi } from "vitest";
import { parseDocument } from "../src/document/index.js";
import { distanceTo, drawing, seven } from "./drawings.js";

const doc = await readFile(join(import.meta.dirname, "../../../docs/documents.md"), "utf8");

it("shows a document that is one", () => {
  const [, example] = doc.match(/```json\n([\s\S]*?)```/) as unknown as [string, string];
  expect(parseDocument(example)).toEqual(JSON.parse(example));
});

it("runs the example of docs/documents.md as it stands", async () => {
  const [, example] = doc.match(/```ts\n([\s\S]*?)```/) as unknown as [string, string];
  const folder = await mkdtemp(join(tmpdir(), "tenfold-documents-"));
  const dist = (room: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, "../dist", room, "index.js")).href);
  const { pixels, height, width } = drawing({ height: 60, width: 120 }, (x, y) => (distanceTo(seven(40, 12, 36), x, y) < 2.5 ? 30 : 230));
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    await sharp(pixels, { raw: { height, width, channels: 1 } })
      .png()
      .toFile(join(folder, "page.png"));
    const code = example
      .replaceAll(/"tenfold\/(\w+)"/g, (_, room: string) => dist(room))
      .replace('"page.png"', JSON.stringify(join(folder, "page.png")));
    await writeFile(join(folder, "example.mjs"), code);
    await import(/* @vite-ignore */ pathToFileURL(join(folder, "example.mjs")).href);
    expect(log.mock.calls).toEqual([[["7"]]]);
  } finally {
    log.mockRestore();
    await rm(folder, { recursive: true });
  }
});
