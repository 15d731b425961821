import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import sharp from "sharp";
import { encodeIdxImages, imagesOf } from "tenfold";
import { mnist } from "tenfold/node";
import { beforeAll, describe, expect, it } from "vitest";
import { npyOf } from "../../../tenfold/test/npy-of.js";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const run = "runs/model";

beforeAll(async () => {
  await callWell("train", "--data", "tiny", "--epochs", "1", "--batch-size", "64", "--no-evaluate", "--quiet", "--out", run);
  const { test } = await mnist();
  const first = test.images.slice(0, 3);
  await writeFile("three.idx", encodeIdxImages(first));
  await writeFile("three.gz", gzipSync(encodeIdxImages(first)));
  const raw = { raw: { height: 28, width: 28, channels: 1 as const } };
  await sharp(first.slice(0, 1).pixels, raw).png().toFile("first.png");
  await sharp(
    first.slice(0, 1).pixels.map((ink) => 255 - ink),
    raw,
  )
    .resize(300, 300)
    .jpeg()
    .toFile("photo.jpg");
});

describe("predict", () => {
  it("reads IDX files and pictures in the order given, raw files and packed ones alike", async () => {
    const out = await callWell("predict", run, "three.idx", "first.png", "three.gz", "--json");
    const { predictions, ...rest } = JSON.parse(out);
    expect(rest).toEqual({});
    expect(predictions).toHaveLength(7);
    for (const { label, confidence, probabilities, isDigit, digitScore } of predictions) {
      expect([typeof isDigit, typeof digitScore]).toEqual(["boolean", "number"]);
      expect(probabilities).toHaveLength(10);
      expect(probabilities.indexOf(Math.max(...probabilities))).toBe(label);
      expect(confidence).toBe(probabilities[label]);
      expect(probabilities.reduce((sum: number, share: number) => sum + share)).toBeCloseTo(1, 5);
    }
    expect(predictions.slice(4)).toEqual(predictions.slice(0, 3));
    expect(predictions[3]).toEqual(predictions[0]); // a picture of the network's own size is taken as it is
  });

  it("reads what is piped in, whatever it is, and prints the table that Kaggle takes", async () => {
    const three = await callWell("predict", run, "three.idx", "--csv");
    const labels = JSON.parse(await callWell("predict", run, "three.idx", "--json")).predictions.map(
      ({ label }: { label: number }) => label,
    );
    expect(three).toBe(`ImageId,Label\n1,${labels[0]}\n2,${labels[1]}\n3,${labels[2]}\n`);
    const { test } = await mnist();
    const pixels = test.images.slice(0, 1).pixels;
    const table = `${Array.from({ length: 784 }, (_, at) => `pixel${at}`).join(",")}\n${pixels.join(",")}\n`;
    for (const piped of [await readFile("three.gz"), await readFile("first.png"), Buffer.from(table)]) {
      const { code, out } = await call(["predict", run, "-", "--csv"], { piped });
      expect([code, out.startsWith(`ImageId,Label\n1,${labels[0]}\n`)]).toEqual([0, true]);
    }
    expect(await call(["predict", run, "-"])).toEqual({
      ...{ code: 1, out: "" },
      err: "tenfold: standard input is empty; pass a picture or an IDX image file\n",
    });
    expect((await call(["predict", run, "three.idx", "--csv", "--json"])).err).toBe(
      "tenfold: --json and --csv exclude each other; pass one of them\n",
    );
  });

  it("reads every page of a file, and of an animation the first frame, with a notice", async () => {
    const frames = await Promise.all(
      [0, 1].map((at) =>
        sharp(Buffer.alloc(60 * 40, 255), { raw: { height: 60, width: 40, channels: 1 } })
          .composite([
            { input: { create: { width: 6, height: 40, channels: 3 as const, background: "black" } }, left: 10 + 10 * at, top: 10 },
          ])
          .png()
          .toBuffer(),
      ),
    );
    await sharp(frames, { join: { animated: true } })
      .tiff()
      .toFile("two.tiff");
    await sharp(frames, { join: { animated: true } })
      .gif()
      .toFile("two.gif");
    const { code, out, err } = await call(["predict", run, "two.tiff", "two.gif"]);
    expect([code, err]).toEqual([0, "two.gif is animated; the first of its 2 frames was read\n"]);
    expect(out.split("\n").map((line) => line.replace(/ {2,}.*/, ""))).toEqual([
      "Picture",
      "two.tiff page 1",
      "two.tiff page 2",
      "two.gif",
      "",
    ]);
  });

  it("reads Kaggle's tables, and the test images of folders and of sets known by name", async () => {
    const { test } = await mnist();
    const rows = [0, 1, 2].map((index) => test.images.slice(index, index + 1).pixels.join(","));
    await writeFile("test.csv", `${Array.from({ length: 784 }, (_, at) => `pixel${at}`).join(",")}\n${rows.join("\n")}\n`);
    const read = async (what: string) => JSON.parse(await callWell("predict", run, what, "--json")).predictions;
    const three = await read("three.idx");
    expect(await read("test.csv")).toEqual(three);
    const folder = await read("tiny");
    expect([folder.length, folder.slice(0, 3)]).toEqual([200, three]);
    expect(await callWell("predict", run, "tiny")).toContain("\ntiny test [199] ");
  });

  it("shows picture, label and confidence", async () => {
    const { code, out, err } = await call(["predict", `${run}/model.safetensors`, "three.idx", "photo.jpg"]);
    expect([code, err]).toEqual([0, ""]);
    expect(
      out
        .replace(/\d+\.\d+ %/g, "0.00 %")
        .replace(/ +\d +/g, " 7 ")
        .replace(/ +(yes|no)$/gm, " yes")
        .split("\n"),
    ).toEqual([
      expect.stringMatching(/^Picture +Label {2}Confidence {2}Digit$/),
      "three.idx [0] 7 0.00 % yes",
      "three.idx [1] 7 0.00 % yes",
      "three.idx [2] 7 0.00 % yes",
      "photo.jpg 7 0.00 % yes",
      "",
    ]);
  });

  it.each<[folder: string, files: readonly string[], sentence: string]>([
    ["empty", [], "empty is empty; pass pictures themselves, as empty/7.png"],
    ["loose", ["a.md"], "loose holds neither IDX files nor a folder of pictures for each class; pass pictures themselves, as loose/7.png"],
  ])("speaks of pictures where a folder holds none: %s", async (folder, files, sentence) => {
    await mkdir(folder);
    for (const file of files) await writeFile(`${folder}/${file}`, "a picture");
    expect(await call(["predict", folder])).toEqual({ code: 1, out: "", err: `tenfold: ${sentence}\n` });
  });

  it("reads a folder of pictures that lie beside each other, and arrays of NumPy", async () => {
    await mkdir("together");
    for (const name of ["p10.jpg", "p2.jpg"]) await copyFile("photo.jpg", `together/${name}`);
    const out = await callWell("predict", run, "together");
    expect(out.match(/together\/p\d+\.jpg/g)).toEqual(["together/p2.jpg", "together/p10.jpg"]);
    await writeFile("three.npy", npyOf("|u1", [3, 28, 28], new Uint8Array(3 * 784).fill(9)));
    expect(JSON.parse(await callWell("predict", run, "three.npy", "--json")).predictions).toHaveLength(3);
  });

  it("says what is wrong, in a sentence and without a result", async () => {
    await writeFile("empty.png", "");
    await writeFile("note.txt", "hello");
    await writeFile("note.safetensors", "hello");
    await writeFile("wide.csv", "label,a,b,c,d\n1,2,3,4,5\n");
    await writeFile("cut.idx", encodeIdxImages(imagesOf(new Uint8Array(784), [1, 28, 28, 1])).subarray(0, 100));
    await writeFile("large.idx", encodeIdxImages(imagesOf(new Uint8Array(1024), [1, 32, 32, 1])));
    await writeFile("cut.gz", gzipSync("hello").subarray(0, 20));
    const refused: readonly [model: string, file: string, sentence: string][] = [
      ["nowhere", "three.idx", "cannot read nowhere: there is no such file; check the path"],
      [
        "note.safetensors",
        "three.idx",
        "note.safetensors is cut short: it has 5 bytes, and a safetensors file starts with 8 that tell its length; fetch or save it again",
      ],
      [
        `${run}/resume.safetensors`,
        "three.idx",
        `${run}/resume.safetensors is no model: its metadata says that it is a "tenfold resume"; pass the model.safetensors beside it`,
      ],
      [run, "nowhere.png", "cannot read nowhere.png: there is no such file; check the path"],
      [run, "runs", "runs has 1 class folders, at least 2 are wanted; put the pictures of each class into a folder of its own"],
      [run, "wide.csv", 'wide.csv has images of 2 x 2 pixels, "quick" takes 28 x 28'],
      [run, "empty.png", "empty.png is empty; pass a picture or an IDX image file"],
      [
        run,
        "note.txt",
        "note.txt holds text, whatever its name says, and is no picture that can be read; pass PNG, JPEG, WebP, TIFF or PDF",
      ],
      [run, "cut.idx", "cut.idx is cut short: it announces 1 image of 28 x 28, but 84 bytes follow; fetch it again"],
      [run, "cut.gz", "cut.gz is damaged gzip; fetch it again"],
      [run, "large.idx", 'large.idx has images of 32 x 32 pixels, "quick" takes 28 x 28'],
      [
        run,
        "tiny/t10k-labels-idx1-ubyte",
        "tiny/t10k-labels-idx1-ubyte is not an IDX image file: it starts with 0x00000801, not 0x00000803; these are labels, pass the images file",
      ],
    ];
    for (const [model, file, sentence] of refused) {
      expect(await call(["predict", model, "first.png", file, "--json"])).toEqual({ code: 1, out: "", err: `tenfold: ${sentence}\n` });
    }
  });
});
