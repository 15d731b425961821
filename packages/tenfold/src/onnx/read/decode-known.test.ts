import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { trainedLooking } from "../../../test/trained-looking.js";
import { knownColumns, twoInputNetwork } from "../../../test/two-input-network.js";
import { simple } from "../../architectures/simple.js";
import type { ContextRow } from "../../data/context/context-columns.js";
import { decodeModel, encodeModel, type ModelFile } from "../../model/files/model-file.js";
import { withContext } from "../../model/with-context.js";
import { load } from "../../training/labels/compile.js";
import { encodeOnnx } from "../write/encode-onnx.js";
import { decodeOnnx } from "./decode-onnx.js";

const files = new URL("../../../test/files/onnx/", import.meta.url);
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, files)));
const expected: Readonly<Record<string, readonly (readonly number[])[]>> = JSON.parse(new TextDecoder().decode(read("known.json")));

const bytes = (count: number) => Uint8Array.from({ length: count * 784 }, (_, at) => (at * at * 31 + (at >> 5) * 17) % 256);

/** What a model says, once saved as one of Tenfold's. */
async function told(model: ModelFile, context: readonly ContextRow[]): Promise<number[]> {
  const loaded = await load(decodeModel(encodeModel(model, model.metadata), "copy"), { threads: 1 });
  return Array.from(await loaded.predict(bytes(context.length), { context }).finally(() => loaded.dispose()));
}

function worst(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBe(b.length);
  return Math.max(...a.map((value, at) => Math.abs(value - (b[at] as number))));
}

function softmaxed(scores: readonly number[]): number[] {
  const exponentials = scores.map((score) => Math.exp(score));
  const sum = exponentials.reduce((total, one) => total + one, 0);
  return exponentials.map((one) => one / sum);
}

describe("decodeOnnx, of networks that take numbers beside the images", () => {
  it("known-film: says what PyTorch says", async () => {
    const model = await decodeOnnx(read("known-film.onnx"), "f");
    expect(model.network.layers.map(({ layer }) => layer.kind).join(" ")).toBe("conv2d relu max_pooling2d film flatten dense softmax");
    expect(model.network.layers[3]?.parts[0]?.map(({ layer }) => layer.kind)).toEqual(["embedding", "dense", "relu", "dense"]);
    expect(model.context).toEqual([
      { name: "known_0", kind: "plain" },
      { name: "known_1", kind: "plain" },
    ]);
    const rows = [
      { known_0: 2, known_1: 0.5 },
      { known_0: 1, known_1: -1.5 },
    ];
    expect(worst(await told(model, rows), (expected["known-film"] ?? []).flatMap(softmaxed))).toBeLessThan(2e-6);
  });

  it("known-beside: says what PyTorch says, of two inputs beside the images, in another order, and gates", async () => {
    const model = await decodeOnnx(read("known-beside.onnx"), "f");
    expect(model.context?.map(({ name }) => name)).toEqual(["pen", "years_0", "years_1"]);
    const rows = [
      { pen: 3, years_0: 0.25, years_1: -1 },
      { pen: 1, years_0: 2, years_1: 0.5 },
    ];
    expect(worst(await told(model, rows), (expected["known-beside"] ?? []).flatMap(softmaxed))).toBeLessThan(2e-6);
    expect(worst(await told(model, rows.toReversed()), (expected["known-beside"] ?? []).flatMap(softmaxed))).toBeGreaterThan(1e-3);
  });

  const columns = knownColumns;
  const one = withContext(simple(), columns);
  const two = twoInputNetwork();

  it.each([one, two])("brings a network of Tenfold's own back as it was", async (network) => {
    const model = { ...(await trainedLooking(network)), context: columns };
    const again = await decodeOnnx(await encodeOnnx(model), "f");
    const kept = ({ layers }: typeof network) =>
      layers.filter(({ layer }) => layer.kind !== "dropout").map(({ layer }) => ({ kind: layer.kind, ...layer.config }));
    expect(kept(again.network)).toEqual(kept(network));
    expect(again.context).toEqual(columns);
    const rows = [{ region: "CH", age: 50 }, {}, { pen: "felt", region: "US" }, { age: 10 }];
    expect(worst(await told(again, rows), await told({ ...model, metadata: {} }, rows))).toBeLessThan(1e-6);
  });
});
