import { spawn } from "node:child_process";
import { copyFile, cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { decodeSafetensors } from "tenfold";
import { beforeAll, describe, expect, it } from "vitest";
import { writeTinyData } from "../../../works/test/tiny-data.js";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

/** Tiny: 240 images to train on, 60 that validate, 200 test images. */
const small = ["--data", "tiny", "--limit", "300", "--threads", "1"];
const json = async (path: string) => JSON.parse(await readFile(path, "utf8"));
const ranges = ["study", "ranges", "--rotate", "0,10", "--epochs", "2", "--seeds", "7,8", ...small, "--out", "grid"];
const RUNS = ["rotate-0-seed-7", "rotate-0-seed-8", "rotate-10-seed-7", "rotate-10-seed-8"];
/** What a study came to, without what differs from time to time. */
const losses = ({ settings }: { settings: { name: string; runs: { test: unknown; validation: unknown }[] }[] }) =>
  settings.map(({ name, runs }) => ({ name, runs: runs.map(({ test, validation }) => ({ test, validation })) }));

describe("a study", () => {
  let outcome: Awaited<ReturnType<typeof call>>;

  beforeAll(async () => {
    outcome = await call(ranges);
  });

  it("ends with the verdict on stdout and the story on stderr", () => {
    const { code, out, err } = outcome;
    expect(code).toBe(0);
    expect(out).toMatch(/^Best on validation images: rotate \d+, with [\d.]+ ± [\d.]+ % of the test images right\n/);
    expect(out).toContain(
      "Of 2 settings it was chosen by accuracy on 60 validation images a seed; the 200 test images judged it and chose nothing.",
    );
    expect(out).toMatch(/\nrotate \d+ \(chosen\) +[\d.]+ ± [\d.]+ %/);
    expect(out).toContain("\nPage: grid/study.html\nRuns: grid/results.csv\n");
    expect(err).toContain("\nStudy: run 1 of 4, rotate 0, seed 7\n");
    expect(err).toMatch(/\nStudy: run 1 of 4; 1 epoch and 3 runs to go, about [\d.]+ s left\n/);
    expect(err).toMatch(/\nStudy: run 2 of 4, rotate 10, seed 7; about [\d.]+ s left\n/); // settings take turns
  });

  it("leaves its folder, with every run", async () => {
    expect((await readdir("grid")).sort()).toEqual(["plots", "results.csv", "results.json", "runs", "study.html", "study.json"]);
    expect((await readdir("grid/plots")).sort()).toEqual(["accuracy.png", "accuracy.svg"]);
    expect((await readdir("grid/runs")).sort()).toEqual(RUNS);
    const files = ["config.json", "evaluation.json", "history.json", "model.safetensors"];
    expect((await readdir("grid/runs/rotate-0-seed-7")).sort()).toEqual(
      [...files, "outcome.json", "predictions.safetensors", "resume.safetensors"].sort(),
    );
    expect((await readFile("grid/results.csv", "utf8")).split("\n")).toHaveLength(6);
  });

  it("keeps predictions that come to the accuracy it tells", async () => {
    const path = "grid/runs/rotate-10-seed-8";
    const { tensors } = decodeSafetensors(await readFile(`${path}/predictions.safetensors`), path);
    const labels = (await readFile("tiny/t10k-labels-idx1-ubyte")).subarray(8);
    const { shape, data } = tensors.probabilities as NonNullable<(typeof tensors)[string]>;
    expect(shape).toEqual([200, 10]);
    const right = labels.filter((label, row) => {
      const scores = [...data.subarray(10 * row, 10 * row + 10)];
      return scores.indexOf(Math.max(...scores)) === label;
    }).length;
    expect((await json(`${path}/outcome.json`)).test.accuracy).toBe(right / 200);
    expect((await json(`${path}/evaluation.json`)).accuracy).toBe(right / 200);
  });

  it("has runs that are runs like others: they know that they saw few images, and can be judged by themselves", async () => {
    const { data } = await json("grid/runs/rotate-0-seed-7/config.json");
    expect(data).toMatchObject({ limit: 300, training: { count: 300 } });
    const { full } = JSON.parse(await callWell("evaluate", "grid/runs/rotate-0-seed-7", "--full", "--json", "--quiet"));
    expect(full.calibration.fittedOn).toBe(60); // the images that validated it, not others
  });

  it("chooses by validation and not by test images", async () => {
    const { chosen, settings } = await json("grid/results.json");
    const mean = ({ runs }: { runs: { validation: { accuracy: number } }[] }) =>
      runs.reduce((sum, { validation }) => sum + validation.accuracy, 0) / runs.length;
    const best = settings.reduce((a: never, b: never) => (mean(b) > mean(a) ? b : a));
    expect(mean(settings.find(({ name }: { name: string }) => name === chosen))).toBe(mean(best));
  });

  it("that is finished trains nothing when asked for again, whatever options are left out", async () => {
    const { code, out, err } = await call(["study", "ranges", "--out", "grid", "--json"]);
    expect([code, err]).toEqual([0, ""]);
    expect(losses(JSON.parse(out))).toEqual(losses(await json("grid/results.json")));
  });

  it("that was interrupted within a run and between runs goes on to the same numbers", { timeout: 180_000 }, async () => {
    const line = [...ranges.slice(0, -1), "broken"];
    const first = await call(line, { stopAt: "Epoch 2/2" });
    expect([first.code, first.out]).toEqual([130, ""]);
    expect(first.err).toMatch(/\ntenfold: interrupted; go on with tenfold study ranges --out broken\n$/);
    expect(await readdir("broken/runs")).toEqual(["rotate-0-seed-7"]);
    const second = await call(["study", "ranges", "--out", "broken"], { stopAt: "run 3 of 4, rotate 0, seed 8" });
    expect(second.code).toBe(130);
    expect(second.err).toContain("Going on with broken/runs/rotate-0-seed-7");
    expect(second.err).not.toContain("Training broken/runs/rotate-0-seed-8");
    const third = await call(["study", "ranges", "--out", "broken", "--quiet"]);
    expect([third.code, third.err]).toEqual([0, ""]);
    expect(losses(await json("broken/results.json"))).toEqual(losses(await json("grid/results.json")));
    for (const run of RUNS) {
      expect(await readFile(`broken/runs/${run}/model.safetensors`)).toEqual(await readFile(`grid/runs/${run}/model.safetensors`));
    }
  });

  it("is not replaced by a study of another kind", async () => {
    const sentence = "grid holds a study of ranges, not of seeds; pass another --out";
    expect(await call(["study", "seeds", "--out", "grid"])).toEqual({ code: 1, out: "", err: `tenfold: ${sentence}\n` });
  });

  it.each([
    ["ranges --epochs 3", "--epochs 3: grid was begun with 2; leave the option out, or pass another --out"],
    ["ranges --seeds 2 --limit 200", "--limit 200: grid was begun with 300; leave the option out, or pass another --out"],
    ["ranges --seeds 3", "--seeds 3: grid was begun with 2; leave the option out, or pass another --out"],
    ["ranges --seeds 7,9", "--seeds 7,9: grid was begun with 7,8; leave the option out, or pass another --out"],
    ["ranges --rotate 0,20", "--rotate 0,20: grid was begun with 0,10; leave the option out, or pass another --out"],
    ["ranges --zoom 0,.1", "--zoom 0,0.1: grid was begun without; leave the option out, or pass another --out"],
    ["ranges --preset classic", "--preset classic: grid was begun with quick; leave the option out, or pass another --out"],
    ["ranges --threads 2", "--threads 2: grid was begun with 1; leave the option out, or pass another --out"],
  ])("is not changed: %s", async (line, sentence) => {
    expect(await call(["study", ...line.split(" "), "--out", "grid"])).toEqual({ code: 2, out: "", err: `tenfold: ${sentence}\n` });
  });
});

describe("a folder that is not as a study left it", () => {
  async function again(change: () => Promise<unknown>): Promise<{ code: number; err: string }> {
    await rm("hurt", { recursive: true, force: true });
    await cp("grid", "hurt", { recursive: true });
    await change();
    const { code, err } = await call(["study", "ranges", "--out", "hurt", "--quiet"]);
    return { code, err };
  }
  const run = "hurt/runs/rotate-0-seed-7";
  const judged = `remove ${run}/outcome.json, and the study judges the run again`;

  it.each([
    ["study.json", "{", "hurt/study.json is not JSON; restore it, or pass another --out"],
    ["study.json", "{}", "hurt/study.json describes no study of this version of Tenfold; pass another --out"],
    ["runs/rotate-0-seed-7/outcome.json", "[", `${run}/outcome.json is not JSON; remove it, and the study judges the run again`],
    [
      "runs/rotate-0-seed-7/outcome.json",
      '{"seed":7}',
      `${run}/outcome.json is no outcome of a study's run; remove it, and the study judges the run again`,
    ],
    ["runs/rotate-0-seed-7/config.json", "{}", `${run}/config.json describes no run of tenfold train; begin a new run`],
  ])("has %s holding %s", async (file, content, sentence) => {
    expect(await again(() => writeFile(`hurt/${file}`, content))).toEqual({ code: 1, err: `tenfold: ${sentence}\n` });
  });

  it.each<[what: string, change: (config: never) => object]>([
    ["a kind that is none", () => ({ options: { kind: "dogs", seeds: [1] } })],
    ["no seeds", () => ({ options: { kind: "ranges", seeds: [] } })],
    ["a seed twice", () => ({ options: { kind: "ranges", seeds: [7, 7] } })],
    ["a range that is none", () => ({ options: { kind: "ranges", seeds: [7], ranges: { hue: [1] } } })],
    ["no data", () => ({ data: {} })],
    ["a later version", () => ({ version: 2 })],
  ])("has a study.json with %s", async (_what, change) => {
    const sentence = "hurt/study.json describes no study of this version of Tenfold; pass another --out";
    const config = await json("grid/study.json");
    const outcome = await again(() => writeFile("hurt/study.json", JSON.stringify({ ...config, ...change(config as never) })));
    expect(outcome).toEqual({ code: 1, err: `tenfold: ${sentence}\n` });
  });

  it("has another setting's run, or another study's, in the place of one", async () => {
    const other = await again(async () => {
      await rm(run, { recursive: true });
      await cp("grid/runs/rotate-10-seed-7", run, { recursive: true });
    });
    const sentence = `${run} is no run of this study: its augment is another; move it away, or pass another --out`;
    expect(other).toEqual({ code: 1, err: `tenfold: ${sentence}\n` });
    const fewer = await again(async () => {
      const config = await json(`${run}/config.json`);
      await writeFile(`${run}/config.json`, JSON.stringify({ ...config, data: { ...config.data, limit: 200 } }));
    });
    expect(fewer.err).toBe(`tenfold: ${run} is no run of this study: its data is another; move it away, or pass another --out\n`);
  });

  it("has predictions that are damaged, of other images, or none", async () => {
    const cut = await again(() => writeFile(`${run}/predictions.safetensors`, "short"));
    expect([cut.code, cut.err]).toEqual([1, expect.stringContaining(`${run}/predictions.safetensors is cut short`)]);
    const model = await again(() => copyFile(`${run}/model.safetensors`, `${run}/predictions.safetensors`));
    expect(model.err).toBe(`tenfold: ${run}/predictions.safetensors holds no predictions of this version of Tenfold; ${judged}\n`);
  });

  it("judges a run again whose outcome was removed, without training it anew", async () => {
    expect(await again(() => rm(`${run}/outcome.json`))).toEqual({ code: 0, err: "" });
    expect(losses(await json("hurt/results.json"))).toEqual(losses(await json("grid/results.json")));
  });

  it("holds something else, or is being written by another process", async () => {
    await mkdir("other");
    await writeFile("other/notes.txt", "");
    const taken = "tenfold: other holds notes.txt and no study; pass another --out\n";
    expect(await call(["study", "seeds", "--out", "other"])).toEqual({ code: 1, out: "", err: taken });
    const process = spawn(globalThis.process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    const busy = await again(() => writeFile(`hurt/.process-${process.pid}.lock`, ""));
    const ended = new Promise((resolve) => process.on("exit", resolve));
    process.kill();
    await ended;
    expect(busy).toEqual({ code: 1, err: expect.stringContaining(`hurt is being written by process ${process.pid}; wait for its end`) });
  });

  it("finds its data where it lies now, and refuses other data before it trains", async () => {
    await rename("tiny", "moved");
    await rm("hurt", { recursive: true, force: true });
    await cp("grid", "hurt", { recursive: true });
    await rm(`${run}/outcome.json`);
    await writeTinyData("changed", { train: 400, test: 100 });
    const changed = await call(["study", "ranges", "--out", "hurt", "--data", "changed"]);
    expect([changed.code, changed.err]).toEqual([1, expect.stringContaining("is not what the run was begun with")]);
    expect((await call(["study", "ranges", "--out", "hurt", "--data", "moved", "--quiet"])).code).toBe(0);
    await rename("moved", "tiny");
  });
});

describe("study", () => {
  it("of augmentation compares at equal epochs, and at equal time where that gives more epochs", async () => {
    const out = await callWell("study", "augmentation", "--epochs", "1", "--seeds", "1", ...small, "--json", "--quiet");
    const { folder, settings, comparisons, notes } = JSON.parse(out);
    expect(folder).toBe("studies/augmentation");
    const [augmented, plain, longer] = settings;
    expect([augmented.name, plain.name]).toEqual(["with augmentation", "without, equal epochs"]);
    const fit = Math.floor(augmented.seconds.mean / plain.secondsPerEpoch.mean);
    if (fit > 1) expect(longer.recipe.epochs).toBe(fit);
    else expect(notes.at(-1)).toContain("equal epochs are equal time");
    expect(comparisons).toHaveLength(settings.length - 1);
    expect(comparisons[0].tests[0]).toMatchObject({ seed: 42 });
    expect(comparisons[0].difference).toMatchObject({ count: 1, sd: null, interval: null });
  });

  it("of architectures counts parameters and work, and marks the Pareto front", async () => {
    const line = ["study", "architectures", "quick,classic", "--epochs", "1", "--seeds", "1", "--limit", "100", "--data", "tiny"];
    const { settings, chosen } = JSON.parse(await callWell(...line, "--threads", "1", "--out", "nets", "--json", "--quiet"));
    expect(settings.map(({ name, parameters }: { name: string; parameters: number }) => [name, parameters])).toEqual([
      ["quick", 135930],
      ["classic", 289514],
    ]);
    expect(["quick", "classic"]).toContain(chosen);
    expect((await readdir("nets/plots")).filter((name) => name.endsWith(".svg"))).toHaveLength(5);
    const again = await call(["study", "architectures", "classic", "--out", "nets"]);
    const sentence = "classic: nets was begun with quick,classic; leave the names out, or pass another --out";
    expect(again).toEqual({ code: 2, out: "", err: `tenfold: ${sentence}\n` });
  });

  it.each([
    ["dogs", 'study "dogs" is unknown; known are augmentation, architectures, context, seeds, ranges'],
    ["augmentatoin", 'study "augmentatoin" is unknown; did you mean augmentation?'],
    ["ranges", "study ranges: nothing is varied; pass --rotate, --shift, --zoom, --rate or --batch-size"],
    ["seeds --rotate 0,1", "--rotate belongs to study ranges; leave it out, or study ranges"],
    ["seeds quick", 'study seeds takes no names, got "quick"; leave them out, or study architectures'],
    ["architectures quick,quick", 'study architectures: "quick,quick" names one twice; name each once'],
    ["seeds --preset slow", 'preset "slow" is unknown'],
    ["architectures vgg", 'architecture "vgg" is unknown'],
    ["seeds --seeds 0", "option '--seeds <n or list>' argument '0' is invalid; a whole number from 1 to 1000 is wanted"],
    ["ranges --rotate 1,x", "numbers from 0 to 180, separated by commas, are wanted"],
  ])("refuses %s, and leaves no trace", async (line, sentence) => {
    const { code, out, err } = await call(["study", ...line.split(" "), "--out", "never"]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(sentence);
    expect(await readdir(".")).not.toContain("never");
  });

  it("that cannot read its data, or has too little of it, leaves no trace", async () => {
    const none = await call(["study", "seeds", "--data", "nowhere", "--out", "never"]);
    expect([none.code, none.out, none.err]).toEqual([
      1,
      "",
      expect.stringMatching(/^tenfold: cannot open nowhere: .*known sets are mnist/),
    ]);
    const few = await call(["study", "seeds", "--data", "tiny", "--limit", "1", "--out", "never"]);
    expect([few.code, few.err]).toEqual([1, expect.stringContaining("leaves one side empty")]);
    expect(await readdir(".")).not.toContain("never");
  });

  it("whose first run cannot begin leaves no trace", async () => {
    const { code, err } = await call(["study", "ranges", "--preset", "accurate", "--batch-size", "4096", "--out", "never"]);
    expect([code, err.split("\n").at(-2)]).toEqual([1, expect.stringContaining("does not fit into memory; take a smaller batch")]);
    expect(await readdir(".")).not.toContain("never");
  });
});
