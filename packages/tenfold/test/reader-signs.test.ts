import { expect, it } from "vitest";
import { line } from "../src/architectures/line.js";
import { resnet } from "../src/architectures/resnet.js";
import { LINE_CLASSES, NONE, READING_CLASSES } from "../src/data/class-names.js";
import type { ModelFile } from "../src/model/files/model-file.js";
import type { Network } from "../src/model/network/sequential.js";
import { mnist } from "../src/node/sets/mnist.js";
import { pretrained } from "../src/pretrained/pretrained.js";
import { loadReader } from "../src/recognize/index.js";
import { writtenWith } from "./written.js";

/** How little a sign that was never learned is said beside the rest. */
const NEVER = -30;

/** A network of as many classes as the first names: those that it has too many are cut off, those that lack are there and never seen. */
function withClasses({ weights, ...file }: ModelFile, network: Network, classNames: readonly string[]): ModelFile {
  const [from, to] = [file.classNames.length, classNames.length];
  const changed = Object.entries(weights).map(([name, { shape, data }]) => {
    if (shape.at(-1) !== from) return [name, { shape, data }] as const;
    const rows = data.length / from;
    const values = new Float32Array(rows * to).fill(name.endsWith("bias") ? NEVER : 0);
    for (let row = 0; row < rows; row++) values.set(data.subarray(row * from, row * from + Math.min(from, to)), row * to);
    return [name, { shape: [...shape.slice(0, -1), to], data: values }] as const;
  });
  return { ...file, network, classNames, weights: Object.fromEntries(changed) };
}

it("reads digits with networks that know signs as with those that know none, where there are none", async () => {
  const [digits, lines] = [await pretrained("reader"), await pretrained("lines")];
  const [older, newer] = await Promise.all([
    loadReader({ model: withClasses(digits, resnet({ classes: NONE + 1 }), READING_CLASSES.slice(0, NONE + 1)), lines, threads: 1 }),
    loadReader({
      model: digits,
      lines: withClasses(lines, line({ classes: LINE_CLASSES.length }), LINE_CLASSES),
      threads: 1,
    }),
  ]);
  const { test } = await mnist();
  for (const text of ["31415", "90210", "2718"]) {
    const picture = writtenWith(test, [text]);
    const [before, after] = [await older.read(picture), await newer.read(picture)].map(({ strings }) => strings[0]);
    expect([before?.text, after?.text]).toEqual([text, text]);
    expect(after?.confidence).toBeCloseTo(before?.confidence as number, 1);
    const [zip, amount] = [
      await newer.read(picture, { field: { kind: "digits", length: text.length } }),
      await newer.read(picture, { field: "amount" }),
    ];
    expect([zip.strings[0]?.text, amount.strings[0]?.text]).toEqual([text, `${text}.00`]);
  }
  await Promise.all([older.dispose(), newer.dispose()]);
});
