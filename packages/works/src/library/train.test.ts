import { readdir, readFile } from "node:fs/promises";
import { dense, flatten, sequential, softmax } from "tenfold";
import { beforeAll, describe, expect, it } from "vitest";
import { writeTinyData } from "../../test/tiny-data.js";
import { inWorkplace } from "../../test/workplace.js";
import { train } from "./train.js";

inWorkplace();

const small = { data: "tiny", batchSize: 64, threads: 1, epochs: 2, seed: 7 } as const;

describe("train", { timeout: 240_000 }, () => {
  beforeAll(() => writeTinyData("tiny"), 240_000);

  it("writes the folder of a run with its report, and tells of it", async () => {
    const told: string[] = [];
    const epochs: number[] = [];
    const trained = await train({
      ...small,
      out: "runs/whole",
      tell: (sentence) => told.push(sentence),
      onEpoch: ({ epoch }) => epochs.push(epoch),
    });
    expect([trained.run, trained.report, trained.model]).toEqual(["runs/whole", "runs/whole/report.html", "runs/whole/model.safetensors"]);
    expect(await readdir("runs/whole")).toEqual(
      expect.arrayContaining(["config.json", "history.json", "evaluation.json", "report.html", "plots"]),
    );
    expect([epochs, trained.history.length, trained.evaluation?.count]).toEqual([[1, 2], 2, 200]);
    expect(told.some((sentence) => sentence.startsWith("Evaluating on 200 images"))).toBe(true);
  });

  it("trains a network that is a value, and its report shows the layers", async () => {
    const network = sequential({ name: "plain", input: [28, 28, 1] }, [flatten(), dense(10), softmax()]);
    const { report, evaluation } = await train({ ...small, network, out: "runs/value", evaluate: false });
    expect(evaluation).toBeUndefined();
    expect(await readFile(report, "utf8")).toContain(
      "plain takes 28\u00a0×\u00a028\u00a0×\u00a01 numbers an image: 3 layers, 7,850 parameters.",
    );
  });

  it("stops when it is told to, and says how to go on", async () => {
    const controller = new AbortController();
    const stopping = train({ ...small, out: "runs/stopped", signal: controller.signal, onEpoch: () => controller.abort() });
    await expect(stopping).rejects.toMatchObject({
      name: "Interrupted",
      message: "interrupted; go on with tenfold train --resume --out runs/stopped",
    });
  });

  it("refuses what stands in the way, and options that are none", async () => {
    await expect(train({ ...small, out: "runs/whole" })).rejects.toThrow(
      "runs/whole holds a finished run; pass another --out, or move that run away",
    );
    await expect(train({ ...small, prest: "simple" } as never)).rejects.toThrow('train has no option "prest"; did you mean preset?');
  });
});
