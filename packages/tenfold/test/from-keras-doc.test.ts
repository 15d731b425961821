import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as library from "../src/index.js";
import * as node from "../src/node/index.js";

const doc = readFileSync(new URL("../../../docs/from-keras.md", import.meta.url), "utf8");

/** The code in the right column of the table. */
const calls = doc
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .flatMap((line) => [...(line.split(" | ")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code))
  .filter((code) => !code.startsWith("tenfold "));

it("docs/from-keras.md names what there is", () => {
  const names = calls.flatMap((code) => [...code.matchAll(/(?<![.\w"])([a-z]\w+)(?=\(|$)/g)].map(([, name = ""]) => name));
  expect(names.length).toBeGreaterThan(30);
  const known = new Set([...Object.keys(library), ...Object.keys(node), "predict", "fit", "evaluate", "save"]);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
});

it("docs/from-keras.md shows layers as they are called", () => {
  const layers = calls.filter((code) =>
    /^(conv2d|depthwiseConv2d|batchNorm|maxPool2d|averagePool2d|tanh|relu|flatten|dropout|dense|softmax|rescaling)\(/.test(code),
  );
  expect(layers.length).toBeGreaterThanOrEqual(10);
  const names = Object.keys(library);
  for (const code of layers) {
    const made = new Function(...names, `return [${code}]`)(...Object.values(library)) as { kind: string }[];
    for (const layer of made) expect(layer.kind).toMatch(/^\w+$/);
  }
});
