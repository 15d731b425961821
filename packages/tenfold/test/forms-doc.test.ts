import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import sharp from "sharp";
import { expect, it, vi } from "vitest";
import { type FormPage, parseTemplate } from "../src/forms/index.js";
import { drawnForm } from "./drawn-form.js";

it("runs the examples of docs/forms.md as they stand", async () => {
  const doc = await readFile(join(import.meta.dirname, "../../../docs/forms.md"), "utf8");
  const [, template = ""] = /```json\n([\s\S]*?)```/.exec(doc) ?? [];
  const [, example = ""] = /```ts\n([\s\S]*?)```/.exec(doc) ?? [];
  const page = parseTemplate(template).pages[0] as FormPage;
  const folder = await mkdtemp(join(tmpdir(), "tenfold-forms-"));
  const dist = (file: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, "../dist", file)).href);
  const { pixels, height, width } = drawnForm(page, { dpi: 100 });
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    await sharp(pixels, { raw: { height, width, channels: 1 } })
      .png()
      .toFile(join(folder, "scan.png"));
    await writeFile(join(folder, "form.json"), template);
    const code = example.replace('"tenfold/forms"', dist("forms/index.js")).replace('"tenfold/node"', dist("node/index.js"));
    const placed = code
      .replace('readFile("form.json"', `readFile(${JSON.stringify(join(folder, "form.json"))}`)
      .replace('readFile("scan.png"', `readFile(${JSON.stringify(join(folder, "scan.png"))}`);
    await writeFile(join(folder, "example.mjs"), placed);
    await import(/* @vite-ignore */ pathToFileURL(join(folder, "example.mjs")).href);
    expect(log.mock.calls.map(([name, isBlank]) => [name, isBlank])).toEqual(page.fields.map(({ name }) => [name, true]));
  } finally {
    log.mockRestore();
    await rm(folder, { recursive: true });
  }
});
