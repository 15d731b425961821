import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { noData } from "../../../works/test/no-data.js";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const score = (label: string) => ({ label, support: 1, precision: 1, recall: 1, f1: 1 });

beforeAll(async () => {
  await callWell("train", "--data", "tiny", "--epochs", "1", "--batch-size", "64", "--quiet", "--out", "run");
});

const FULL = 'holds no full evaluation under "full"; write it anew with tenfold evaluate --full';

describe("report", () => {
  it("writes the same report again", async () => {
    const before = await readFile("run/report.html", "utf8");
    await rm("run/report.html");
    await rm("run/plots", { recursive: true });
    expect(await call(["report", "run"])).toEqual({ code: 0, out: "run/report.html\n", err: "" });
    expect(await readFile("run/report.html", "utf8")).toBe(before);
    expect((await readFile("run/plots/confusion.png")).length).toBeGreaterThan(1000);
  });

  it("opens it in the browser when told", async () => {
    expect(await call(["report", "run", "--open"])).toEqual({ code: 0, out: "run/report.html\n", err: "", shown: "run/report.html" });
  });

  it("judges a run in full that an earlier version judged in part", async () => {
    await cp("run", "earlier", { recursive: true });
    const { full, ...evaluation } = JSON.parse(await readFile("earlier/evaluation.json", "utf8"));
    await writeFile("earlier/evaluation.json", JSON.stringify(evaluation));
    await callWell("report", "earlier");
    const again = JSON.parse(await readFile("earlier/evaluation.json", "utf8")).full;
    expect({ ...again, imagesPerSecond: 0 }).toEqual({ ...full, imagesPerSecond: 0 });
  });

  it("does without sample images when the data is gone, unless told where it is", async () => {
    await cp("tiny", "elsewhere", { recursive: true });
    await rm("tiny", { recursive: true });
    const gone = "Without sample images: cannot open";
    const { code, err } = await call(["report", "run"]);
    expect([code, err]).toEqual([0, `${gone} ${process.cwd()}/tiny: there is no such file or folder; check the path\n`]);
    expect(await readFile("run/report.html", "utf8")).toContain("No sample images were kept.");
    await callWell("report", "run", "--data", "elsewhere");
    expect(await readFile("run/report.html", "utf8")).toContain("<h2>Nine test images</h2>");
  });

  it.each([
    ["history.json", [null], "is no list of epochs; restore it"],
    ["history.json", [{}], "is no list of epochs; restore it"],
    ["history.json", [1], "is no list of epochs; restore it"],
    ["evaluation.json", null, "is no evaluation; restore it"],
    ["evaluation.json", { confusion: [], perClass: [] }, "is no evaluation; restore it"],
    ["evaluation.json", { count: 1, loss: 1, accuracy: 1, confusion: [], perClass: [] }, "is no evaluation; restore it"],
    ["evaluation.json", { count: 1, loss: 1, accuracy: 1, confusion: [[1]], perClass: [null] }, "is no evaluation; restore it"],
    ["evaluation.json", { count: 1, loss: 1, accuracy: 1, confusion: [[-1]], perClass: [score("0")] }, "is no evaluation; restore it"],
    ["evaluation.json", { count: 1, loss: 1, accuracy: 1, confusion: [[1, 0]], perClass: [score("0")] }, "is no evaluation; restore it"],
    ["evaluation.json", { count: 1, loss: 1, accuracy: 1, confusion: [[1]], perClass: [score("0")], full: {} }, FULL],
    ["evaluation.json", { count: 1, loss: 1, accuracy: 1, confusion: [[1]], perClass: [score("0")], full: { calibration: 1 } }, FULL],
  ])("refuses %s with %j", async (file, content, sentence) => {
    await cp("run", "broken", { recursive: true });
    await writeFile(`broken/${file}`, JSON.stringify(content));
    const line = ["report", "broken", "--data", "elsewhere"];
    expect(await call(line)).toEqual({ code: 1, out: "", err: `tenfold: broken/${file} ${sentence}\n` });
    expect((await readdir("broken")).filter((name) => name.endsWith(".lock"))).toEqual([]);
    await rm("broken", { recursive: true });
  });

  it("takes null for a measure that was not a number", async () => {
    await cp("run", "diverged", { recursive: true });
    const [epoch] = JSON.parse(await readFile("run/history.json", "utf8"));
    await writeFile("diverged/history.json", JSON.stringify([{ ...epoch, val_loss: null }]));
    expect((await call(["report", "diverged", "--data", "elsewhere"])).code).toBe(0);
  });

  it("says what is wrong, in a sentence", async () => {
    await cp("run", "damaged", { recursive: true });
    await cp("run", "unfinished", { recursive: true });
    await cp("run", "not yet done", { recursive: true });
    for (const file of ["report.html", "evaluation.json"]) await rm(`not yet done/${file}`);
    const apart = "not yet done is not finished; go on with tenfold train --resume --out 'not yet done'";
    expect(await call(["report", "not yet done"])).toEqual({ code: 1, out: "", err: `tenfold: ${apart}\n` });
    await rm("unfinished/report.html");
    await rm("unfinished/evaluation.json");
    await writeFile("damaged/history.json", "{}");
    const refused: readonly [line: string, sentence: string][] = [
      ["nowhere", "cannot read nowhere/config.json: there is no such file; check the path"],
      ["unfinished", "unfinished is not finished; go on with tenfold train --resume --out unfinished"],
      ["damaged --data elsewhere", "damaged/history.json is no list of epochs; restore it"],
      ["run --data nowhere", noData("nowhere")],
    ];
    for (const [line, sentence] of refused) {
      expect(await call(["report", ...line.split(" ")])).toEqual({ code: 1, out: "", err: `tenfold: ${sentence}\n` });
    }
  });
});
