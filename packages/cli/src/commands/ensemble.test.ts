import { readFile, writeFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

beforeAll(async () => {
  for (const seed of ["1", "2"]) {
    const line = [
      "train",
      "--preset",
      "simple",
      "--data",
      "tiny",
      "--epochs",
      "1",
      "--batch-size",
      "64",
      "--threads",
      "1",
      "--no-evaluate",
    ];
    await callWell(...line, "--seed", seed, "--quiet", "--out", `run-${seed}`);
  }
});

test("judges the mean of the models, and each alone", async () => {
  const { code, out, err } = await call(["ensemble", "run-1", "run-2", "--json"]);
  expect([code, err]).toEqual([0, "Evaluating on tiny test, 200 images\n"]);
  const { models, ...evaluation } = JSON.parse(out);
  expect(Object.keys(evaluation)).toEqual(["count", "loss", "accuracy", "confusion", "perClass"]);
  const single = JSON.parse(await callWell("evaluate", "run-2", "--json", "--quiet"));
  expect(models.map(({ model }: { model: string }) => model)).toEqual(["run-1", "run-2"]);
  expect(models[1].accuracy).toBe(single.accuracy);
  expect(evaluation.loss).toBeLessThan((models[0].loss + models[1].loss) / 2);
  const text = await callWell("ensemble", "run-1", "run-2", "--quiet");
  expect(text).toContain(`\n${(100 * single.accuracy).toFixed(2)} %  run-2 alone\n`);
});

test("refuses what is no model", async () => {
  await writeFile("broken.safetensors", (await readFile("run-1/model.safetensors")).subarray(0, 1000));
  const broken = await call(["ensemble", "run-1", "broken.safetensors"]);
  expect([broken.code, broken.out]).toEqual([1, ""]);
  expect(broken.err).toMatch(/^tenfold: broken\.safetensors .*\n$/);
  expect((await call(["ensemble"])).err).toContain("tenfold: missing required argument 'models'");
});
