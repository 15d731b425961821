import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { decodeModel, encodeIdxImages, encodeModel, imagesOf } from "tenfold";
import { mnist } from "tenfold/node";
import { beforeAll, describe, expect, it } from "vitest";
import { noData } from "../../../works/test/no-data.js";
import { writeTinyData } from "../../../works/test/tiny-data.js";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const run = "runs/judged";

beforeAll(async () => {
  await callWell("train", "--data", "tiny", "--epochs", "1", "--batch-size", "64", "--quiet", "--out", run);
  await copyFile(`${run}/model.safetensors`, "model.safetensors");
  const { confidence, ...rest } = decodeModel(await readFile("model.safetensors"), "model");
  await writeFile("untold.safetensors", encodeModel(rest)); // as files were before models were calibrated
  await writeTinyData("other", { train: 10, test: 50 });
});

describe("evaluate", () => {
  it("judges a run on the test images it was begun with, and prints exactly the evaluation", async () => {
    const { code, out, err } = await call(["evaluate", run, "--json"]);
    expect([code, err]).toEqual([0, "Evaluating on tiny test, 200 images\n"]);
    const { full, ...evaluation } = JSON.parse(await readFile(`${run}/evaluation.json`, "utf8"));
    expect(JSON.parse(out)).toEqual(evaluation);
    expect(Object.keys(JSON.parse(out))).toEqual(["count", "loss", "accuracy", "confusion", "perClass"]);
  });

  it("averages over views of each image where asked to", async () => {
    const evaluated = async (...options: string[]) => JSON.parse(await callWell("evaluate", run, "--json", "--quiet", ...options));
    const [one, five] = [await evaluated(), await evaluated("--views", "5")];
    expect(await evaluated("--views", "1")).toEqual(one);
    expect(five.count).toBe(one.count);
    expect(five.loss).not.toBe(one.loss);
    expect(await call(["evaluate", run, "--views", "5", "--full"])).toEqual({
      code: 2,
      out: "",
      err: "tenfold: evaluate: --full judges one view of each image; leave out --views or --full\n",
    });
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
    const { full, ...rest } = JSON.parse(await callWell("evaluate", run, "--json", "--quiet", "--full", "--robustness-images", "100"));
    expect(rest).toEqual(plain);
    expect(Object.keys(full)).toEqual([
      ...["accuracyInterval", "top2", "report", "calibration", "rejection", "imagesPerSecond"],
      ...["robustness", "outOfDistribution", "writers", "explanations", "notes"],
    ]);
    expect(full.report.accuracy).toBe(plain.accuracy);
    expect(full.calibration.before.nll).toBeCloseTo(plain.loss, 4);
    expect(full.calibration.fittedOn).toBe(120); // a fifth of 600
    expect(full.calibration.after.nll).toBeLessThan(full.calibration.before.nll);
    expect(full.top2).toBeGreaterThanOrEqual(plain.accuracy);
    expect(full.rejection.readRates.map(({ error }: { error: number }) => error)).toEqual([0.001, 0.005, 0.01]);
    expect(full.imagesPerSecond).toBeGreaterThan(0);
    expect([full.robustness.count, full.robustness.corruptions.length]).toEqual([100, 15]);
    expect(full.outOfDistribution).toMatchObject({ decides: { score: "energy", accepted: 0.99 }, others: [] });
    expect(full.explanations.mistakes).toHaveLength(8);
    expect(full.writers).toBe(null);
    expect(full.notes).toEqual([
      "Robustness was judged on 100 of the 200 test images, drawn evenly from each class.",
      "Nothing is known of the writers: pass the file that tells who wrote the test images with --writers.",
    ]);
  });

  it("in full, fits a temperature on the run's validation images where the model file holds none", async () => {
    await cp(run, "earlier", { recursive: true });
    await copyFile("untold.safetensors", "earlier/model.safetensors");
    const told = JSON.parse(await callWell("evaluate", run, "--json", "--quiet", "--full", "--no-robustness"));
    const untold = JSON.parse(await callWell("evaluate", "earlier", "--json", "--quiet", "--full", "--no-robustness"));
    for (const { full } of [told, untold]) full.imagesPerSecond = 0;
    expect(untold).toEqual(told);
    expect(told.full.robustness).toBe(null);
    expect(told.full.notes[0]).toBe("Robustness was not judged; tenfold evaluate --full does it, unless told --no-robustness.");
  });

  it("in full, judges what is no digit, from files and folders", async () => {
    await mkdir("letters");
    const bars = imagesOf(
      Uint8Array.from({ length: 3 * 784 }, (_, at) => (at % 28 < 14 ? 255 : 0)),
      [3, 28, 28, 1],
    );
    await writeFile("letters/t10k-images-idx3-ubyte", encodeIdxImages(bars));
    await writeFile("letters/LICENSE", "do not read me");
    const args = ["evaluate", run, "--quiet", "--full", "--no-robustness", "--not-digits", "letters", "letters/t10k-images-idx3-ubyte"];
    const { full } = JSON.parse(await callWell(...args, "--json"));
    const [folder, file] = full.outOfDistribution.others;
    expect([folder.name, folder.count, file.name]).toEqual(["letters", 3, "letters/t10k-images-idx3-ubyte"]);
    expect(folder.scores).toEqual(file.scores);
    expect(folder.scores.energy.auroc).toBeGreaterThanOrEqual(0);
    expect(folder.scores.mahalanobis).toBe(null); // 120 images are too few for 128 features
    const out = await callWell(...args);
    expect(out).toMatch(/^Other things +Score +AUROC +FPR@95$/m);
    expect(out).toMatch(/^letters +softmax +[01]\.\d{4} +[\d.]+ %$/m);
    expect(out).toMatch(/^Of the 3 pictures of letters [\d.]+ % pass for one of the classes\.$/m);
  });

  it("in full, tells the error by writer", async () => {
    const { test } = await mnist();
    const rows = Array.from(test.labels.subarray(0, 200), (label, index) => [label, 4, 2300 + (index >> 5), 0, 0, index, 0, 0]);
    await writeFile("writers", Buffer.from([[0xc02, 200, 8], ...rows].flat().flatMap((word) => [0, 0, word >>> 8, word & 255])));
    const args = ["evaluate", run, "--quiet", "--full", "--no-robustness", "--writers"];
    const { full } = JSON.parse(await callWell(...args, "writers", "--json"));
    expect([full.writers.images, full.writers.writers, full.writers.all[0].count]).toEqual([200, 7, 32]);
    expect(await callWell(...args, "writers")).toMatch(/^Of 7 writers \d were read without a mistake\./m);
    expect(await call([...args, "tiny/t10k-labels-idx1-ubyte"])).toMatchObject({ code: 1, out: "" });
    await writeFile("others", Buffer.from([[0xc02, 200, 8], ...rows.reverse()].flat().flatMap((word) => [0, 0, word >>> 8, word & 255])));
    const { err } = await call([...args, "others"]);
    expect(err).toMatch(
      /^tenfold: others is not about "tiny test": its row 0 is a \d, but that image is a 7; pass the file of these images$/m,
    );
  });

  it("refuses what goes with --full without it", async () => {
    const what = "--not-digits, --writers, --robustness-images and --severity go with --full";
    for (const option of [["--writers", "x"], ["--severity", "0.5"], ["--no-robustness"]]) {
      const err = `tenfold: evaluate: ${what}; add it, or leave them out\n`;
      expect(await call(["evaluate", run, ...option])).toEqual({ code: 2, out: "", err });
    }
    expect((await call(["evaluate", run, "--full", "--severity", "3"])).err).toContain("a number from 0 to 2 is wanted");
  });

  it("in full, writes what it says into the run's folder, with the report, but nothing about other images", async () => {
    await cp(run, "kept", { recursive: true });
    expect(await readFile("kept/report.html", "utf8")).toContain("Robustness was not judged; tenfold evaluate --full does it");
    await callWell("evaluate", "kept", "--full", "--data", "other", "--quiet");
    expect(await readFile("kept/evaluation.json", "utf8")).toBe(await readFile(`${run}/evaluation.json`, "utf8"));
    const { out, err } = await call(["evaluate", "kept", "--full", "--json"]);
    expect(err).toMatch(/^Report: kept\/report\.html$/m);
    expect(JSON.parse(await readFile("kept/evaluation.json", "utf8"))).toEqual(JSON.parse(out));
    expect(await readFile("kept/report.html", "utf8")).toContain("Mean of 15 corruptions");
    expect((await readFile("kept/plots/robustness.csv", "utf8")).split("\n")).toHaveLength(1 + 1 + 15 + 1 + 1);
    expect(await readFile("kept/model-card.md", "utf8")).toContain("mean_corruption_accuracy");
  });

  it("in full, leaves a run alone whose training is not finished", async () => {
    await cp(run, "killed", { recursive: true });
    await rm("killed/report.html");
    await rm("killed/evaluation.json");
    const { code, err } = await call(["evaluate", "killed", "--full", "--no-robustness"]);
    expect(code).toBe(0);
    expect(err).toMatch(/^Not written into killed: its training is not finished; go on with tenfold train --resume$/m);
    expect(await readdir("killed")).not.toContain("evaluation.json");
    expect(await readdir("killed")).not.toContain("report.html");
  });

  it("in full, shows scikit-learn's report, calibration and rejection", async () => {
    const out = await callWell("evaluate", run, "--quiet", "--full", "--no-robustness");
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
    expect(out).toMatch(/^Not enough data for robustness: 3 images, at least 100 are needed\.$/m);
    const untold = await callWell("evaluate", "untold.safetensors", "--data", "three", "--quiet", "--full");
    expect(untold).not.toMatch(/NaN|not a number|undefined|null|Infinity/);
    expect(untold).toMatch(
      /^No temperature was fitted: the model file holds none and does not say which images validated it; pass its run folder\.$/m,
    );
    expect(untold).toMatch(/^Nothing tells other things from the classes: the model holds no score/m);
  });

  it("in full, goes on without a temperature when the run's images are gone", async () => {
    await cp(run, "moved", { recursive: true });
    await copyFile("untold.safetensors", "moved/model.safetensors");
    const config = JSON.parse(await readFile("moved/config.json", "utf8"));
    await writeFile("moved/config.json", JSON.stringify({ ...config, data: { ...config.data, folder: "gone/too" } }));
    const out = await callWell("evaluate", "moved", "--data", "tiny", "--quiet", "--full", "--no-robustness");
    expect(out).toMatch(
      /^No temperature was fitted, because the run's validation images are not to be had: cannot open gone\/too: there is no such file or folder\.$/m,
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
      [`${run} --data nowhere`, noData("nowhere")],
      [`${run} --data runs`, "runs has 1 class folders, at least 2 are wanted; put the pictures of each class into a folder of its own"],
    ];
    for (const [model, sentence] of refused) {
      const { code, out, err } = await call(["evaluate", ...model.split(" "), "--json"]);
      expect([code, out, err.replace(/^tenfold: |\n$/g, "")]).toEqual([1, "", sentence]);
    }
  });
});
