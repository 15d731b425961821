import { mkdir, readFile, writeFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { inWorkplace } from "../../works/test/workplace.js";
import { knownCommands } from "../src/commands/known-commands.js";
import { call, callWell } from "./call.js";

inWorkplace();

beforeAll(async () => {
  await callWell("train", "--data", "tiny", "--epochs", "1", "--batch-size", "64", "--no-evaluate", "--quiet", "--out", "run");
  await callWell("export", "run", "--out", "net.onnx");
  await mkdir("full");
  for (const file of ["mine.safetensors", "mine.onnx", "mine.png", "mine.json", "mine.jsonl", "mine.html", "full/mine.png", "page.png"])
    await writeFile(file, "mine");
  const pages = [{ size: "A4", fields: [{ name: "who", box: [10, 10, 40, 8] }] }];
  await writeFile("named.json", JSON.stringify({ name: "Form", units: "mm", writer: { namedBy: "who" }, pages }));
});

/** Each command that writes where it is told, told where something is. */
const taken = [
  "train --data tiny --out run",
  "train --data tiny --out full/mine.png",
  "finetune --from run --data tiny --out run",
  "distill run --data tiny --out run",
  "study seeds --data tiny --out full",
  "export run --out mine.onnx",
  "import net.onnx --out mine.safetensors",
  "quantize run --out mine.safetensors",
  "compare run run --page mine.html",
  "data show tiny --out mine.png",
  "form draft page.png --out mine.json",
  "writer learn tiny --out mine.json",
  "read page.png --out mine.jsonl",
  "read page.png --annotate full",
];

/** Each command told a name that is in no list of ours, where nothing else than such a name may stand. */
const unknownNames = [
  "nope",
  "train --preset nope",
  "distill run --preset nope",
  "study nope",
  "study architectures nope",
  "study seeds --preset nope",
  "fields nope",
  "serve --field nope",
  "work --kinds nope",
  "batch nope",
  "batch submit page.png --field nope",
  "erase --older-than nope",
  "keys nope",
  "review page.png --field nope",
  "read page.png --field nope",
  'read page.png --writer {"region":"nope"}',
  "read page.png --find --field nope",
  "data nope",
  "data get nope",
  "form nope page.png",
  "writer nope page.png",
  "export run --format nope",
  "completion nope",
];

/** Each command told a path at which nothing is, be it that a name of ours could stand there, too. */
const missing = [
  "train --data nope",
  "finetune --from nope",
  "distill nope",
  "study seeds --data nope",
  "evaluate nope",
  "report nope",
  "predict nope",
  "read nope",
  "review nope",
  "review nope.jsonl",
  "summary nope",
  "compare nope run",
  "ensemble nope run",
  "export nope",
  "import nope.onnx",
  "quantize nope",
  "data show nope",
  "form check nope",
  "calibrate nope --truth nope.csv",
  "form draft nope",
  "writer learn nope --out new.json",
  "writer show nope",
  "writer forget nope",
  "read page.png --profile nope",
  "read page.png --template named.json --profiles nope",
];

/** Each command that tells what it found, and that something of it is at fault. */
const faulty = ["doctor --data page.png"];

describe("what the exit code says", () => {
  it.each(taken)("1 where something is there already, which stays: %s", async (line) => {
    const { code, out, err } = await call(line.split(" "));
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^tenfold: .+; .+\n$/);
    for (const file of ["mine.safetensors", "mine.onnx", "mine.png", "mine.json", "mine.jsonl", "mine.html", "full/mine.png"])
      expect(await readFile(file, "utf8")).toBe("mine");
  });

  it.each(unknownNames)("2 where a name is in no list: %s", async (line) => {
    expect(await call(line.split(" "))).toMatchObject({ code: 2, out: "" });
  });

  it.each(missing)("1 where nothing is at a path: %s", async (line) => {
    expect(await call(line.split(" "))).toMatchObject({ code: 1, out: "" });
  });

  it.each(faulty)("1 where what was looked at is at fault: %s", async (line) => {
    const { code, out, err } = await call(line.split(" "));
    expect([code, out.length > 0]).toEqual([1, true]);
    expect(err).toMatch(/^tenfold: .+; .+\n$/);
  });

  it("is tried for every command", () => {
    const tried = new Set([...taken, ...unknownNames, ...missing, ...faulty].map((line) => line.split(" ")[0]));
    expect(knownCommands.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });
});
