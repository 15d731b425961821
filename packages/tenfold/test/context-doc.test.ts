import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { classic } from "../src/architectures/classic.js";
import { contextColumns } from "../src/data/context/context-columns.js";
import { encodeIdxImages, encodeIdxLabels } from "../src/data/idx.js";
import { decodeModel } from "../src/model/files/model-file.js";
import { multiplyAdds, parameterCounts } from "../src/model/network/sequential.js";
import { withContext } from "../src/model/with-context.js";
import { strokes } from "./strokes.js";

const dist = (file: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, "../dist", file)).href);

it("runs the example of docs/context.md as it stands, on a few strokes", { timeout: 60_000 }, async () => {
  const doc = await readFile(join(import.meta.dirname, "../../../docs/context.md"), "utf8");
  const code = /```ts\n([\s\S]*?)```/.exec(doc)?.[1];
  if (!code) throw new Error("docs/context.md has no TypeScript example");
  const folder = await mkdtemp(join(tmpdir(), "tenfold-context-"));
  try {
    const { images, labels } = strokes(80);
    for (const part of ["train", "t10k"]) {
      await writeFile(join(folder, `${part}-images-idx3-ubyte`), encodeIdxImages(images));
      await writeFile(join(folder, `${part}-labels-idx1-ubyte`), encodeIdxLabels(labels));
    }
    const here = code
      .replace("mnist()", `mnist({ from: ${JSON.stringify(folder)} })`)
      .replace('"knowing.safetensors"', JSON.stringify(join(folder, "knowing.safetensors")))
      .replaceAll('"tenfold"', dist("index.js"))
      .replaceAll('"tenfold/node"', dist("node/index.js"));
    await writeFile(join(folder, "example.mjs"), here);
    await import(/* @vite-ignore */ pathToFileURL(join(folder, "example.mjs")).href);
    const { context } = decodeModel(await readFile(join(folder, "knowing.safetensors")), "the model");
    expect(context?.map(({ name, kind }) => `${name} ${kind}`)).toEqual(["region category", "age number"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it("says of classic what is so", () => {
  const columns = contextColumns([
    { region: "CH", age: 20 },
    { region: "US", age: 30 },
  ]);
  const [before, after] = [classic(), withContext(classic(), columns)];
  const more = parameterCounts(after).trainable - parameterCounts(before).trainable;
  expect(more).toBeGreaterThan(8_500);
  expect(more).toBeLessThan(9_000);
  expect(multiplyAdds(after) / multiplyAdds(before) - 1).toBeLessThan(0.0005);
});
