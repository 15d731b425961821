import { readFile, stat, writeFile } from "node:fs/promises";
import * as ort from "onnxruntime-web";
import { decodeModel } from "tenfold";
import { beforeAll, describe, expect, it } from "vitest";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

ort.env.wasm.numThreads = 1;

beforeAll(() => callWell("train", "--data", "tiny", "--epochs", "1", "--batch-size", "64", "--no-evaluate", "--quiet", "--out", "run"));

describe("export", () => {
  it("writes an ONNX file beside the run's model, and onnxruntime reads in it what Tenfold reads", async () => {
    const out = await callWell("export", "run");
    const size = (await stat("run/model.onnx")).size;
    expect(out).toBe(`run/model.onnx: ${size.toLocaleString("en-US")} bytes\n`);
    const session = await ort.InferenceSession.create(await readFile("run/model.onnx"), { executionProviders: ["wasm"] });
    const pixels = new Uint8Array((await readFile("tiny/t10k-images-idx3-ubyte")).subarray(16));
    const results = await session.run({ images: new ort.Tensor("uint8", pixels, [200, 28, 28, 1]) });
    await session.release();
    const { predictions } = JSON.parse(await callWell("predict", "run", "tiny/t10k-images-idx3-ubyte", "--json"));
    const mine = predictions.flatMap(({ probabilities }: { probabilities: number[] }) => probabilities) as number[];
    const differences = mine.map((value, at) => Math.abs(value - Number(results.probabilities?.data[at])));
    expect(mine).toHaveLength(2000);
    expect(Math.max(...differences)).toBeLessThan(1e-4);
  });

  it("writes logits, and takes floats, when asked", async () => {
    await callWell("export", "run", "--logits", "--floats", "--out", "logits.onnx");
    const session = await ort.InferenceSession.create(await readFile("logits.onnx"), { executionProviders: ["wasm"] });
    const { logits } = await session.run({ images: new ort.Tensor("float32", new Float32Array(784), [1, 28, 28, 1]) });
    await session.release();
    expect(logits?.dims).toEqual([1, 10]);
  });

  it("writes kernels in half precision, which stays a model for every command", async () => {
    const { file, bytes } = JSON.parse(await callWell("export", "run", "--format", "safetensors", "--half", "--json"));
    expect(file).toBe("run/model.half.safetensors");
    expect(bytes / (await stat("run/model.safetensors")).size).toBeLessThan(0.52);
    expect(decodeModel(await readFile(file), file).network.name).toBe("quick");
    const accuracyOf = async (model: string) =>
      JSON.parse(await callWell("evaluate", model, "--data", "tiny", "--json", "--quiet")).accuracy;
    expect(await accuracyOf(file)).toBeCloseTo(await accuracyOf("run"), 2);
  });

  it("replaces no file, and refuses what means nothing", async () => {
    await writeFile("taken.onnx", "mine");
    const refused: readonly [args: string, code: number, sentence: string][] = [
      ["--out taken.onnx", 1, "taken.onnx is there already; pass another --out, or move it away"],
      ["--out foo.txt", 2, "--out foo.txt: what is written is an ONNX file; pass a name that ends in .onnx, or another --format"],
      ["--half", 2, "--half says nothing about onnx; leave it out, or pass another --format"],
      ["--format safetensors --logits", 2, "--logits says nothing about safetensors; leave it out, or pass another --format"],
      [
        "--out new.safetensors",
        2,
        "--out new.safetensors: what is written is an ONNX file; pass a name that ends in .onnx, or another --format",
      ],
      ["--format tflite", 2, "option '--format <name>' argument 'tflite' is invalid; onnx or safetensors is wanted"],
      [
        "--out nowhere/x.onnx",
        1,
        "cannot write nowhere/x.onnx: its folder does not exist or takes no new files; make it or choose another one",
      ],
    ];
    for (const [args, code, sentence] of refused) {
      expect(await call(["export", "run", ...args.split(" ")])).toEqual({ code, out: "", err: `tenfold: ${sentence}\n` });
    }
    expect(await readFile("taken.onnx", "utf8")).toBe("mine");
  });
});
