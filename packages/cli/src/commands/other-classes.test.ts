import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { encodeIdxImages, encodeIdxLabels } from "tenfold";
import { mnist } from "tenfold/node";
import { beforeAll, describe, expect, it } from "vitest";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const LETTERS = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const BALANCED = [..."0123456789", ...LETTERS, ..."abdefghnqrt"];
const short = ["--epochs", "1", "--batch-size", "64", "--threads", "1", "--quiet"];
const json = async (path: string) => JSON.parse(await readFile(path, "utf8"));

/** A folder as of EMNIST's letters, with pictures of MNIST's: what they show does not matter here. */
async function writeClasses(folder: string, classNames: readonly string[]): Promise<void> {
  await mkdir(folder);
  const { test } = await mnist();
  for (const [part, each] of [
    ["train", 10],
    ["t10k", 3],
  ] as const) {
    const count = each * classNames.length;
    await writeFile(`${folder}/${part}-images-idx3-ubyte`, encodeIdxImages(test.images.slice(0, count)));
    const labels = Uint8Array.from({ length: count }, (_, index) => index % classNames.length);
    await writeFile(`${folder}/${part}-labels-idx1-ubyte`, encodeIdxLabels(labels));
  }
  await writeFile(`${folder}/class-names.txt`, classNames.join("\n"));
}

describe.each([
  [26, LETTERS],
  [47, BALANCED],
] as const)("%d classes", (classes, classNames) => {
  const folder = `of-${classes}`;
  const run = `run-${classes}`;

  beforeAll(async () => {
    await writeClasses(folder, classNames);
    await callWell("train", "--data", folder, "--out", run, ...short);
  });

  it("go through training, judging, the report and the files of a run", async () => {
    const { confusion, perClass, count } = await json(`${run}/evaluation.json`);
    expect([count, confusion.length, perClass.map(({ label }: { label: string }) => label)]).toEqual([3 * classes, classes, classNames]);
    expect((await json(`${run}/config.json`)).data.folder).toBe(`${process.cwd()}/${folder}`);
    expect(await readFile(`${run}/report.html`, "utf8")).toContain(`>${classNames.at(-1)}<`);
    const judged = await callWell("evaluate", run, "--full", "--json", "--quiet");
    expect(JSON.parse(judged).perClass).toEqual(perClass);
    const summary = JSON.parse(await callWell("summary", run, "--json"));
    expect(JSON.stringify(summary.layers.at(-1))).toContain(String(classes));
  });

  it("are what predict tells by name, also of a model file", async () => {
    await copyFile(`${run}/model.safetensors`, `${folder}.safetensors`);
    const { predictions } = JSON.parse(await callWell("predict", `${folder}.safetensors`, `${folder}/t10k-images-idx3-ubyte`, "--json"));
    for (const { label, probabilities, confidence } of predictions) {
      expect(probabilities).toHaveLength(classes);
      expect(label).toBe(classNames[probabilities.indexOf(confidence)]);
    }
  });

  it("are what quantize calibrates on and judges by, unless told", async () => {
    const { accuracy, images } = JSON.parse(await callWell("quantize", run, "--json", "--quiet"));
    expect([accuracy.before, images]).toEqual([(await json(`${run}/evaluation.json`)).accuracy, 3 * classes]);
  });

  it.runIf(classes === 47)("are gone on with, and found again for another report", async () => {
    await rm(`${run}/report.html`);
    await callWell("train", "--resume", "--out", run, "--quiet");
    await callWell("report", run);
    expect(await readFile(`${run}/report.html`, "utf8")).not.toContain("No sample");
  });
});

describe("a model", () => {
  it("is not quantized with classes that it does not know", async () => {
    const { code, err } = await call(["quantize", "run-26", "--data", "tiny", "--out", "new.safetensors", "--quiet"]);
    expect([code, err]).toEqual([1, expect.stringMatching(/^tenfold: "tiny test" has images of class "0", which the model does not know/)]);
  });

  it("is not judged on classes that it does not know", async () => {
    const { code, err } = await call(["evaluate", "run-26", "--data", "tiny"]);
    expect([code, err]).toEqual([
      1,
      'tenfold: "tiny test" has images of class "0", which the model does not know: it tells A, B, C, D, E, F, G, H, I, J and 16 more apart; ' +
        "pass data of the model's classes\n",
    ]);
  });

  it("of digits and letters is judged on digits alone", async () => {
    const { confusion } = JSON.parse(await callWell("evaluate", "run-47", "--data", "tiny", "--json", "--quiet"));
    const asked = confusion.map((row: number[]) => row.reduce((sum, count) => sum + count)).filter((count: number) => count > 0);
    expect(asked).toHaveLength(10);
  });
});

describe("data in one part", () => {
  it("is divided always alike: a table's own run is judged on what it has not seen, another model on all", async () => {
    const { test } = await mnist();
    const rows = Array.from({ length: 120 }, (_, index) => `${test.labels[index]},${test.images.slice(index, index + 1).pixels.join(",")}`);
    await writeFile("mine.csv", rows.join("\n"));
    await callWell("train", "--data", "mine.csv", "--out", "run-csv", ...short);
    const { data } = await json("run-csv/config.json");
    expect([data.folder, data.training.count, data.test.count]).toEqual([`${process.cwd()}/mine.csv`, 100, 20]);
    expect((await call(["evaluate", "run-csv"])).err).toBe("Evaluating on mine.csv test, 20 images\n");
    expect((await call(["evaluate", "run-csv", "--data", "mine.csv"])).err).toBe("Evaluating on mine.csv test, 20 images\n");
    expect((await call(["evaluate", "run-csv/model.safetensors", "--data", "mine.csv"])).err).toBe("Evaluating on mine.csv, 120 images\n");
  });

  it("may be pictures, a folder a class, which find their classes by name", async () => {
    const { test } = await mnist();
    for (const index of Array.from({ length: 60 }, (_, at) => at)) {
      const label = (test.labels[index] as number) % 2 === 0 ? "even" : "odd";
      await mkdir(`pictures/${label}`, { recursive: true });
      const image = sharp(test.images.slice(index, index + 1).pixels, { raw: { height: 28, width: 28, channels: 1 } });
      await image.resize(40, 32).png().toFile(`pictures/${label}/${index}.png`);
    }
    const sentence =
      '"pictures train" has pictures of 32 x 40 pixels, "quick" takes 28 x 28; make them alike, or pass --resize, which scales the pictures of folders';
    const line = ["train", "--data", "pictures", "--out", "run-pictures", ...short];
    expect(await call(line)).toEqual({ code: 1, out: "", err: `tenfold: ${sentence}\n` });
    await callWell("train", "--data", "pictures", "--resize", "--out", "run-pictures", ...short);
    expect((await json("run-pictures/config.json")).data).toMatchObject({ folder: `${process.cwd()}/pictures`, resize: true });
    await callWell("report", "run-pictures");
    const out = await callWell("evaluate", "run-pictures", "--json", "--quiet");
    expect(JSON.parse(out).perClass.map(({ label }: { label: string }) => label)).toEqual(["even", "odd"]);
  });
});

it("a set's name is kept with the run", async () => {
  const config = await json("run-csv/config.json");
  await mkdir("run-named");
  await writeFile("run-named/config.json", JSON.stringify({ ...config, data: { ...config.data, folder: undefined, set: "kmnist" } }));
  process.env.TENFOLD_CACHE = `${process.cwd()}/empty`;
  const { code, err } = await call(["train", "--resume", "--out", "run-named"]);
  delete process.env.TENFOLD_CACHE;
  expect([code, err.includes("cannot fetch train-images-idx3-ubyte.gz")]).toEqual([1, true]);
});
