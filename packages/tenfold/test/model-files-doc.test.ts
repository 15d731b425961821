import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { kerasLayerNames } from "../src/keras/index.js";
import { onnxOperators, onnxWeightOperators } from "../src/onnx/index.js";

const doc = readFileSync(new URL("../../../docs/model-files.md", import.meta.url), "utf8");

/** Words with commas between, in lines of up to 150 signs. */
function lines(words: readonly string[]): string {
  const list: string[] = [""];
  for (const [at, word] of words.entries()) {
    const text = at < words.length - 1 ? `${word},` : word;
    const last = list.at(-1) as string;
    if (last.length + text.length + 1 > 150) list.push(text);
    else list[list.length - 1] = last === "" ? text : `${last} ${text}`;
  }
  return list.join("\n");
}

it("docs/model-files.md lists what the code reads; where this fails, what is received goes there", () => {
  const wanted = `**ONNX operators**: ${onnxOperators.length}

${lines(onnxOperators)}

**Where all that they read are weights, also**:

${lines(onnxWeightOperators.filter((name) => !onnxOperators.includes(name)))}

**Layers of Keras**: ${kerasLayerNames.length}

${lines(kerasLayerNames)}`;
  expect(doc).toContain(wanted);
});
