import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { decodeModel } from "../src/model/files/model-file.js";

/** The first TypeScript example of the README that trains. */
async function example(): Promise<string> {
  const readme = await readFile(join(import.meta.dirname, "../../../README.md"), "utf8");
  const found = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code as string).find((code) => code.includes("model.fit("));
  if (!found) throw new Error("README.md has no TypeScript example with model.fit(");
  return found;
}

it("the package's README names every entry", async () => {
  const { exports } = JSON.parse(await readFile(join(import.meta.dirname, "../package.json"), "utf8")) as { exports: object };
  const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
  const entries = Object.keys(exports)
    .filter((path) => !/\*|package\.json/.test(path))
    .map((path) => path.replace(/^\./, "tenfold"));
  expect(entries.length).toBeGreaterThan(10);
  expect(entries.filter((entry) => !readme.includes(`\`${entry}\``))).toEqual([]);
});

it("runs the README's example as it stands, on fewer images and epochs", { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "tenfold-readme-"));
  const dist = (file: string) => pathToFileURL(join(import.meta.dirname, "../dist", file)).href;
  const code = (await example())
    .replace('"tenfold"', JSON.stringify(dist("index.js")))
    .replace('"tenfold/node"', JSON.stringify(dist("node/index.js")))
    .replace("await mnist()", "fewer(await mnist())")
    .replace("epochs: 40", "epochs: 2")
    .replace('"best.safetensors"', JSON.stringify(join(folder, "best.safetensors")));
  const around = `import { take } from ${JSON.stringify(dist("index.js"))};
const first = (dataset, n) => take(dataset, Array.from({ length: n }, (_, index) => index));
const fewer = ({ train, test }) => ({ train: first(train, 1500), test: first(test, 300) });
const images = new Float32Array(4 * 784).fill(0.5);
const oneHotLabels = new Float32Array(40).map((_, index) => Number(index % 11 === 0));
${code}
export { confusion, history, loss, probabilities, testAccuracy };`;
  try {
    await writeFile(join(folder, "example.mjs"), around);
    const { confusion, history, loss, probabilities, testAccuracy } = (await import(
      /* @vite-ignore */ pathToFileURL(join(folder, "example.mjs")).href
    )) as {
      confusion: number[][];
      history: { epochs: { loss: number }[] };
      loss: number;
      probabilities: Float32Array;
      testAccuracy: number;
    };
    expect(history.epochs.length).toBe(2);
    expect(history.epochs[1]?.loss).toBeLessThan(history.epochs[0]?.loss as number);
    const right = confusion.reduce((sum, row, label) => sum + (row[label] as number), 0);
    expect(testAccuracy).toBe(right / 300);
    expect(loss).toBeGreaterThan(0);
    expect(confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(300);
    expect(probabilities.length).toBe(90);
    expect(decodeModel(await readFile(join(folder, "best.safetensors")), "best").network.name).toBe("classic");
  } finally {
    await rm(folder, { recursive: true });
  }
});
