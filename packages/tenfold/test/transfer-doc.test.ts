import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { encodeIdxImages, encodeIdxLabels } from "../src/data/idx.js";
import { decodeModel } from "../src/model/files/model-file.js";
import { strokes } from "./strokes.js";

const dist = (file: string) => pathToFileURL(join(import.meta.dirname, "../dist", file)).href;

it("runs the example of docs/transfer.md as it stands, on a few strokes", { timeout: 60_000 }, async () => {
  const doc = await readFile(join(import.meta.dirname, "../../../docs/transfer.md"), "utf8");
  const code = /```ts\n([\s\S]*?)```/.exec(doc)?.[1];
  if (!code) throw new Error("docs/transfer.md has no TypeScript example");
  const folder = await mkdtemp(join(tmpdir(), "tenfold-transfer-"));
  try {
    const { images, labels } = strokes(80);
    for (const part of ["train", "t10k"]) {
      await writeFile(join(folder, `${part}-images-idx3-ubyte`), encodeIdxImages(images));
      await writeFile(join(folder, `${part}-labels-idx1-ubyte`), encodeIdxLabels(labels.map((label) => label % 3)));
    }
    await writeFile(join(folder, "class-names.txt"), "A\nB\nC");
    const [from, to] = [join(folder, "digits.safetensors"), join(folder, "letters.safetensors")];
    const { compile, simple, adam, categoricalCrossentropy } = (await import(
      /* @vite-ignore */ dist("index.js")
    )) as typeof import("../src/index.js");
    const digits = await compile(simple(), { optimizer: adam(), loss: categoricalCrossentropy(), threads: 1 });
    await writeFile(from, digits.encode());
    await digits.dispose();
    const here = code
      .replaceAll('"digits.safetensors"', JSON.stringify(from))
      .replaceAll('"letters.safetensors"', JSON.stringify(to))
      .replaceAll('"emnist-letters"', JSON.stringify(folder))
      .replaceAll('"tenfold"', JSON.stringify(dist("index.js")))
      .replaceAll('"tenfold/node"', JSON.stringify(dist("node/index.js")));
    await writeFile(join(folder, "example.mjs"), here);
    await import(/* @vite-ignore */ pathToFileURL(join(folder, "example.mjs")).href);
    const [before, after] = await Promise.all([from, to].map(async (path) => decodeModel(await readFile(path), path)));
    expect(after?.classNames).toEqual(["A", "B", "C"]);
    expect(after?.weights["conv2d.kernel"]).toEqual(before?.weights["conv2d.kernel"]);
    expect(after?.weights["conv2d_1.kernel"]).not.toEqual(before?.weights["conv2d_1.kernel"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
