import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { rng } from "../src/engine/rng.js";
import { InputError } from "../src/errors.js";
import { decodeKeras } from "../src/keras/decode-keras.js";
import { decodeModel, encodeModel, type ModelFile } from "../src/model/files/model-file.js";
import { decodeOnnx } from "../src/onnx/read/decode-onnx.js";

type Decode = (bytes: Uint8Array) => ModelFile | Promise<ModelFile>;

const files = new URL("files/", import.meta.url);
const modelsIn = (folder: string) => readdirSync(new URL(folder, files)).filter((name) => /\.(onnx|keras|h5)$/.test(name));
const read = (path: string) => new Uint8Array(readFileSync(new URL(path, files)));
const onnx: Decode = (bytes) => decodeOnnx(bytes, "f");
const keras: Decode = (bytes) => decodeKeras(bytes, "f");
const own: Decode = (bytes) => decodeModel(bytes, "f");
const models: readonly (readonly [name: string, bytes: Uint8Array, decode: Decode])[] = [
  ...modelsIn("onnx/").map((name) => [name, read(`onnx/${name}`), onnx] as const),
  ...modelsIn("keras/").map((name) => [name, read(`keras/${name}`), keras] as const),
  ["a model file", encodeModel(await decodeOnnx(read("onnx/mobile.onnx"), "f")), own],
];

/** A few bytes replaced, half of the time near the start, where formats keep what they are about; now and then cut short. */
function damaged(bytes: Uint8Array, uniform: () => number): Uint8Array {
  const copy = bytes.slice(0, uniform() < 0.1 ? Math.floor(uniform() * bytes.length) : bytes.length);
  const region = uniform() < 0.5 ? Math.min(3000, copy.length) : copy.length;
  for (let change = 0; change <= 5 * uniform(); change++) copy[Math.floor(uniform() * region)] = Math.floor(uniform() * 256);
  return copy;
}

it.each(models)("%s, damaged anywhere, is read or refused in a sentence", async (_, bytes, decode) => {
  const { uniform } = rng(11);
  let refused = 0;
  for (let round = 0; round < 20; round++) {
    try {
      const model = await decode(damaged(bytes, uniform));
      decodeModel(encodeModel(model), "again");
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      expect(error.message).not.toMatch(/undefined|\[object|HDF5-DIAG/);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(0);
});
