import { readFile, stat, writeFile } from "node:fs/promises";
import { decodeModel } from "tenfold";
import { expect, it } from "vitest";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

it("writes a model of a quarter of the bytes, says what it costs, and every command takes it", async () => {
  await callWell("train", "--data", "tiny", "--epochs", "2", "--batch-size", "64", "--no-evaluate", "--quiet", "--out", "run");
  const settings = ["quantize", "run", "--data", "tiny", "--images", "50"];
  const { out, err } = await call(settings);
  expect(err).toBe("Calibrating on 50 images of tiny train\nJudging both on tiny test, 200 images\n");
  expect(out).toMatch(
    /^run\/model\.int8\.safetensors\n\n +Before +8 bits\nBytes +[\d,]+ +[\d,]+\nAccuracy +[\d.]+ % +[\d.]+ %\nImages a second +[\d,]+ +[\d,]+\n/,
  );
  expect(out).toMatch(/\n\d+ of 200 test images get another verdict\.\n$/);
  const { metadata } = decodeModel(await readFile("run/model.int8.safetensors"), "f");
  expect(metadata.quantization).toBe("int8 kernels, calibrated on 50 images of tiny train");

  const told = JSON.parse(await callWell(...settings, "--out", "small.safetensors", "--json", "--quiet"));
  expect(Object.keys(told)).toEqual(["file", "bytes", "accuracy", "changed", "images", "imagesPerSecond", "divergence"]);
  expect(told.bytes.after / told.bytes.before).toBeLessThan(0.3);
  expect(told.bytes.after).toBe((await stat("small.safetensors")).size);
  const judge = async (model: string) => JSON.parse(await callWell("evaluate", model, "--data", "tiny", "--json", "--quiet")).accuracy;
  expect([await judge("run"), await judge("small.safetensors")]).toEqual([told.accuracy.before, told.accuracy.after]);

  await writeFile("taken.safetensors", "mine");
  const sentence = "tenfold: taken.safetensors is there already; pass another --out, or move it away\n";
  expect(await call([...settings, "--out", "taken.safetensors"])).toEqual({ code: 1, out: "", err: sentence });
});

it("refuses a network that reads lines whole, and another ending than a model's", async () => {
  const refused: readonly [line: string, code: number, sentence: string][] = [
    [
      "quantize lines",
      1,
      "lines reads lines whole, and this wants a network for single images; tenfold evaluate judges it, tenfold read uses it",
    ],
    ["quantize run --out new.txt", 2, "--out new.txt: what is written is a model file; pass a name that ends in .safetensors"],
  ];
  for (const [line, code, sentence] of refused)
    expect(await call(line.split(" "))).toEqual({ code, out: "", err: `tenfold: ${sentence}\n` });
});
