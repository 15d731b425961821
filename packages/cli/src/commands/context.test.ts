import { readFile, writeFile } from "node:fs/promises";
import { decodeModel } from "tenfold";
import { beforeAll, describe, expect, it } from "vitest";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const TRAIN = 600;
const TEST = 200;
const small = ["train", "--preset", "simple", "--data", "tiny", "--epochs", "1", "--threads", "1", "--quiet"];
const refusal = async (...args: string[]) => {
  const { code, err } = await call(args);
  expect(code).not.toBe(0);
  return err;
};

/** A row an image, for all of the data. */
const table = (count: number) =>
  `region,age\n${Array.from({ length: count }, (_, row) => `${["CH", "US", ""][row % 3]},${row % 5 ? 20 + (row % 40) : "?"}`).join("\n")}\n`;

beforeAll(async () => {
  await writeFile("writers.csv", table(TRAIN + TEST));
  await writeFile("test.csv", table(TEST));
  await callWell(...small, "--context", "writers.csv", "--out", "knowing", "--no-evaluate");
});

describe("tenfold train --context", () => {
  it("trains a network with two inputs, whose columns are in its file, and its table in the run's config", async () => {
    const { network, context } = decodeModel(await readFile("knowing/model.safetensors"), "the model");
    expect(network.context).toEqual([3]);
    expect(context).toEqual([
      { name: "region", kind: "category", categories: ["CH", "US"] },
      { name: "age", kind: "number", mean: expect.any(Number), sd: expect.any(Number) },
    ]);
    const { data } = JSON.parse(await readFile("knowing/config.json", "utf8"));
    expect(data.context).toEqual({ file: expect.stringMatching(/writers\.csv$/), sha256: expect.stringMatching(/^[\da-f]{64}$/) });
    expect(await callWell("summary", "knowing")).toContain("Inputs: image (None, 28, 28, 1), context (None, 3)");
  });

  it("says what is not right about a table before anything is trained", async () => {
    await writeFile("short.csv", table(3));
    expect(await refusal(...small, "--context", "short.csv")).toContain("short.csv has 3 rows, and there are 800 images");
    expect(await refusal(...small, "--context", "nope.csv")).toContain("nope.csv");
    const strange = `region\n${Array.from({ length: TRAIN + TEST }, (_, row) => (row < TRAIN ? "CH" : "FR")).join("\n")}\n`;
    await writeFile("strange.csv", strange);
    expect(await refusal(...small, "--context", "strange.csv")).toContain('has region "FR", which the model has never seen; it knows CH');
    expect(await refusal(...small, "--context", "test.csv", "--resume", "--out", "knowing")).toContain("was begun with");
  });
});

describe("tenfold evaluate --context", () => {
  it("judges by what the run was told, or by another table", async () => {
    const [own, told] = [
      await callWell("evaluate", "knowing", "--json"),
      await callWell("evaluate", "knowing", "--context", "writers.csv", "--json"),
    ].map((text) => JSON.parse(text).loss);
    expect(own).toBe(told);
    const { context } = JSON.parse(await callWell("evaluate", "knowing", "--json"));
    expect(context).toEqual({
      images: TEST,
      writers: expect.any(Number),
      unknown: { errors: expect.any(Number) },
      told: expect.objectContaining({ errors: expect.any(Number), p: expect.any(Number) }),
      shuffled: expect.objectContaining({ errors: expect.any(Number) }),
      verdict: expect.stringMatching(/\.$/),
    });
    expect(await callWell("evaluate", "knowing")).toContain("of another writer, as a control");
    const { loss: alone, context: nothing } = JSON.parse(
      await callWell("evaluate", "knowing/model.safetensors", "--data", "tiny", "--json"),
    );
    expect(nothing).toBeUndefined();
    expect(alone).not.toBe(own);
    const again = JSON.parse(
      await callWell("evaluate", "knowing/model.safetensors", "--data", "tiny", "--context", "test.csv", "--json"),
    ).loss;
    expect(again).not.toBe(alone);
    expect(await refusal("evaluate", "classic", "--data", "tiny", "--context", "test.csv")).toContain('"classic" takes no context');
  });
});

describe("tenfold predict --writer and --context", () => {
  const predicted = async (...args: string[]) => JSON.parse(await callWell("predict", "knowing", "tiny", "--json", ...args)).predictions;

  it("tell who wrote, of all pictures or row by row", async () => {
    const [untold, swiss, american, rows] = [
      await predicted(),
      await predicted("--writer", '{"region":"CH"}'),
      await predicted("--writer", '{"region":"US","age":30}'),
      await predicted("--context", "test.csv"),
    ];
    expect(untold).toHaveLength(TEST);
    expect(swiss).not.toEqual(untold);
    expect(american).not.toEqual(swiss);
    expect(rows).not.toEqual(untold);
  });

  it("are refused with a sentence each", async () => {
    const asked = (...args: string[]) => refusal("predict", "knowing", "tiny", ...args);
    expect(await asked("--writer", "CH")).toContain('a JSON object of texts and numbers, as {"region":"CH"}, is wanted');
    expect(await asked("--writer", '{"regin":"CH"}')).toContain("which the model does not know; did you mean region?");
    expect(await asked("--writer", '{"region":"FR"}')).toContain("which the model has never seen");
    expect(await asked("--writer", "{}", "--context", "test.csv")).toContain("--context and --writer both tell who wrote");
    expect(await asked("--context", "writers.csv")).toContain("writers.csv has 800 rows, and there are 200 pictures");
    expect(await refusal("predict", "classic", "tiny", "--writer", '{"region":"CH"}')).toContain('--writer: "classic" takes no context');
  });
});

it("tenfold finetune goes on with a context where the table is passed, and says so where it is not", async () => {
  const further = ["finetune", "--from", "knowing", "--data", "tiny", "--epochs", "1", "--threads", "1", "--quiet"];
  await callWell(...further, "--context", "writers.csv", "--out", "further");
  expect(decodeModel(await readFile("further/model.safetensors"), "the model").network.context).toEqual([3]);
  const { loss, full } = JSON.parse(await readFile("further/evaluation.json", "utf8"));
  expect(JSON.parse(await callWell("evaluate", "further", "--json")).loss).toBe(loss);
  expect(full.explanations).not.toBeNull();
  expect(await refusal(...further, "--out", "without")).toContain("takes a context, and");
});
