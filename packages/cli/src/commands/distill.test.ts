import { copyFile, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { decodeModel, dense, encodeIdxImages, encodeIdxLabels, encodeModel, flatten, imagesOf, sequential, softmax } from "tenfold";
import { beforeAll, describe, expect, it } from "vitest";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const small = ["distill", "one", "two", "--data", "tiny", "--epochs", "3", "--batch-size", "64", "--threads", "1"];
const json = async (path: string) => JSON.parse(await readFile(path, "utf8"));

beforeAll(async () => {
  for (const [out, preset, seed] of [
    ["one", "quick", "1"],
    ["two", "simple", "2"],
  ] as const) {
    const line = ["train", "--preset", preset, "--data", "tiny", "--epochs", "2", "--batch-size", "64", "--threads", "1", "--no-evaluate"];
    await callWell(...line, "--seed", seed, "--out", out, "--quiet");
  }
});

describe("a distilled run", () => {
  let outcome: Awaited<ReturnType<typeof call>>;
  beforeAll(async () => {
    outcome = await call([...small, "--out", "whole"]);
  });

  it("ends with the student beside its teachers", async () => {
    const { code, out, err } = outcome;
    expect(code).toBe(0);
    expect(err.trim().split("\n").slice(-2)).toEqual(["Evaluating on 200 images", "Evaluating the teachers on the same images"]);
    const together = JSON.parse(await callWell("ensemble", "one", "two", "--json", "--quiet"));
    const { test, validation } = await json("whole/teachers.json");
    expect(test).toEqual({ count: 200, accuracy: together.accuracy, loss: together.loss });
    expect(validation.count).toBe(120);
    const { evaluation, teachers } = JSON.parse(await callWell("distill", "--resume", "--out", "whole", "--json"));
    expect(teachers).toEqual({ test, validation });
    const share = (accuracy: number) => (100 * accuracy).toFixed(2);
    expect(out.split("\n").slice(-3)).toEqual([
      `Its 2 teachers (quick, simple) together read ${share(test.accuracy)} % of the same test images right, the student ${share(evaluation.accuracy)} %.`,
      "Report: whole/report.html",
      "",
    ]);
  });

  it("is a run like any other, and says in every place what it learned from", async () => {
    const config = await json("whole/config.json");
    expect(config).toMatchObject({
      preset: "simple",
      architecture: "simple",
      distillation: {
        teachers: [
          { name: "quick", from: `${process.cwd()}/one/model.safetensors`, sha256: expect.stringMatching(/^[\da-f]{64}$/) },
          { name: "simple", from: `${process.cwd()}/two/model.safetensors`, sha256: expect.stringMatching(/^[\da-f]{64}$/) },
        ],
        temperature: 4,
        weight: 0.9,
      },
    });
    for (const file of ["report.html", "model-card.md"]) {
      const text = await readFile(`whole/${file}`, "utf8");
      for (const { sha256 } of config.distillation.teachers) expect(text).toContain(sha256);
      expect(text).toMatch(/Its 2 teachers \\?\(quick, simple\\?\) together read/);
      expect(text).not.toContain(process.cwd()); // others need not know where they lay
    }
    expect(await readFile("whole/model-card.md", "utf8")).toContain("It was distilled: trained to answer as its teachers do.");
    const { recipe } = JSON.parse(await callWell("compare", "two", "whole", "--data", "tiny", "--json"));
    expect(JSON.stringify(recipe)).toContain(`quick model.safetensors ${config.distillation.teachers[0].sha256.slice(0, 12)}`);
    const page = await readFile("whole/report.html", "utf8");
    await callWell("report", "whole");
    expect(await readFile("whole/report.html", "utf8")).toBe(page);
  });

  it("goes on after an interruption, and after it was killed before anything was saved, to the same weights", async () => {
    const { code, err } = await call([...small, "--no-evaluate", "--out", "broken"], { stopAt: "Epoch 2/3" });
    expect(code).toBe(130);
    expect(err).toMatch(/interrupted; go on with tenfold distill --resume --out broken\n$/);
    await callWell("distill", "one", "two/model.safetensors", "--resume", "--out", "broken", "--threads", "2", "--no-evaluate", "--quiet");
    await mkdir("early");
    await copyFile("whole/config.json", "early/config.json");
    await callWell("train", "--resume", "--out", "early", "--threads", "1", "--no-evaluate", "--quiet");
    for (const run of ["broken", "early"]) {
      expect((await readFile(`${run}/model.safetensors`)).equals(await readFile("whole/model.safetensors"))).toBe(true);
      expect(await json(`${run}/teachers.json`)).toEqual({ validation: (await json("whole/teachers.json")).validation });
    }
  });

  it("is not the run of labels alone", async () => {
    const line = [
      "train",
      "--preset",
      "simple",
      "--data",
      "tiny",
      "--epochs",
      "3",
      "--batch-size",
      "64",
      "--threads",
      "1",
      "--no-evaluate",
    ];
    await callWell(...line, "--out", "alone", "--quiet");
    const [alone, taught] = [await readFile("alone/model.safetensors"), await readFile("whole/model.safetensors")];
    expect(alone.equals(taught)).toBe(false);
  });

  it("learns from int8 teachers, without the test images, on terms of its own", async () => {
    await callWell("quantize", "one", "--data", "tiny", "--images", "16", "--threads", "1", "--out", "int8.safetensors");
    const terms = ["--temperature", "2", "--weight", "1", "--no-evaluate", "--preset", "lenet5"];
    const line = ["distill", "int8.safetensors", "--data", "tiny", "--epochs", "1", "--threads", "1", ...terms, "--json"];
    const { run, evaluation, teachers } = JSON.parse(await callWell(...line));
    expect([run, evaluation, Object.keys(teachers)]).toEqual(["runs/distill-1", undefined, ["validation"]]);
    expect((await json(`${run}/config.json`)).distillation).toMatchObject({ temperature: 2, weight: 1, teachers: [{ name: "quick" }] });
    const { out } = await call(["distill", "--resume", "--out", run]);
    expect(out).toMatch(
      /\nIts teacher \(quick\) reads [\d.]+ % of the validation images right \(it may have trained on them\), the student [\d.]+ %\.\n/,
    );
  });

  it("is begun with what it says: other teachers, changed teachers and other terms are refused", async () => {
    await cp("whole", "again", { recursive: true });
    await rm("again/report.html");
    const refused = async (...more: string[]) => (await call(["distill", ...more, "--resume", "--out", "again"])).err;
    const [one, two] = ["one", "two"].map((run) => `${process.cwd()}/${run}/model.safetensors`);
    const remedy = "leave them out, or begin a new run\n";
    expect(await refused("two", "one")).toBe(`tenfold: two, one: again was begun with ${one}, ${two}; ${remedy}`);
    expect(await refused("one")).toBe(`tenfold: one: again was begun with ${one}, ${two}; ${remedy}`);
    expect(await refused("--weight", "1")).toBe(
      "tenfold: --weight 1: again was begun with 0.9; leave the option out, or begin a new run\n",
    );
    expect(await refused("--temperature", "1")).toContain("tenfold: --temperature 1: again was begun with 4;");
    const model = await readFile("two/model.safetensors");
    await copyFile("one/model.safetensors", "two/model.safetensors");
    expect(await refused()).toBe(`tenfold: ${two} is not what the run was begun with; put the earlier file there\n`);
    await rm("two/model.safetensors");
    expect(await refused()).toContain(`tenfold: cannot read ${two}`);
    await writeFile("two/model.safetensors", model);
    expect((await call(["distill", "one", "--resume", "--out", "two"])).err).toContain("two was begun with no teachers;");
  });

  it.each([
    ["no teachers", { teachers: [] }],
    ["a teacher without a hash", { teachers: [{ name: "quick", from: "one/model.safetensors" }] }],
    ["a teacher without a name", { teachers: [{ from: "one/model.safetensors", sha256: "0" }] }],
    ["a weight in words", { weight: "all" }],
  ])("is refused when its config tells of %s", async (_, change) => {
    const config = await json("whole/config.json");
    await mkdir("damaged");
    await writeFile("damaged/config.json", JSON.stringify({ ...config, distillation: { ...config.distillation, ...change } }));
    const sentence = "tenfold: damaged/config.json describes no run of tenfold train; begin a new run\n";
    expect(await call(["distill", "--resume", "--out", "damaged"])).toEqual({ code: 1, out: "", err: sentence });
    await rm("damaged", { recursive: true });
  });

  it.each(["{", "{}", '{ "validation": { "count": 1, "loss": "low", "accuracy": 1 } }'])(
    "says that teachers.json is damaged: %s",
    async (content) => {
      await cp("whole", "spoiled", { recursive: true });
      await writeFile("spoiled/teachers.json", content);
      const { code, err } = await call(["report", "spoiled"]);
      expect([code, err]).toEqual([
        1,
        expect.stringMatching(/^tenfold: spoiled\/teachers\.json (is not JSON|does not tell how the teachers did); restore it.*\n$/),
      ]);
      await rm("spoiled", { recursive: true });
    },
  );
});

describe("data with some of the teachers' classes, in another order", () => {
  it("is labelled as they count them", async () => {
    const pixels = Uint8Array.from({ length: 40 * 784 }, (_, at) => (at * 7919) % 256);
    await mkdir("some");
    for (const part of ["train", "t10k"]) {
      await writeFile(`some/${part}-images-idx3-ubyte`, encodeIdxImages(imagesOf(pixels, [40, 28, 28, 1])));
      await writeFile(`some/${part}-labels-idx1-ubyte`, encodeIdxLabels(Uint8Array.from({ length: 40 }, (_, at) => at % 3)));
    }
    await writeFile("some/class-names.txt", "7\n3\n1");
    await callWell("distill", "one", "--data", "some", "--epochs", "1", "--threads", "1", "--out", "part", "--quiet");
    const { perClass } = await json("part/evaluation.json");
    const judged = (perClass as { label: string; support: number }[]).filter(({ support }) => support > 0);
    expect(judged.map(({ label }) => label)).toEqual(["1", "3", "7"]);
    await writeFile("some/class-names.txt", "A\nB\nC");
    const { err } = await call(["distill", "one", "--data", "some", "--out", "none"]);
    expect(err).toBe(
      'tenfold: "some train (training)" has images of class "A", which the model does not know: it tells 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 apart; ' +
        "pass data of the model's classes\n",
    );
  });
});

describe("bad input", () => {
  beforeAll(async () => {
    const network = sequential({ name: "large", input: [32, 32, 1] }, [flatten(), dense(10), softmax()]);
    const weights = {
      "dense.kernel": { shape: [1024, 10], data: new Float32Array(10240) },
      "dense.bias": { shape: [10], data: new Float32Array(10) },
    };
    await writeFile("large.safetensors", encodeModel({ network, weights, classNames: [..."0123456789"] }));
    const one = decodeModel(await readFile("one/model.safetensors"), "one");
    await writeFile("letters.safetensors", encodeModel({ ...one, classNames: [..."ABCDEFGHIJ"] }));
    await writeFile("cut.safetensors", (await readFile("one/model.safetensors")).subarray(0, 1000));
  });

  it.each<[string, readonly string[], number, string | RegExp]>([
    ["no teacher", [], 2, "pass the models to learn from, run folders or model files"],
    ["no such file", ["one", "nowhere.safetensors"], 1, "cannot read nowhere.safetensors: there is no such file; check the path"],
    ["a damaged teacher", ["one", "cut.safetensors"], 1, "cut.safetensors "],
    ["another program's model", ["net.onnx"], 1, "net.onnx is another program's model; make one of Tenfold's with tenfold import first"],
    [
      "teachers of other pictures than each other",
      ["one", "large.safetensors"],
      2,
      "large.safetensors takes pictures of 32 x 32 pixels, one of 28 x 28 pixels; teachers are to see the same pictures",
    ],
    [
      "teachers of other pictures than the student",
      ["large.safetensors"],
      2,
      /the teacher .*large\.safetensors takes pictures of 32 x 32 pixels, the student "simple" of 28 x 28 pixels; pass teachers that take the same/,
    ],
    [
      "teachers of other classes",
      ["one", "letters.safetensors"],
      2,
      "letters.safetensors tells A, B, C, D, E, F, G, H, I, J apart, one 0, 1, 2, 3, 4, 5, 6, 7, 8, 9; pass teachers of the same classes in the same order",
    ],
    [
      "a share above 1",
      ["one", "--weight", "1.1"],
      2,
      "option '--weight <share>' argument '1.1' is invalid; a number above 0, at most 1, is wanted",
    ],
    [
      "no temperature",
      ["one", "--temperature", "0"],
      2,
      "option '--temperature <t>' argument '0' is invalid; a number from 0.1 to 100 is wanted",
    ],
    ["an unknown preset", ["one", "--preset", "tiny"], 2, 'preset "tiny" is unknown'],
  ])("%s is refused in a sentence, and leaves no trace", async (_, options, wanted, sentence) => {
    const { code, out, err } = await call(["distill", ...options, "--data", "tiny", "--out", "none"]);
    expect([code, out]).toEqual([wanted, ""]);
    expect(err).toMatch(/^tenfold: .*\n$/);
    if (typeof sentence === "string") expect(err).toContain(`tenfold: ${sentence}`);
    else expect(err).toMatch(sentence);
    await expect(readFile("none/config.json")).rejects.toThrow("ENOENT");
  });

  it("a student in its teacher's place is refused", async () => {
    const before = await readFile("one/model.safetensors");
    expect(await call(["distill", "one", "two", "--data", "tiny", "--out", "one"])).toEqual({
      code: 1,
      out: "",
      err: "tenfold: one is a teacher's folder, and a student cannot take its place; pass another --out\n",
    });
    expect((await readFile("one/model.safetensors")).equals(before)).toBe(true);
  });
});
