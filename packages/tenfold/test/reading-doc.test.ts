import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import sharp from "sharp";
import { expect, it, vi } from "vitest";
import { distanceTo, drawing, seven } from "./drawings.js";

/** Two rows of three cells, a seven in each of the first row. */
const page = drawing({ height: 300, width: 400 }, (x, y) => {
  const inGrid = x > 48 && x < 352 && y > 48 && y < 252;
  const onLine = Math.min(Math.abs(x - 50 - 100 * Math.round((x - 50) / 100)), Math.abs(y - 50 - 100 * Math.round((y - 50) / 100))) < 1.5;
  const sevens = [80, 180, 280].flatMap((left) => seven(left, 70));
  return (inGrid && onLine) || distanceTo(sevens, x, y) < 2.5 ? 30 : 230;
});

it("runs the examples of docs/reading.md as they stand", async () => {
  const doc = await readFile(join(import.meta.dirname, "../../../docs/reading.md"), "utf8");
  const examples = [...doc.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, example = ""]) => example);
  expect(examples).toHaveLength(2);
  const whole = await said(examples[0] as string);
  const steps = await said(examples[1] as string);
  expect(whole).toHaveLength(1);
  expect(whole[0]?.slice(0, 2)).toEqual([1, "777"]);
  expect(steps.map(([number, row, column]) => [number, row, column])).toEqual([
    [1, 0, 0],
    [1, 0, 1],
    [1, 0, 2],
  ]);
  for (const seen of steps.map((one) => one[3] as Uint8Array)) expect([seen.length, Math.max(...seen)]).toEqual([784, 255]);
});

/** What an example logs. */
async function said(example: string): Promise<unknown[][]> {
  const folder = await mkdtemp(join(tmpdir(), "tenfold-reading-"));
  const dist = (file: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, "../dist", file)).href);
  const file = join(folder, "page.png");
  const { pixels, height, width } = page;
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    await sharp(pixels, { raw: { height, width, channels: 1 } })
      .png()
      .toFile(file);
    const code = example
      .replace('"tenfold"', dist("index.js"))
      .replace('"tenfold/node"', dist("node/index.js"))
      .replace('"tenfold/image"', dist("image/index.js"))
      .replace('"tenfold/recognize"', dist("recognize/index.js"));
    await writeFile(join(folder, "example.mjs"), code.replaceAll('"page.png"', JSON.stringify(file)));
    await import(/* @vite-ignore */ pathToFileURL(join(folder, "example.mjs")).href);
    return log.mock.calls;
  } finally {
    log.mockRestore();
    await rm(folder, { recursive: true });
  }
}
