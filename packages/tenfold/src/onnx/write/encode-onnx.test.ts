import { fromBinary } from "@bufbuild/protobuf";
import { ModelProtoSchema } from "onnx-buf";
import * as ort from "onnxruntime-web";
import { describe, expect, it } from "vitest";
import { branching } from "../../../test/branching.js";
import { publishedLenet, stemmed } from "../../../test/published.js";
import { trainedLooking } from "../../../test/trained-looking.js";
import { knownColumns, twoInputNetwork } from "../../../test/two-input-network.js";
import { architectures } from "../../architectures/index.js";
import { line } from "../../architectures/line.js";
import { simple } from "../../architectures/simple.js";
import { encodeContext } from "../../data/context/encode-context.js";
import { startEngine } from "../../engine/engine.js";
import { UsageError } from "../../errors.js";
import { dense } from "../../layers/dense.js";
import { flatten } from "../../layers/flatten.js";
import { relu } from "../../layers/relu.js";
import { rescaling } from "../../layers/rescaling.js";
import type { ModelFile } from "../../model/files/model-file.js";
import { type Network, sequential } from "../../model/network/sequential.js";
import { withContext } from "../../model/with-context.js";
import { lineLook } from "../../recognize/looks/line-look.js";
import { load } from "../../training/labels/compile.js";
import { decodeOnnx } from "../read/decode-onnx.js";
import { encodeOnnx, type OnnxOptions } from "./encode-onnx.js";

ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

/** What onnxruntime makes of the exported file. */
async function runtimeTells(file: Uint8Array, images: Uint8Array | Float32Array, shape: readonly number[], output: string) {
  const session = await ort.InferenceSession.create(file, { executionProviders: ["wasm"] });
  const type = images instanceof Uint8Array ? "uint8" : "float32";
  const results = await session.run({ images: new ort.Tensor(type, images as never, [...shape]) });
  await session.release();
  return results[output]?.data as Float32Array;
}

async function tenfoldTells(model: Omit<ModelFile, "metadata">, images: Uint8Array | Float32Array): Promise<Float32Array> {
  const loaded = await load({ ...model, metadata: {} }, { threads: 1 });
  try {
    return await loaded.predict(images);
  } finally {
    await loaded.dispose();
  }
}

const bytes = (length: number) => Uint8Array.from({ length }, (_, at) => (at * at * 31 + (at >> 5) * 17) % 256);

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] as number))), 0);
}

const metadataOf = (file: Uint8Array) =>
  Object.fromEntries(fromBinary(ModelProtoSchema, file).metadataProps.map(({ key, value }) => [key, value]));

describe("encodeOnnx", () => {
  const networks: Readonly<Record<string, () => Network>> = { ...architectures, branching, lenet: publishedLenet, stemmed };

  it.each(Object.keys(networks))("%s: onnxruntime gives the same probabilities, for any batch size", async (name) => {
    const model = await trainedLooking((networks[name] as () => Network)());
    const file = await encodeOnnx(model);
    for (const count of [1, 3]) {
      const images = bytes(count * 784);
      const mine = await tenfoldTells(model, images);
      expect(Math.max(...mine)).toBeLessThan(0.999); // not so sure that nothing is compared
      expect(largestDifference(await runtimeTells(file, images, [count, 28, 28, 1], "probabilities"), mine)).toBeLessThan(1e-4);
    }
  });

  it("takes a context as a second input, and onnxruntime gives the same by it", async () => {
    const columns = knownColumns;
    const one = withContext(simple(), columns);
    const two = twoInputNetwork();
    for (const network of [one, two]) {
      const model = { ...(await trainedLooking(network)), context: columns };
      const file = await encodeOnnx(model);
      const images = bytes(4 * 784);
      const rows = [{ region: "CH", age: 50 }, {}, { pen: "felt", region: "US" }, { age: 10 }];
      const context = encodeContext("the test", columns, rows);
      context[0] = 7.2; // no row of the table
      const loaded = await load({ ...model, metadata: {}, context: undefined }, { threads: 1 });
      const plain = rows.map((_, row) => Object.fromEntries([0, 1, 2, 3].map((at) => [`context_${at}`, context[row * 4 + at] as number])));
      const [mine, unknown] = [await loaded.predict(images, { context: plain }), await loaded.predict(images)];
      await loaded.dispose();
      expect(largestDifference(mine, unknown)).toBeGreaterThan(1e-3);
      const session = await ort.InferenceSession.create(file, { executionProviders: ["wasm"] });
      expect(session.inputNames).toEqual(["images", "context"]);
      const told = async (values: Float32Array) => {
        const feeds = { images: new ort.Tensor("uint8", images, [4, 28, 28, 1]), context: new ort.Tensor("float32", values, [4, 4]) };
        return (await session.run(feeds)).probabilities?.data as Float32Array;
      };
      expect(largestDifference(await told(context), mine)).toBeLessThan(1e-5);
      expect(largestDifference(await told(new Float32Array(16)), unknown)).toBeLessThan(1e-5);
      await session.release();
      expect(JSON.parse(metadataOf(file).context as string)).toEqual(columns);
    }
  });

  it("gives a row of probabilities a frame for a network that reads lines", async () => {
    const model = await trainedLooking(line({ channels: 8 }));
    const pixels = bytes(2 * 28 * 168);
    const engine = await startEngine({ threads: 1 });
    try {
      const strips = [0, 1].map((at) => ({ pixels: pixels.subarray(at * 28 * 168, (at + 1) * 28 * 168), height: 28, width: 168 }));
      const mine = Float32Array.from(lineLook(engine, model)(strips).flatMap(({ probabilities }) => Array.from(probabilities)));
      expect(Math.max(...mine)).toBeLessThan(0.999);
      expect(largestDifference(await runtimeTells(await encodeOnnx(model), pixels, [2, 28, 168, 1], "probabilities"), mine)).toBeLessThan(
        1e-4,
      );
    } finally {
      await engine.dispose();
    }
  });

  const small = (input: readonly number[]) =>
    sequential({ name: "small", input: [...input] }, [rescaling({ scale: 2, offset: -1 }), flatten(), dense(5), relu(), dense(3)]);

  it.each<[what: string, options: OnnxOptions]>([
    ["floats", { input: "floats" }],
    ["bytes", { input: "bytes" }],
  ])("takes %s of several channels, at any size", async (_, options) => {
    const model = await trainedLooking(small([5, 4, 3]));
    const pixels = bytes(2 * 60);
    const images = options.input === "floats" ? Float32Array.from(pixels, (pixel) => Math.fround(pixel / 255)) : pixels;
    const theirs = await runtimeTells(await encodeOnnx(model, options), images, [2, 5, 4, 3], "probabilities");
    expect(largestDifference(theirs, await tenfoldTells(model, pixels))).toBeLessThan(1e-5);
  });

  it("tells logits when asked", async () => {
    const model = await trainedLooking(small([5, 4, 1]));
    const logits = await runtimeTells(await encodeOnnx(model, { output: "logits" }), bytes(20), [1, 5, 4, 1], "logits");
    const exponentials = logits.map((logit) => Math.exp(logit));
    const sum = exponentials.reduce((total, one) => total + one, 0);
    const mine = await tenfoldTells(model, bytes(20));
    expect(
      largestDifference(
        exponentials.map((one) => one / sum),
        mine,
      ),
    ).toBeLessThan(1e-5);
  });

  it("tells probabilities at the model's temperature, which a runtime and a later import keep", async () => {
    const model = { ...(await trainedLooking(small([5, 4, 1]))), confidence: { temperature: 2.5, fittedOn: 100 } };
    const mine = await tenfoldTells(model, bytes(20));
    const file = await encodeOnnx(model, { input: "floats" });
    const floats = Float32Array.from(bytes(20), (byte) => byte / 255);
    expect(largestDifference(await runtimeTells(file, floats, [1, 5, 4, 1], "probabilities"), mine)).toBeLessThan(1e-5);
    expect(largestDifference(mine, await tenfoldTells({ ...model, confidence: undefined }, bytes(20)))).toBeGreaterThan(0.01);
    expect(largestDifference(await tenfoldTells(await decodeOnnx(file, "it"), floats), mine)).toBeLessThan(1e-5);
  });

  it("notes the architecture, the classes, the input and the output", async () => {
    const model = { ...(await trainedLooking(small([5, 4, 1]))), classNames: ["yes", "no", "maybe"] };
    expect(metadataOf(await encodeOnnx(model, { input: "floats", output: "logits" }))).toEqual({
      architecture: "small",
      labels: '["yes","no","maybe"]',
      input: "float32; ink is 1, paper is 0",
      output: "logits",
    });
  });

  it("gives the same bytes each time", async () => {
    const model = await trainedLooking(small([5, 4, 1]));
    expect(await encodeOnnx(model)).toEqual(await encodeOnnx(model));
  });

  it("refuses a layer that ONNX has no counterpart for", async () => {
    const odd = { ...relu(), kind: "odd" };
    const model = await trainedLooking(sequential({ name: "odd", input: [2, 2, 1] }, [odd, flatten(), dense(2)]));
    await expect(encodeOnnx(model)).rejects.toThrow(UsageError);
    await expect(encodeOnnx(model)).rejects.toThrow('a layer of kind "odd" cannot be written as ONNX; rescaling, conv2d,');
  });
});
