import { copyFile, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { decodeModel, encodeIdxImages, encodeIdxLabels, imagesOf } from "tenfold";
import { beforeAll, describe, expect, it } from "vitest";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const small = ["finetune", "--from", "old", "--data", "tiny", "--epochs", "3", "--threads", "1"];
const json = async (path: string) => JSON.parse(await readFile(path, "utf8"));
const modelIn = async (run: string) => decodeModel(await readFile(`${run}/model.safetensors`), run);

beforeAll(async () => {
  await callWell(
    "train",
    "--preset",
    "simple",
    "--data",
    "tiny",
    "--epochs",
    "1",
    "--threads",
    "1",
    "--no-evaluate",
    "--out",
    "old",
    "--quiet",
  );
  await callWell(...small, "--labels", "50", "--freeze", "1", "--rate-old", "0.5", "--out", "whole", "--quiet");
});

describe("a run that goes on from a model", () => {
  it("is a run like any other, and says what it began with", async () => {
    const config = await json("whole/config.json");
    expect(config).toMatchObject({
      preset: "finetune",
      architecture: "simple",
      epochs: 3,
      data: { labels: 50, training: { name: "tiny train", count: 50 } },
      transfer: { from: `${process.cwd()}/old/model.safetensors`, freeze: 1, oldRate: 0.5 },
    });
    expect(config.transfer.sha256).toMatch(/^[\da-f]{64}$/);
    expect((await json("whole/evaluation.json")).count).toBe(200);
    for (const file of ["report.html", "model-card.md"]) {
      const text = await readFile(`whole/${file}`, "utf8");
      expect(text).toContain(config.transfer.sha256);
      expect(text).not.toContain(process.cwd()); // others need not know where it lay
    }
    expect(JSON.parse(await callWell("evaluate", "whole", "--json")).count).toBe(200);
  });

  it("keeps what is frozen, statistics too, and moves the rest", async () => {
    const [before, after] = [(await modelIn("old")).weights, (await modelIn("whole")).weights];
    const same = Object.keys(before).filter((name) => before[name]?.data.every((value, at) => value === after[name]?.data[at]));
    expect(same.filter((name) => !name.startsWith("conv2d_1."))).toEqual(
      Object.keys(before).filter((name) => /^(conv2d|batch_normalization)\./.test(name)),
    );
    expect(same).not.toContain("conv2d_1.kernel");
  });

  it("goes on after an interruption, and after it was killed before anything was saved, to the same weights", async () => {
    const line = [...small, "--labels", "50", "--freeze", "1", "--rate-old", "0.5", "--out", "broken"];
    const { code, err } = await call(line, { stopAt: "Epoch 2/3" });
    expect(code).toBe(130);
    expect(err).toMatch(/interrupted; go on with tenfold finetune --resume --out broken\n$/);
    await callWell(
      "finetune",
      "--resume",
      "--out",
      "broken",
      "--from",
      "old",
      "--freeze",
      "1",
      "--labels",
      "50",
      "--threads",
      "2",
      "--quiet",
    );
    expect(await readFile("broken/model.safetensors")).toEqual(await readFile("whole/model.safetensors"));
    await mkdir("early");
    await copyFile("whole/config.json", "early/config.json");
    await callWell("finetune", "--resume", "--out", "early", "--quiet");
    expect(await readFile("early/model.safetensors")).toEqual(await readFile("whole/model.safetensors"));
  });

  it("is begun with what it says: other options and another model are refused", async () => {
    await cp("whole", "again", { recursive: true });
    await rm("again/report.html");
    const resume = ["finetune", "--resume", "--out", "again"];
    const refused = async (...more: string[]) => (await call([...resume, ...more])).err;
    expect(await refused("--freeze", "2")).toBe("tenfold: --freeze 2: again was begun with 1; leave the option out, or begin a new run\n");
    expect(await refused("--labels", "9")).toBe("tenfold: --labels 9: again was begun with 50; leave the option out, or begin a new run\n");
    expect(await refused("--new-head")).toBe(
      "tenfold: --new-head true: again was begun with none; leave the option out, or begin a new run\n",
    );
    expect(await refused("--from", "whole")).toContain("tenfold: --from whole: again was begun with ");
    const model = await readFile("old/model.safetensors");
    await copyFile("whole/model.safetensors", "old/model.safetensors");
    expect(await refused()).toMatch(/old\/model\.safetensors is not what the run was begun with; put the earlier file there\n$/);
    await writeFile("old/model.safetensors", model);
  });

  it.each([
    ["a layer that is a number", { freeze: ["conv2d", 1] }],
    ["no hash", { sha256: undefined }],
    ["a rate in words", { oldRate: "low" }],
  ])("is refused when its config tells of %s", async (_, change) => {
    const config = await json("whole/config.json");
    await mkdir("damaged");
    await writeFile("damaged/config.json", JSON.stringify({ ...config, transfer: { ...config.transfer, ...change } }));
    const sentence = "tenfold: damaged/config.json describes no run of tenfold train; begin a new run\n";
    expect(await call(["finetune", "--resume", "--out", "damaged"])).toEqual({ code: 1, out: "", err: sentence });
    await rm("damaged", { recursive: true });
  });

  it("tells other classes apart with a new head, and asks for it", async () => {
    await writePictures("three", 28);
    await writeFile("three/class-names.txt", "A\nB\nC");
    const line = ["finetune", "--from", "old", "--data", "three", "--epochs", "2", "--threads", "1", "--out", "headed"];
    expect(await call(line)).toEqual({
      code: 1,
      out: "",
      err:
        'tenfold: "three train (training)" has images of class "A", which the model does not know: it tells 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 apart; ' +
        "pass data of the model's classes, or have its last layer replaced with --new-head\n",
    });
    await callWell(...line, "--new-head", "--quiet");
    const { network, classNames } = await modelIn("headed");
    expect([classNames, network.layers.at(-1)?.output]).toEqual([["A", "B", "C"], [3]]);
    expect(JSON.parse(await callWell("evaluate", "headed", "--json")).perClass).toHaveLength(3);
  });
});

describe("data with some of the classes, in another order", () => {
  it("is labelled as the model counts them, in training, judging and the report", async () => {
    await writePictures("some", 28);
    await writeFile("some/class-names.txt", "7\n3\n1");
    await callWell("finetune", "--from", "old", "--data", "some", "--epochs", "2", "--threads", "1", "--out", "part", "--quiet");
    const { perClass } = await json("part/evaluation.json");
    const judged = (perClass as { label: string; support: number }[]).filter(({ support }) => support > 0);
    expect(judged.map(({ label }) => label)).toEqual(["1", "3", "7"]);
    const whole = await readFile("part/report.html", "utf8");
    await callWell("report", "part");
    expect(await readFile("part/report.html", "utf8")).toBe(whole);
  });
});

describe("bad input", () => {
  it.each<[string, readonly string[], number, string]>([
    ["no model", ["--data", "tiny"], 2, "pass the model to begin with after --from, a run's folder or its model.safetensors"],
    [
      "a layer that is not there",
      ["--from", "old", "--data", "tiny", "--freeze", "conv7"],
      2,
      '"simple" has no layer "conv7" with weights; those it has are conv2d, batch_normalization, conv2d_1, batch_normalization_1, dense',
    ],
    [
      "too many layers",
      ["--from", "old", "--data", "tiny", "--freeze", "3"],
      2,
      'freeze 3: "simple" has 3 layers to count, conv2d, conv2d_1, dense; take a whole number below that, the last is left to train',
    ],
    [
      "more labels than there are",
      ["--from", "old", "--data", "tiny", "--labels", "601"],
      1,
      '601 labelled images were asked for, but "tiny train" has 600; take fewer',
    ],
    [
      "a rate of nothing",
      ["--from", "old", "--rate-old", "0"],
      2,
      "option '--rate-old <share>' argument '0' is invalid; a number above 0, at most 1, is wanted",
    ],
    [
      "names without names",
      ["--from", "old", "--freeze", "conv2d,,dense"],
      2,
      "option '--freeze <layers>' argument 'conv2d,,dense' is invalid; a whole number, or names with commas between them, are wanted",
    ],
    [
      "a frozen head that is replaced",
      ["--from", "old", "--data", "tiny", "--new-head", "--freeze", "dense"],
      2,
      '"dense" is replaced by a fresh layer for the new classes; it cannot be frozen',
    ],
    ["no such file", ["--from", "nowhere.safetensors", "--data", "tiny"], 1, "cannot read nowhere.safetensors"],
    [
      "another program's model",
      ["--from", "net.onnx", "--data", "tiny"],
      1,
      "net.onnx is another program's model; make one of Tenfold's with tenfold import first",
    ],
  ])("%s is refused in a sentence, and leaves no trace", async (_, options, wanted, sentence) => {
    const { code, out, err } = await call(["finetune", ...options, "--out", "none"]);
    expect([code, out]).toEqual([wanted, ""]);
    expect(err).toContain(`tenfold: ${sentence}`);
    await expect(readFile("none/config.json")).rejects.toThrow("ENOENT");
  });

  it("a damaged model and pictures of another size are refused, too", async () => {
    const bytes = await readFile("old/model.safetensors");
    await writeFile("cut.safetensors", bytes.subarray(0, bytes.length - 100));
    const cut = await call(["finetune", "--from", "cut.safetensors", "--data", "tiny", "--out", "none"]);
    expect([cut.code, cut.err]).toEqual([1, expect.stringMatching(/^tenfold: cut\.safetensors .*\n$/)]);
    await writePictures("wide", 20);
    const wide = await call(["finetune", "--from", "old", "--data", "wide", "--out", "none"]);
    expect([wide.code, wide.err]).toEqual([
      1,
      expect.stringContaining('has pictures of 20 x 20 pixels, "simple" takes 28 x 28; make them alike'),
    ]);
  });
});

/** A folder with the four IDX files: pictures of noise. */
async function writePictures(folder: string, side: number, count = 40): Promise<void> {
  await mkdir(folder);
  const pixels = Uint8Array.from({ length: count * side * side }, (_, at) => (at * 7919) % 256);
  for (const part of ["train", "t10k"]) {
    await writeFile(`${folder}/${part}-images-idx3-ubyte`, encodeIdxImages(imagesOf(pixels, [count, side, side, 1])));
    await writeFile(`${folder}/${part}-labels-idx1-ubyte`, encodeIdxLabels(Uint8Array.from({ length: count }, (_, at) => at % 3)));
  }
}
