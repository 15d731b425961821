import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { quick } from "../src/architectures/quick.js";
import { simple } from "../src/architectures/simple.js";
import { encodeIdxImages, encodeIdxLabels } from "../src/data/idx.js";
import { decodeModel, encodeModel } from "../src/model/files/model-file.js";
import { strokes } from "./strokes.js";
import { trainedLooking } from "./trained-looking.js";

const dist = (file: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, "../dist", file)).href);

it("runs the example of docs/distillation.md as it stands, on a few strokes", { timeout: 60_000 }, async () => {
  const doc = await readFile(join(import.meta.dirname, "../../../docs/distillation.md"), "utf8");
  const code = /```ts\n([\s\S]*?)```/.exec(doc)?.[1];
  if (!code) throw new Error("docs/distillation.md has no TypeScript example");
  const folder = await mkdtemp(join(tmpdir(), "tenfold-distillation-"));
  const inFolder = (name: string) => JSON.stringify(join(folder, name));
  try {
    const { images, labels } = strokes(80);
    for (const part of ["train", "t10k"]) {
      await writeFile(join(folder, `${part}-images-idx3-ubyte`), encodeIdxImages(images));
      await writeFile(join(folder, `${part}-labels-idx1-ubyte`), encodeIdxLabels(labels));
    }
    await writeFile(join(folder, "first.safetensors"), encodeModel(await trainedLooking(simple())));
    await writeFile(join(folder, "second.safetensors"), encodeModel(await trainedLooking(quick())));
    const here = code
      .replaceAll(/"(\w+\.safetensors)"/g, (_, name: string) => inFolder(name))
      .replaceAll('"mnist"', JSON.stringify(folder))
      .replaceAll('"tenfold"', dist("index.js"))
      .replaceAll('"tenfold/node"', dist("node/index.js"));
    await writeFile(join(folder, "example.mjs"), here);
    await import(/* @vite-ignore */ pathToFileURL(join(folder, "example.mjs")).href);
    const student = decodeModel(await readFile(join(folder, "student.safetensors")), "the student");
    expect(student.network.name).toBe("simple");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
