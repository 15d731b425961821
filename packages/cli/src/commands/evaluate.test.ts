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

  it("averages over views of each image where asked to", async () => {
    const evaluated = async (...options: string[]) => JSON.parse(await callWell("evaluate", run, "--json", "--quiet", ...options));
    const [one, five] = [await evaluated(), await evaluated("--views", "5")];
    expect(await evaluated("--views", "1")).toEqual(one);
    expect(five.count).toBe(one.count);
    expect(five.loss).not.toBe(one.loss);
    expect((await evaluated("--views", "5", "--full")).full.calibration.before.nll).toBeCloseTo(five.loss, 4);
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

  it("in full, adds to the same JSON what accuracy hides, with a temperature from the run's validation images", async () => {
    const plain = JSON.parse(await callWell("evaluate", run, "--json", "--quiet"));
    const { full, ...rest } = JSON.parse(await callWell("evaluate", run, "--json", "--quiet", "--full"));
    expect(rest).toEqual(plain);
    expect(Object.keys(full)).toEqual(["accuracyInterval", "top2", "report", "calibration", "rejection", "imagesPerSecond"]);
    expect(full.report.accuracy).toBe(plain.accuracy);
    expect(full.calibration.before.nll).toBeCloseTo(plain.loss, 4);
    expect(full.calibration.fittedOn).toBe(120); // a fifth of 600
    expect(full.calibration.after.nll).toBeLessThan(full.calibration.before.nll);
    expect(full.top2).toBeGreaterThanOrEqual(plain.accuracy);
    expect(full.rejection.readRates.map(({ error }: { error: number }) => error)).toEqual([0.001, 0.005, 0.01]);
    expect(full.imagesPerSecond).toBeGreaterThan(0);
  });

  it("in full, shows scikit-learn's report, calibration and rejection", async () => {
    const out = await callWell("evaluate", run, "--quiet", "--full");
    expect(out).toMatch(/95 % Wilson interval/);
    expect(out).toMatch(/^ {14}precision {4}recall {2}f1-score {3}support$/m);
    expect(out).toMatch(/^Calibration +As trained {2}At temperature [\d.]+$/m);
    expect(out).toMatch(/^The temperature was fitted on 120 validation images\.$/m);
    expect(out).toMatch(/^At most 0\.1 % wrong +- +- +-$/m);
    expect(out).toMatch(/^Not enough data for the read rate at 0\.1 % error: 200 images, at least 1000 are needed\.$/m);
  });

  it("in full, says what a model file and three images cannot tell", async () => {
    await writeTinyData("three", { train: 10, test: 3 });
    const out = await callWell("evaluate", "model.safetensors", "--data", "three", "--quiet", "--full");
    expect(out).not.toMatch(/NaN|not a number|undefined|null|Infinity/);
    expect(out).toMatch(/^Not enough data for a calibration error: at least 100 images are needed\.$/m);
    expect(out).toMatch(/^No temperature was fitted: a model file does not say which images validated it; pass its run folder\.$/m);
  });

  it("in full, goes on without a temperature when the run's images are gone", async () => {
    await cp(run, "moved", { recursive: true });
    const config = JSON.parse(await readFile("moved/config.json", "utf8"));
    await writeFile("moved/config.json", JSON.stringify({ ...config, data: { ...config.data, folder: "gone" } }));
    const out = await callWell("evaluate", "moved", "--data", "tiny", "--quiet", "--full");
    expect(out).toMatch(
      /^No temperature was fitted, because the run's validation images are not to be had: cannot read the folder gone: there is no such folder\.$/m,
    );
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
