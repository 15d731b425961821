import { readFile, writeFile } from "node:fs/promises";
import { decodeModel } from "tenfold";
import { beforeAll, describe, expect, it } from "vitest";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const small = ["--preset", "simple", "--data", "tiny", "--epochs", "1", "--seeds", "1", "--threads", "1", "--quiet"];

beforeAll(async () => {
  await writeFile("writers.csv", `region\n${Array.from({ length: 800 }, (_, row) => ["CH", "US", "FR"][row % 3]).join("\n")}\n`);
});

describe("tenfold study context", () => {
  it("compares a network that knows the writer with one that does not, and with itself told another's, and goes on", async () => {
    const results = JSON.parse(await callWell("study", "context", ...small, "--context", "writers.csv", "--out", "s", "--json"));
    const [knowing, blind] = results.settings;
    expect([knowing.name, blind.name]).toEqual(["with the context", "without"]);
    expect(knowing.parameters).toBeGreaterThan(blind.parameters);
    const { told, shuffled, unknown, images } = knowing.runs[0].context;
    expect(images).toBe(200);
    expect(told.errors).toBe(Math.round(200 * (1 - knowing.runs[0].test.accuracy)));
    expect([shuffled.errors, unknown.errors].every(Number.isInteger)).toBe(true);
    expect(blind.runs[0].context).toBeUndefined();
    expect(results.comparisons[0]).toMatchObject({ first: "with the context", second: "without" });
    const networks = await Promise.all(
      ["with-the-context", "without"].map(async (name) => decodeModel(await readFile(`s/runs/${name}-seed-42/model.safetensors`), name)),
    );
    expect(networks.map(({ context }) => context?.length)).toEqual([1, undefined]);
    const text = await callWell("study", "context", "--out", "s");
    expect(text).toContain("of another writer, as a control");
    expect(text).toContain("Knowing the writer");
    expect(await readFile("s/study.html", "utf8")).toContain("Does knowing the writer pay?");
  });

  it("wants a table, which no other study takes, and the same one to go on", async () => {
    const refusal = async (...args: string[]) => (await call(args)).err;
    expect(await refusal("study", "context", ...small, "--out", "t")).toContain("nothing is known of who wrote; pass --context TABLE");
    expect(await refusal("study", "seeds", ...small, "--context", "writers.csv", "--out", "t")).toContain(
      "--context belongs to study context, not to study seeds",
    );
    expect(await refusal("study", "context", "--context", "other.csv", "--out", "s")).toContain("s was begun with");
  });
});
