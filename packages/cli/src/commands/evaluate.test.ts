import { copyFile, cp, readFile, rm, writeFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { call, callWell } from "../../test/call.js";
import { writeTinyData } from "../../test/tiny-data.js";
import { inWorkplace } from "../../test/workplace.js";

inWorkplace();

const run = "runs/judged";

beforeAll(async () => {
  await callWell("train", "--data", "tiny", "--epochs", "1", "--batch-size", "64", "--quiet", "--out", run);
  await copyFile(`${run}/model.safetensors`, "model.safetensors");
  await writeTinyData("other", { train: 10, test: 50 });
});

describe("evaluate", () => {
  it("judges a run on the test images it was begun with, and prints exactly the evaluation", async () => {
    const { code, out, err } = await call(["evaluate", run, "--json"]);
    expect([code, err]).toEqual([0, "Evaluating on tiny test, 200 images\n"]);
    expect(JSON.parse(out)).toEqual(JSON.parse(await readFile(`${run}/evaluation.json`, "utf8")));
    expect(Object.keys(JSON.parse(out))).toEqual(["count", "loss", "accuracy", "confusion", "perClass"]);
  });

  it("calls them what the run called them, and refuses others in their place", async () => {
    await cp(run, "moved", { recursive: true });
    const config = JSON.parse(await readFile(`${run}/config.json`, "utf8"));
    const elsewhere = { ...config.data, folder: "elsewhere" };
    await writeFile("moved/config.json", JSON.stringify({ ...config, data: elsewhere }));
    await cp("tiny", "elsewhere", { recursive: true });
    expect((await call(["evaluate", "moved"])).err).toBe("Evaluating on tiny test, 200 images\n");
    await writeTinyData("elsewhere", { train: 10, test: 50 });
    const changed = "t10k-images-idx3-ubyte is not what the run was begun with; pass the folder of the earlier files with --data";
    expect(await call(["evaluate", "moved"])).toEqual({ code: 1, out: "", err: `tenfold: ${changed}\n` });
    const hostile = { ...elsewhere, folder: `${process.cwd()}/tiny`, test: { ...config.data.test, name: "\u001b[2J\u009b" } };
    await writeFile("moved/config.json", JSON.stringify({ ...config, data: hostile }));
    expect((await call(["evaluate", "moved"])).err).toBe("Evaluating on ?[2J?, 200 images\n");
  });

  it("judges a model file on other images, for which two files will do, and shows the classes", async () => {
    await rm("other/train-images-idx3-ubyte");
    const { code, out, err } = await call(["evaluate", "model.safetensors", "--data", "other", "--quiet"]);
    expect([code, err]).toEqual([0, ""]);
    const lines = out.split("\n");
    expect(lines[0]).toMatch(/^[\d.]+ % of 50 test images right, \d+ wrong$/);
    expect(lines[3]).toMatch(/^Class {2}Precision +Recall +F1 {2}Images$/);
    expect(lines[4]).toMatch(/^0 .* {2}\d+$/);
    expect(lines).toHaveLength(15);
  });

  it("takes MNIST for a model file when nothing is said", async () => {
    const { err } = await call(["evaluate", "model.safetensors"]);
    expect(err).toBe("Evaluating on mnist test, 10,000 images\n");
  });

  it("says what is wrong, in a sentence and without a result", async () => {
    await cp(run, "cut", { recursive: true });
    await writeFile("cut/model.safetensors", (await readFile("model.safetensors")).subarray(0, -100));
    const refused: readonly [model: string, sentence: string][] = [
      ["nowhere", "cannot read nowhere: there is no such file; check the path"],
      [
        "cut",
        expect.stringMatching(
          /^cut\/model\.safetensors is cut short: its tensor ".*" ends at byte \d+, but it has \d+; fetch or save it again$/,
        ),
      ],
      [`${run} --data nowhere`, "cannot read the folder nowhere: there is no such folder; check the path"],
      [
        `${run} --data runs`,
        "runs has no t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte; put them there, raw or as .gz, or pass another folder",
      ],
    ];
    for (const [model, sentence] of refused) {
      const { code, out, err } = await call(["evaluate", ...model.split(" "), "--json"]);
      expect([code, out, err.replace(/^tenfold: |\n$/g, "")]).toEqual([1, "", sentence]);
    }
  });
});
