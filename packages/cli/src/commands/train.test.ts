import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { decodeModel, resnet, summary } from "tenfold";
import { mnist } from "tenfold/node";
import { beforeAll, describe, expect, it } from "vitest";
import type { RunConfig } from "../../../works/src/records/run-config.js";
import { noData } from "../../../works/test/no-data.js";
import { writeTinyData } from "../../../works/test/tiny-data.js";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const small = ["train", "--data", "tiny", "--batch-size", "64", "--threads", "1"];
const json = async (path: string) => JSON.parse(await readFile(path, "utf8"));
/** The evaluation of a run as it is printed, and the rest of it but for what differs from one time to the next. */
const judged = async (run: string) => {
  const { full, ...evaluation } = await json(`${run}/evaluation.json`);
  return { evaluation, full: { ...full, imagesPerSecond: undefined } };
};
/** A history without what differs from run to run. */
const losses = async (run: string) =>
  ((await json(`${run}/history.json`)) as Record<string, number>[]).map(({ seconds, images_per_second, ...metrics }) => metrics);

describe("a run", () => {
  let outcome: Awaited<ReturnType<typeof call>>;

  beforeAll(async () => {
    outcome = await call([...small, "--epochs", "3", "--seed", "7", "--out", "runs/whole"]);
  });

  it("ends with the verdict on stdout and the story on stderr", () => {
    const { code, out, err } = outcome;
    expect(code).toBe(0);
    expect(out.replace(/[\d.]+ %/g, "x %").replace(/ \d+ wrong|is [\d.]+ nats/g, "…")).toBe(
      "x % of 200 test images right,…\n" +
        "The true accuracy on images of this kind is likely between x % and x % (x % Wilson interval). The mean loss …" +
        ".\nReport: runs/whole/report.html\n",
    );
    const lines = err.split("\n");
    expect(lines[0]).toBe("Training runs/whole on 480 images, validating on 120 images");
    expect(lines[1]).toBe("Epoch 1/3");
    expect(lines[6]).toMatch(
      /^8\/8 ━{30} \d+s \d+ms\/step - loss: \S+ - accuracy: \S+ - val_loss: \S+ - val_accuracy: \S+ - learning_rate: \S+$/,
    );
    expect(lines[7]).toBe("Evaluating on 200 images");
  });

  it("leaves its folder", async () => {
    const matrices = ["confusion", "confusion-all", "confusion-mistakes", "confusion-predicted", "confusion-true"];
    const plots = ["accuracy", ...matrices, "learning-rate", "loss", "rejection", "reliability"];
    const names = plots.flatMap((name) => ["csv", "png", "svg"].map((ending) => `${name}.${ending}`));
    const files = [
      ...["config.json", "evaluation.json", "history.json", "model-card.md"],
      ...["model.safetensors", "plots", "report.html", "resume.safetensors"],
    ];
    expect((await readdir("runs/whole")).sort()).toEqual(files);
    expect((await readdir("runs/whole/plots")).sort()).toEqual([...names, "samples.png", "samples.svg"].sort());
    expect(await readFile("runs/whole/report.html", "utf8")).toContain("<h2>Nine test images</h2>");
  });

  it("notes all that is needed to repeat it", async () => {
    const config: RunConfig = await json("runs/whole/config.json");
    expect(config).toMatchObject({
      preset: "quick",
      architecture: "quick",
      seed: 7,
      epochs: 3,
      batchSize: 64,
      augment: { kind: "affine" },
      validation: 0.2,
      loss: "categorical_crossentropy",
      threads: 1,
      data: { folder: `${process.cwd()}/tiny`, training: { name: "tiny train", count: 600 }, test: { name: "tiny test", count: 200 } },
      versions: { tenfold: "0.1.0", node: process.versions.node },
    });
    expect(Object.keys(config.data.training.hashes ?? {})).toEqual(["train-images-idx3-ubyte", "train-labels-idx1-ubyte"]);
    expect(new Date(config.begun).toISOString()).toBe(config.begun);
  });

  it("keeps the epochs and the evaluation", async () => {
    const history = await json("runs/whole/history.json");
    const fields = ["epoch", "loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds", "images_per_second"];
    expect(history.map(Object.keys)).toEqual([fields, fields, fields]);
    const evaluation = await json("runs/whole/evaluation.json");
    expect(Object.keys(evaluation)).toEqual(["count", "loss", "accuracy", "confusion", "perClass", "full"]);
    expect(evaluation.count).toBe(200);
    expect(evaluation.full.calibration.fittedOn).toBe(120); // a fifth of 600
    expect(evaluation.full.explanations.mistakes.length).toBeGreaterThan(0);
    expect(evaluation.full.robustness).toBeNull(); // takes longer: evaluate --full
  });

  it("keeps the weights of the epoch with the lowest val_loss, and judges those", async () => {
    const history = await losses("runs/whole");
    const best = history.reduce((a, b) => ((b.val_loss as number) < (a.val_loss as number) ? b : a));
    const header = (await readFile("runs/whole/model.safetensors")).subarray(8, 4000).toString("latin1");
    expect(header).toContain(`"epoch":"${best.epoch}"`);
    expect(header).toContain(`"val_loss":"${best.val_loss}"`);
    expect(JSON.parse(await callWell("evaluate", "runs/whole", "--json"))).toEqual((await judged("runs/whole")).evaluation);
  });

  it("can be told apart from a new one: it is never replaced", async () => {
    const taken = "tenfold: runs/whole holds a finished run; pass another --out, or move that run away\n";
    expect(await call([...small, "--out", "runs/whole"])).toEqual({ code: 1, out: "", err: taken });
  });

  it("that is finished says so when told to go on, and gives its result again", async () => {
    const { code, out, err } = await call(["train", "--resume", "--out", "runs/whole", "--json"]);
    expect([code, err]).toEqual([0, "runs/whole is finished already\n"]);
    const { seconds, evaluation, ...rest } = JSON.parse(out);
    expect(rest).toEqual({ run: "runs/whole", preset: "quick", epochs: 3, report: "runs/whole/report.html" });
    expect(evaluation).toEqual((await judged("runs/whole")).evaluation);
  });

  it("that was interrupted, in the middle and at the end, goes on to the same weights", async () => {
    const settings = ["--epochs", "3", "--seed", "7", "--out", "runs/broken"];
    const first = await call([...small, ...settings], { stopAt: "Epoch 2/3" });
    expect(first.code).toBe(130);
    expect(first.out).toBe("");
    expect(first.err).toContain("Saving after the step in progress; Ctrl-C again quits at once\n");
    expect(first.err).toMatch(/\ntenfold: interrupted; go on with tenfold train --resume --out runs\/broken\n$/);
    const unfinished =
      "tenfold: runs/broken holds an unfinished run; go on with tenfold train --resume --out runs/broken, or pass another --out\n";
    expect(await call([...small, ...settings])).toEqual({ code: 1, out: "", err: unfinished });
    const second = await call(["train", "--resume", "--threads", "2"], { stopAt: "Evaluating" }); // the latest unfinished one
    expect(second.code).toBe(130);
    expect(second.err).toContain("Going on with runs/broken on 480 images");
    const third = await call(["train", "--resume", "--out", "runs/broken", "--quiet"]);
    expect([third.code, third.err]).toEqual([0, ""]);
    expect(await readFile("runs/broken/model.safetensors")).toEqual(await readFile("runs/whole/model.safetensors"));
    expect(await losses("runs/broken")).toEqual(await losses("runs/whole"));
    expect(await judged("runs/broken")).toEqual(await judged("runs/whole"));
  });
});

describe("going on", () => {
  /** A copy of the finished run without its report, as if killed while it was made. */
  async function unfinished(path: string): Promise<void> {
    await cp("runs/whole", path, { recursive: true });
    await rm(`${path}/report.html`);
  }

  it.each([
    ["--epochs 9", "--epochs 9: again was begun with 3; leave the option out, or begin a new run"],
    ["--seed 1", "--seed 1: again was begun with 7; leave the option out, or begin a new run"],
    ["--batch-size 32", "--batch-size 32: again was begun with 64; leave the option out, or begin a new run"],
    ["--with width=8", "--with width=8: again was begun with none; leave the option out, or begin a new run"],
    ["--preset classic", "--preset classic: again was begun with quick; leave the option out, or begin a new run"],
    ["--no-augment", "--no-augment: again was begun with augmentation; leave the option out, or begin a new run"],
  ])("refuses %s where the run had something else", async (options, sentence) => {
    await unfinished("again");
    expect(await call(["train", "--resume", "--out", "again", ...options.split(" ")])).toEqual({
      code: 2,
      out: "",
      err: `tenfold: ${sentence}\n`,
    });
    await rm("again", { recursive: true });
  });

  it("finds the data where it lies now, and refuses other data", async () => {
    await unfinished("moved");
    await cp("tiny", "elsewhere", { recursive: true });
    expect((await call(["train", "--resume", "--out", "moved", "--data", "elsewhere", "--quiet"])).code).toBe(0);
    await rm("moved/report.html");
    await copyFile("elsewhere/t10k-images-idx3-ubyte", "elsewhere/train-images-idx3-ubyte");
    await copyFile("elsewhere/t10k-labels-idx1-ubyte", "elsewhere/train-labels-idx1-ubyte");
    const changed = "train-images-idx3-ubyte is not what the run was begun with; pass the folder of the earlier files with --data";
    const { code, err } = await call(["train", "--resume", "--out", "moved", "--data", "elsewhere"]);
    expect([code, err]).toEqual([1, `tenfold: ${changed}\n`]);
  });

  it("starts over where the run was killed before it had saved anything", async () => {
    await mkdir("early");
    await copyFile("runs/whole/config.json", "early/config.json");
    const { code, err } = await call(["train", "--resume", "--out", "early"]);
    expect(code).toBe(0);
    expect(err).toContain("Training early on 480 images");
    expect(await readFile("early/model.safetensors")).toEqual(await readFile("runs/whole/model.safetensors"));
  });

  it.each([
    [
      "damaged/resume.safetensors",
      "short",
      "damaged/resume.safetensors is cut short: it has 5 bytes, and a safetensors file starts with 8 that tell its length; fetch or save it again",
    ],
    ["damaged/config.json", "{", "damaged/config.json is not JSON; restore it, or begin a new run"],
    ["damaged/config.json", "{}", "damaged/config.json describes no run of tenfold train; begin a new run"],
  ])("says that %s is damaged: %s", async (file, content, sentence) => {
    await unfinished("damaged");
    await writeFile(file, content);
    const { code, err } = await call(["train", "--resume", "--out", "damaged", "--quiet"]);
    expect([code, err]).toEqual([1, `tenfold: ${sentence}\n`]);
    await rm("damaged", { recursive: true });
  });

  it.each<[what: string, change: (config: RunConfig) => object]>([
    ["a folder that is a number", ({ data }) => ({ data: { ...data, folder: 5 } })],
    ["a folder that is null", ({ data }) => ({ data: { ...data, folder: null } })],
    ["a version that is null", () => ({ versions: { a: null } })],
    ["no build", () => ({ build: undefined })],
    ["a hash that is null", ({ data }) => ({ data: { ...data, test: { ...data.test, hashes: { a: null } } } })],
  ])("refuses a config with %s", async (_what, change) => {
    await unfinished("damaged");
    const config = await json("damaged/config.json");
    await writeFile("damaged/config.json", JSON.stringify({ ...config, ...change(config) }));
    const sentence = "damaged/config.json describes no run of tenfold train; begin a new run";
    for (const line of ["train --resume --out damaged", "report damaged", "evaluate damaged"]) {
      expect(await call(line.split(" "))).toEqual({ code: 1, out: "", err: `tenfold: ${sentence}\n` });
    }
    await rm("damaged", { recursive: true });
  });

  it("refuses a run that another process is at work on, then goes on and sweeps up what that left", async () => {
    await unfinished("busy");
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    const lock = `busy/.process-${other.pid}.lock`;
    const half = ".0b6a4c1e-8f0f-4d0c-9a51-0123456789ab.tmp";
    for (const file of [lock, `busy/${half}`, `busy/plots/${half}`]) await writeFile(file, "");
    const sentence = `busy is being written by process ${other.pid}; wait for its end, or remove ${lock} if that is no tenfold`;
    for (const line of ["train --resume --out busy", "report busy"]) {
      expect(await call([...line.split(" ")])).toEqual({ code: 1, out: "", err: `tenfold: ${sentence}\n` });
    }
    const ended = new Promise((resolve) => other.on("exit", resolve));
    other.kill();
    await ended;
    expect((await call(["train", "--resume", "--out", "busy"])).code).toBe(0);
    expect((await readdir("busy", { recursive: true })).filter((name) => /\.(lock|tmp)$/.test(name))).toEqual([]);
  });

  it("tells what Ctrl-C does during the evaluation, and passes over a damaged run to find the latest one", async () => {
    await unfinished("runs/judged");
    await mkdir("runs/damaged");
    await writeFile("runs/damaged/config.json", "{");
    const { code, err } = await call(["train", "--resume"], { stopAt: "Evaluating" });
    expect(code).toBe(130);
    const lines = err.split("\n");
    const passed = "Passing over runs/damaged: runs/damaged/config.json is not JSON; restore it, or begin a new run";
    expect(lines.slice(0, 2)).toEqual([passed, "Going on with runs/judged on 480 images, validating on 120 images"]);
    expect(lines.slice(-4)).toEqual([
      "Evaluating on 200 images",
      "The training is saved; stopping after the evaluation in progress; Ctrl-C again quits at once",
      "tenfold: interrupted; go on with tenfold train --resume --out runs/judged",
      "",
    ]);
    for (const run of ["runs/judged", "runs/damaged"]) await rm(run, { recursive: true });
  });

  it("says that there is nothing to go on with", async () => {
    const none = "tenfold: no run in runs is unfinished; leave out --resume to begin one, or pass --out\n";
    expect(await call(["train", "--resume"])).toEqual({ code: 1, out: "", err: none });
    const empty = "tenfold: nowhere holds no run to go on with; leave out --resume to begin one there\n";
    expect(await call(["train", "--resume", "--out", "nowhere"])).toEqual({ code: 1, out: "", err: empty });
  });
});

describe("train", () => {
  it("numbers the runs, leaves the test images alone when told, and prints one JSON document", async () => {
    const line = [...small, "--epochs", "1", "--no-evaluate", "--no-augment", "--quiet", "--json"];
    const { code, out, err } = await call(line);
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toEqual({
      run: "runs/quick-1",
      preset: "quick",
      epochs: 1,
      seconds: expect.any(Number),
      report: "runs/quick-1/report.html",
    });
    expect(await json("runs/quick-1/config.json")).not.toHaveProperty("augment");
    expect(await readdir("runs/quick-1")).not.toContain("evaluation.json");
    expect(JSON.parse(await callWell(...line)).run).toBe("runs/quick-2");
  });

  it("validates on writers that train nothing, and goes on and is judged with the same ones", async () => {
    const { train } = await mnist();
    const rows = Array.from(train.labels.subarray(0, 600), (label, index) => [label, 4, index >> 4, 0, 0, index, 0, 0]);
    const bytes = Buffer.from([[0xc02, 600, 8], ...rows].flat().flatMap((word) => [0, 0, word >>> 8, word & 255]));
    await writeFile("writers", bytes);
    const line = [...small, "--epochs", "2", "--writers", "writers", "--out", "runs/hands"];
    const { err } = await call(line, { stopAt: "Epoch 2/2" });
    const [, training, validating] = /^Training runs\/hands on (\d+) images, validating on (\d+) images$/m.exec(err) ?? [];
    expect(Number(training) + Number(validating)).toBe(600);
    expect(Number(validating) % 16).toBeOneOf([0, 8]); // 37 writers of 16 images and one of 8 stay together
    const config: RunConfig = await json("runs/hands/config.json");
    expect(config.data.writers).toEqual({ file: `${process.cwd()}/writers`, sha256: createHash("sha256").update(bytes).digest("hex") });
    const resume = ["train", "--resume", "--out", "runs/hands"];
    expect(await call([...resume, "--writers", "others"])).toMatchObject({ code: 2, out: "" });
    await writeFile("writers", Buffer.concat([bytes.subarray(0, 20), Buffer.of(0, 0, 0, 9), bytes.subarray(24)]));
    expect((await call(resume)).err).toBe(
      `tenfold: ${process.cwd()}/writers is not what the run was begun with; put the earlier file there\n`,
    );
    await writeFile("writers", bytes);
    expect((await call(resume)).code).toBe(0);
    const { full } = JSON.parse(await callWell("evaluate", "runs/hands", "--full", "--no-robustness", "--json", "--quiet"));
    expect(full.calibration.fittedOn).toBe(Number(validating));
    await rm("runs/hands", { recursive: true });
  });

  it("leaves no trace of what cannot start", async () => {
    await writeFile("file", "");
    await mkdir("taken", { recursive: true });
    await writeFile("taken/history.json", "[]");
    const refused: readonly [string, number, string][] = [
      ["--data nowhere --out new", 1, noData("nowhere")],
      ["--data tiny --out file", 1, `cannot make the folder file: ${process.cwd()}/file is a file; choose another place or move the file`],
      ["--data tiny --writers nowhere --out new", 1, "cannot read nowhere: there is no such file; check the path"],
      ["--data tiny --preset accurate --with width=12 --out new", 2, "accurate({ width: 12 }): a positive multiple of 8 is wanted"],
      ["--data tiny --validation nowhere --out new", 1, noData("nowhere")],
      [
        "--data tiny --validation tiny --writers a --out new",
        2,
        "--writers says how the training images are parted, and --validation that they are not; leave one of them out",
      ],
      ["--data tiny --out taken", 1, "taken/history.json is in the way of a new run; pass another --out, or move it away"],
      [
        "--data tiny --preset lines --strings 60 --out new",
        2,
        "60 strings to train on are fewer than a batch has, 128; pass --batch-size 60 or less, or more --strings",
      ],
    ];
    for (const [options, code, sentence] of refused) {
      expect(await call(["train", ...options.split(" ")])).toEqual({ code, out: "", err: `tenfold: ${sentence}\n` });
    }
    expect(await readdir(".")).not.toContain("new");
    expect(await readdir("taken")).toEqual(["history.json"]);
  });

  it("leaves no trace of what fails before its first step, and another begins in its place", async () => {
    const large = await call(["train", "--preset", "accurate", "--batch-size", "4096", "--out", "runs/room"]);
    const sentence = '"accurate" on 4096 images at a time does not fit into memory; take a smaller batch';
    expect([large.code, large.err.split("\n").at(-2)]).toEqual([1, `tenfold: ${sentence}`]);
    expect(await readdir("runs")).not.toContain("room");
    expect(await call([...small, "--epochs", "1", "--no-evaluate", "--quiet", "--out", "runs/room"])).toMatchObject({ code: 0 });
    await rm("runs/room", { recursive: true });
  });

  it("trains an architecture with options of its own, and keeps to them", async () => {
    const options = ["--preset", "resnet", "--with", "width=8", "--data", "tiny", "--epochs", "1", "--no-evaluate", "--quiet"];
    await callWell("train", ...options, "--out", "narrow");
    expect(JSON.parse(await readFile("narrow/config.json", "utf8")).architectureOptions).toEqual({ width: 8 });
    expect(summary(decodeModel(await readFile("narrow/model.safetensors"), "narrow").network)).toBe(summary(resnet({ width: 8 })));
    await rm("narrow/report.html");
    const again = (text: string) => call(["train", "--resume", "--out", "narrow", "--with", text, "--no-evaluate", "--quiet"]);
    expect((await again("width=8")).code).toBe(0);
    expect((await again("width=16")).err).toBe(
      "tenfold: --with width=16: narrow was begun with width=8; leave the option out, or begin a new run\n",
    );
  });

  it("learns in another way when told, and keeps to it", async () => {
    const told = [
      "--optimizer",
      "sgd",
      "--rate",
      "0.1",
      "--dropout",
      "0.1",
      "--label-smoothing",
      "0.05",
      "--validation",
      "0.1",
      "--wear",
      "0.5",
    ];
    await callWell(...small, "--epochs", "1", "--no-evaluate", "--quiet", "--out", "other", ...told);
    expect(await json("other/config.json")).toMatchObject({
      optimizer: { kind: "sgd", rate: 0.1, momentum: 0.9, nesterov: true },
      dropout: 0.1,
      labelSmoothing: 0.05,
      validation: 0.1,
      augment: { kind: "affine", wear: 0.5 },
    });
    const { network } = decodeModel(await readFile("other/model.safetensors"), "other");
    expect(network.layers.flatMap(({ layer: { kind, config } }) => (kind === "dropout" ? [config] : []))).toEqual([{ rate: 0.1 }]);
    await rm("other/report.html");
    const again = (...options: string[]) => call(["train", "--resume", "--out", "other", "--quiet", ...options]);
    expect((await again("--rate", "0.2")).err).toBe(
      "tenfold: --rate 0.2: other was begun with 0.1; leave the option out, or begin a new run\n",
    );
    expect((await again("--wear", "0.1")).err).toBe(
      "tenfold: --wear 0.1: other was begun with 0.5; leave the option out, or begin a new run\n",
    );
    expect((await again("--optimizer", "sgd", "--no-evaluate")).code).toBe(0);
  });

  it("is judged in training by data of its own when told, goes on with the same, and tells it in the report", async () => {
    await writeTinyData("others", { train: 80, test: 80 });
    await callWell(...small, "--epochs", "1", "--no-evaluate", "--quiet", "--out", "told", "--validation", "others");
    const { data, validation } = await json("told/config.json");
    expect([data.validationFrom, data.validation.count, data.training.count, validation]).toEqual([
      join(process.cwd(), "others"),
      80,
      600,
      0.2,
    ]);
    expect((await readFile("told/report.html", "utf8")).replace(/\s+/g, " ")).toContain("<dt>Validation</dt><dd>80 images of");
    await rm("told/report.html");
    const again = (where: string) => call(["train", "--resume", "--out", "told", "--no-evaluate", "--quiet", "--validation", where]);
    expect((await again("tiny")).err).toMatch(/^tenfold: --validation \S+tiny: told was begun with \S+others; leave the option out/);
    expect((await again("./others")).code).toBe(0);
    await writeTinyData("others", { train: 80, test: 79 });
    await rm("told/report.html");
    expect((await again("others")).err).toMatch(/is not what the run was begun with/);
  });

  it("trains a network of one's own, of JSON and of code, and goes on with it though the file is gone", async () => {
    const layers = [{ kind: "flatten" }, { kind: "dense", units: 16 }, { kind: "relu" }, { kind: "dense", units: 10 }, { kind: "softmax" }];
    await writeFile("mine.json", JSON.stringify({ name: "mine", layers }));
    const line = [...small, "--epochs", "2", "--no-evaluate", "--quiet"];
    await callWell(...line, "--network", "mine.json", "--out", "by-json");
    const library = pathToFileURL(join(import.meta.dirname, "../../../tenfold/dist/index.js")).href;
    await writeFile(
      "mine.mjs",
      `import { dense, flatten, relu, sequential, softmax } from "${library}";
       export default ({ classes }) => sequential({ name: "mine" }, [flatten(), dense(16), relu(), dense(classes), softmax()]);`,
    );
    await callWell(...line, "--network", "mine.mjs", "--out", "by-code");
    expect((await json("by-json/config.json")).network).toEqual({ name: "mine", input: [28, 28, 1], layers });
    expect(await losses("by-code")).toEqual(await losses("by-json"));
    await rm("mine.json");
    await rm("by-json/report.html");
    expect((await call(["train", "--resume", "--out", "by-json", "--no-evaluate", "--quiet"])).code).toBe(0);
    await writeFile("wrong.json", JSON.stringify({ layers: layers.slice(0, 1) }));
    await writeFile("wrong.mjs", "export default 7;");
    await writeFile("fails.mjs", "throw new Error('not today');");
    for (const [file, sentence] of [
      ["wrong.json", 'the network "own" tells 784 classes apart, and the data has 10; mend its last layers'],
      [
        "wrong.mjs",
        "wrong.mjs makes no network: its default export is what sequential() makes, or a function of { classes } that makes it",
      ],
      ["fails.mjs", "fails.mjs makes no network: not today"],
      ["none.json", "cannot read none.json: there is no such file"],
      ["wrong.txt", "--network wrong.txt: a name that ends in .json, or in .js or .mjs, is wanted"],
    ] as const)
      expect((await call([...line, "--network", file, "--out", "none"])).err).toContain(sentence);
    expect(await readdir(".")).not.toContain("none");
  });

  it("takes the place of an earlier run when told, and of nothing else", async () => {
    const line = [...small, "--epochs", "1", "--no-evaluate", "--quiet", "--out", "again"];
    await callWell(...line, "--seed", "1");
    await writeFile("again/notes.txt", "mine");
    expect((await call(line)).err).toContain("again holds a finished run");
    await callWell(...line, "--seed", "2", "--overwrite");
    expect((await json("again/config.json")).seed).toBe(2);
    expect(await readFile("again/notes.txt", "utf8")).toBe("mine");
    await mkdir("other-files", { recursive: true });
    await writeFile("other-files/model.safetensors", "mine");
    expect((await call([...small, "--out", "other-files", "--overwrite"])).err).toContain("other-files/model.safetensors is in the way");
    expect((await call([...small, "--overwrite"])).err).toContain("--overwrite says what becomes of a run in --out");
    const over = await call([...small, "--preset", "quick", "--from", "again", "--out", "again", "--overwrite"]);
    expect(over.err).toContain("again holds the model to begin with, which cannot be written over");
    expect((await json("again/config.json")).seed).toBe(2);
  });

  it("begins with another run's weights, for images and for lines, and refuses other networks", async () => {
    const slowly = ["--rate", "1e-9", "--epochs", "1", "--quiet"];
    await callWell("train", "--data", "tiny", "--preset", "classic", "--from", "classic", "--out", "further", ...slowly);
    expect((await json("further/evaluation.json")).accuracy).toBeGreaterThan(0.97); // of fresh weights a tenth would be right
    expect((await json("further/config.json")).transfer).toEqual({
      from: expect.stringContaining("classic.safetensors"),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const size = ["--strings", "32", "--batch-size", "16", "--with", "channels=8"];
    const lines = ["--data", "tiny", "--preset", "lines", ...size, "--epochs", "1", "--quiet", "--no-evaluate"];
    await callWell("train", ...lines, "--out", "first");
    await callWell("train", ...lines, "--rate", "1e-9", "--from", "first", "--out", "second");
    const kernels = async (run: string) => decodeModel(await readFile(`${run}/model.safetensors`), run).weights["conv2d.kernel"]?.data;
    const [first, second] = [await kernels("first"), await kernels("second")];
    expect(Math.max(...second!.map((value, at) => Math.abs(value - (first?.[at] as number))))).toBeLessThan(1e-6);
    const refused = await call([...small, "--preset", "quick", "--from", "first", "--out", "none"]);
    expect(refused).toEqual({
      code: 2,
      out: "",
      err:
        'tenfold: --from first: its network is "line", and preset "quick" trains "quick"; ' +
        "pass a model of that kind, or train it further with tenfold finetune\n",
    });
    expect((await call(["train", ...lines, "--label-smoothing", "0.1"])).err).toContain("leave them out with lines");
  });

  it("tells why it stopped early", async () => {
    await writeTinyData("handful", { train: 60, test: 20 });
    const { code, out, err } = await call([
      "train",
      "--preset",
      "classic",
      "--data",
      "handful",
      "--no-evaluate",
      "--json",
      "--threads",
      "1",
    ]);
    expect(code).toBe(0);
    const { stopped, epochs } = JSON.parse(out);
    expect(epochs).toBeLessThan(40);
    expect(stopped).toBe(`val_loss has not improved since epoch ${epochs - 10}`);
    expect(err).toContain(`\nStopped: ${stopped}\n`);
  });
});
