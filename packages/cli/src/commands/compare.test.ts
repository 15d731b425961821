import { copyFile, cp, readFile, writeFile } from "node:fs/promises";
import { decodeModel, encodeModel, mcnemar } from "tenfold";
import { beforeAll, describe, expect, it } from "vitest";
import type { RunComparison } from "../../../works/src/comparisons/compare-runs.js";
import { writeTinyData } from "../../../works/test/tiny-data.js";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const train = (seed: string, out: string, ...more: string[]) =>
  callWell("train", "--data", "tiny", "--batch-size", "64", "--threads", "1", "--seed", seed, "--out", out, "--quiet", ...more);

beforeAll(async () => {
  await train("1", "a", "--epochs", "3");
  await train("2", "b", "--epochs", "2", "--no-augment");
  await copyFile("a/model.safetensors", "file.safetensors");
});

const comparison = async (...line: string[]): Promise<RunComparison & { page: string }> =>
  JSON.parse(await callWell("compare", ...line, "--json", "--quiet"));

describe("compare", () => {
  it("tells what differs, by how much, and whether that is luck", async () => {
    const { code, out, err } = await call(["compare", "a", "b"]);
    expect([code, err]).toEqual([0, "Comparing a, b\n"]);
    expect(out).toMatch(
      /^A and B disagree on \d+ of 200 test images\nA reads [\d.]+ % right, B reads [\d.]+ % right\. .*McNemar's exact test/,
    );
    expect(out).toMatch(/\nA {2}a +[\d.]+ % +[\d.]+ % to [\d.]+ % +\d+ +135,930 +3 +/);
    expect(out).toMatch(/\nSeed +1 +2\n/);
    expect(out).toMatch(/\nAugment +affine, rotate degrees 10, shift 0\.07, zoom 0\.1 +none\n/);
    expect(out).not.toMatch(/\nBatch size/);
    expect(out).toMatch(/\nPage: compare\.html\n$/);
  });

  it("says in JSON what the runs' own evaluations say", async () => {
    const { runs, pairs, disagreements, test } = await comparison("a", "b");
    expect(test).toEqual({ name: "tiny test", count: 200 });
    for (const { run, accuracy, right } of runs) {
      expect(accuracy).toBe(JSON.parse(await readFile(`${run}/evaluation.json`, "utf8")).accuracy);
      expect(right).toBe(Math.round(200 * accuracy));
    }
    expect(pairs).toHaveLength(1);
    expect(pairs[0]).not.toHaveProperty("holm");
    const [{ onlyFirst, onlySecond } = { onlyFirst: -1, onlySecond: -1 }] = pairs;
    const only = (which: 0 | 1) =>
      disagreements.filter(({ label, answers }) => answers[which]?.predicted === label && answers[1 - which]?.predicted !== label).length;
    expect([only(0), only(1)]).toEqual([onlyFirst, onlySecond]);
    const hits = (only: number, other: number) => [...new Array(only).fill(1), ...new Array(other).fill(0)];
    expect(pairs[0]?.p).toBe(
      mcnemar(
        hits(onlyFirst, onlySecond),
        hits(onlyFirst, onlySecond).map((hit) => 1 - hit),
      ).p,
    );
  });

  it("shows the images on a page that asks for nothing", async () => {
    await callWell("compare", "a", "b", "--page", "pages/a-b.html", "--quiet");
    const html = await readFile("pages/a-b.html", "utf8");
    const { disagreements } = await comparison("a", "b");
    expect(html.match(/<img src="data:image\/png;base64,/g)).toHaveLength(Math.min(60, disagreements.length));
    expect(html).toContain(`alt="Test image ${disagreements[0]?.image}, a ${disagreements[0]?.label}"`);
    expect(html).not.toMatch(/<script|url\(|NaN|undefined/);
    const links = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1] as string);
    expect(links.filter((link) => !link.startsWith("data:"))).toEqual([]);
  });

  it("takes model files, which do not know their recipe, and corrects for several pairs", async () => {
    const { runs, pairs, recipe } = await comparison("file.safetensors", "a", "b", "--data", "tiny");
    expect(runs.map(({ letter }) => letter)).toEqual(["A", "B", "C"]);
    expect(runs[0]?.accuracy).toBe(runs[1]?.accuracy);
    expect(runs[0]).not.toHaveProperty("training");
    expect(pairs.map(({ first, second }) => first + second)).toEqual(["AB", "AC", "BC"]);
    expect(pairs[0]).toMatchObject({ onlyFirst: 0, onlySecond: 0, p: 1, holm: 1 });
    for (const { p, holm = 0 } of pairs) expect(holm).toBeGreaterThanOrEqual(p);
    expect(recipe.find(({ setting }) => setting === "seed")?.values.slice(1)).toEqual([1, 2]);
  });

  it("says so when all answers are the same", async () => {
    const out = await callWell("compare", "a", "file.safetensors", "--data", "tiny", "--quiet");
    expect(out).toMatch(/^A and B say the same of all 200 test images\n/);
    expect(out).toContain("Neither reads an image right that the other does not.");
    expect(await readFile("compare.html", "utf8")).toContain("On no image.");
  });

  it("refuses what cannot be compared", async () => {
    await writeTinyData("others", { train: 300, test: 50 });
    await callWell("train", "--data", "others", "--epochs", "1", "--threads", "1", "--out", "c", "--quiet");
    const { network, weights } = decodeModel(await readFile("file.safetensors"), "file");
    await writeFile("letters.safetensors", encodeModel({ network, weights, classNames: [..."abcdefghij"] }));
    await writeFile("mine.html", "mine");
    await cp("a", "unfinished", { recursive: true, filter: (path) => !path.endsWith("model.safetensors") });
    const refused: [line: string, code: number, sentence: string][] = [
      ["a", 2, "compare takes two runs or more, got 1; name another"],
      ["a b a", 2, "compare: a came twice; name each run once"],
      ["a c", 1, "a goes with tiny test and c with others test; pass --data to judge both on the same images"],
      [
        "a letters.safetensors --data tiny",
        1,
        "a tells 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 apart and letters.safetensors a, b, c, d, e, f, g, h, i, j; compare runs for the same classes",
      ],
      ["a b --page mine.html", 1, "mine.html is there already, and no page of tenfold compare; pass another --page"],
      ["a b --page mine.txt", 2, "--page mine.txt: what is written is a page; pass a name that ends in .html"],
    ];
    for (const [line, code, sentence] of refused) {
      expect(await call(["compare", ...line.split(" "), "--quiet"])).toEqual({ code, out: "", err: `tenfold: ${sentence}\n` });
    }
    const missing = await call(["compare", "a", "unfinished", "--quiet"]);
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining("unfinished has no model yet")]);
    expect((await call(["compare", "a", "nowhere", "--quiet"])).code).toBe(1);
  });
});
