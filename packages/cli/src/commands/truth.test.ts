import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { parseOwnCalibration } from "tenfold/recognize";
import { beforeAll, describe, expect, it } from "vitest";
import { type FormPage, parseTemplate } from "../../../tenfold/src/forms/index.js";
import { distanceTo, drawing, seven } from "../../../tenfold/test/drawings.js";
import { drawnForm, penned } from "../../../tenfold/test/drawn-form.js";
import { slip } from "../../../tenfold/test/example-forms.js";
import type { PageReader } from "../../../works/src/reading/page-reader.js";
import { inWorkplace } from "../../../works/test/workplace.js";
import type { Terminal } from "../terminal/terminal.js";
import { worldOf } from "../terminal/world.js";
import { type CalibrateOptions, calibrateWith } from "./calibrate.js";
import { readWith, read as readWithShipped } from "./read.js";
import type { ReadOptions } from "./run-reading.js";

inWorkplace();

const model = { name: "sevens", content: "00000007" };

/** Reads "77", the surer the darker the page is. */
const reader: PageReader = {
  model,
  engine: { name: "a test", version: "1" },
  read({ pixels, width, height }, { levels, maxError = 0.005 }) {
    const confidence = 1 - (pixels[0] as number) / 256;
    const standing = (level: number) => ({
      status: confidence > 1 - 10 * level ? ("accepted" as const) : ("review" as const),
      proof: "expected" as const,
    });
    const box = { left: 0, top: 0, right: width, bottom: height };
    const said = { text: "77", confidence, ...standing(maxError), reasons: [], box, digits: [], alternatives: [] };
    return {
      strings: [{ ...said, ...(levels && { levels: levels.map((level) => ({ maxError: level, ...standing(level) })) }) }],
      grids: [],
    };
  },
};

interface Ran {
  readonly out: string;
  readonly err: string;
  readonly error?: Error;
}

async function ran(work: (terminal: Terminal) => Promise<void>): Promise<Ran> {
  let [out, err] = ["", ""];
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    live: false,
    columns: () => undefined,
    program: "tenfold",
    input: async () => new Uint8Array(),
    interruption: () => ({ signal: new AbortController().signal, end() {} }),
    async show() {},
  };
  try {
    await work(terminal);
    return { out, err };
  } catch (error) {
    return { out, err, error: error as Error };
  }
}

const read = (options: Omit<ReadOptions, "files"> & { readonly files?: string[] }) =>
  ran((terminal) => readWith(async () => reader).run({ files: ["scans"], ...options }, worldOf(terminal)));
const calibrate = (options: Omit<CalibrateOptions, "files">) =>
  ran((terminal) => calibrateWith(async () => reader).run({ files: ["scans"], ...options }, worldOf(terminal)));

/** A picture of one shade; file `at` of 40, lighter and lighter. */
beforeAll(async () => {
  await mkdir("scans");
  for (let at = 0; at < 40; at++) {
    const shade = 5 * at;
    await sharp({ create: { width: 40, height: 20, channels: 3, background: { r: shade, g: shade, b: shade } } })
      .png()
      .toFile(`scans/${at}.png`);
  }
  const line = (at: number, text: string) => `${at}.png,${text}\n`;
  const numbers = Array.from({ length: 40 }, (_, at) => at);
  await writeFile("truth.csv", `file,text\n${numbers.map((at) => line(at, at < 30 ? "77" : "71")).join("")}`);
  await writeFile("few.csv", `file,text\n${line(0, "77")}${line(1, "77")}`);
  await writeFile("wrong.csv", `file,text\n${numbers.map((at) => line(at, "12")).join("")}`);
  await writeFile("none.csv", "file,text\nother.png,7\n");
  await writeFile("field.csv", "file,field,text\n0.png,zip,7\n");
  await writeFile("blank.csv", "file,text\n0.png,\n");
  await writeFile("page.csv", "file,page,text\n0.png,3,7\n");
  await writeFile("latin.csv", Buffer.from([0x66, 0xe9, 0x0a]));
});

describe("read --truth", () => {
  it("prints how well files were read, and writes a report that it replaces itself", async () => {
    const { out, err, error } = await read({ truth: "truth.csv" });
    expect(error).toBeUndefined();
    expect(out).toContain("30 of 40 strings right, 75.0 % (95 %: 59.8 % to 85.8 %); AURC ");
    expect(out).toMatch(/0\.5 % +3 +7\.5 % +2\.6 % to 19\.9 % +0 +0 % to 56\.1 % +expected\n/);
    expect(out.endsWith("Report: read-report/report.html\n")).toBe(true);
    expect(err).toMatch(/^40 files: 40 strings, 3 accepted, 37 for review, in [\d.]+ s, [\d,]+ pages a minute\n$/);
    const files = ["report.html", "report.json", "risk-coverage.csv", "risk-coverage.png", "risk-coverage.svg", "strings.csv"];
    expect((await readdir("read-report")).sort()).toEqual(files);
    const html = await readFile("read-report/report.html", "utf8");
    expect(html).toContain("30 of 40 strings read right, 75.00\u00a0%");
    expect(html.match(/data:image\/png/g)).toHaveLength(10);
    expect(html).not.toMatch(/(src|href)="(?!data:|#)/);
    const rows = (await readFile("read-report/strings.csv", "utf8")).split("\n");
    expect(rows[0]).toBe("file,page,field,truth,text,right,confidence,status,proof");
    expect(rows[1]).toBe("scans/0.png,1,,77,77,yes,1,accepted,expected");
    expect((await read({ truth: "few.csv" })).out).toContain("2 of 2 strings right, 100 %");
  });

  it("puts it into the document with --json, and beside a table with --csv", async () => {
    const { out } = await read({ truth: "truth.csv", json: true, report: "own" });
    const { pages, truth } = JSON.parse(out);
    expect(pages).toHaveLength(40);
    expect(pages[0].strings[0].levels).toHaveLength(3);
    expect(truth).toMatchObject({ truth: "truth.csv", model, maxError: 0.005, right: { count: 30, of: 40 }, others: 0 });
    const table = await read({ truth: "truth.csv", csv: true, report: "own" });
    expect(table.out.split("\n")).toHaveLength(42);
    expect(table.err).toContain("30 of 40 strings right");
  });

  it("tells of what is not judged, and of what was not read", async () => {
    await writeFile("scans-lost.png", "no picture");
    await writeFile("lost.csv", "file,text\n0.png,77\nscans-lost.png,7\n");
    const { out, error } = await read({ files: ["scans", "scans-lost.png"], truth: "lost.csv", report: "lost" });
    expect(out).toContain("1 of 2 strings right");
    expect(out).toContain("Of 1 nothing was read: they count as wrong, and are accepted at no error rate.");
    expect(out).toContain("39 more strings were read of which there is no truth; they are not counted.");
    expect(error?.message).toContain("41 files, 1 failed");
  });

  it.each([
    [{ truth: "none.csv" }, "none.csv line 2 names other.png, which is not among the 40 files to read; check its path"],
    [{ truth: "field.csv" }, "field.csv line 2 names the field zip, and only forms have named fields; pass --template, or leave it empty"],
    [{ truth: "blank.csv" }, "blank.csv line 2 has no text; write what stands there, or leave the line out"],
    [{ truth: "page.csv", report: "p" }, "page.csv line 2 names page 3, and scans/0.png has 1; check it"],
    [{ truth: "latin.csv" }, "latin.csv is no UTF-8 text; save the table as CSV in UTF-8"],
    [{ truth: "gone.csv" }, "cannot read gone.csv: there is no such file; check the path"],
    [{ truth: "truth.csv", report: "scans" }, "scans holds something else than a report of tenfold read --truth; pass another --report"],
    [{ report: "x" }, "--report is about truth; pass --truth, a CSV with the columns file,page,field,text"],
    [
      { truth: "truth.csv", out: "a.jsonl", resume: true },
      "--resume and --truth exclude each other: what was read before is not read again, and not judged",
    ],
    [{ calibration: "truth.csv" }, "truth.csv is no JSON: "],
  ])("refuses %j in a sentence", async (options, sentence) => {
    const { error, out } = await read(options);
    expect(error?.message).toContain(sentence);
    expect(out).toBe("");
  });
});

describe("read --truth of forms", () => {
  it("judges fields by their names, blank ones too, and tells them apart", async () => {
    const page = parseTemplate(slip).pages[0] as FormPage;
    const form = drawnForm(page, { dpi: 100 });
    const ink = drawing({ height: 40, width: 40 }, (x, y) => (distanceTo(seven(10, 6, 28), x, y) < 2 ? 255 : 0));
    penned(form, ink, { left: 65, top: 190, right: 95, bottom: 218 });
    await sharp(form.pixels, { raw: { width: form.width, height: form.height, channels: 1 } })
      .png()
      .toFile("form.png");
    await writeFile("form.json", JSON.stringify(slip));
    await writeFile("form.csv", "file,field,text,status\nform.png,amount,77,review\nform.png,check,,blank\nform.png,date,1.2.2024,\n");
    const { out, error } = await read({ files: ["form.png"], template: "form.json", truth: "form.csv", report: "form", json: true });
    expect(error).toBeUndefined();
    const { right, fields } = JSON.parse(out).truth;
    expect([right.count, right.of]).toEqual([2, 3]);
    expect(fields.map(({ field, right }: (typeof fields)[number]) => [field, right.count, right.of])).toEqual([
      ["amount", 1, 1],
      ["check", 1, 1],
      ["date", 0, 1],
    ]);
    await writeFile("misspelt.csv", "file,field,text\nform.png,amuont,77\n");
    expect((await read({ files: ["form.png"], template: "form.json", truth: "misspelt.csv" })).error?.message).toBe(
      "misspelt.csv line 2 names the field amuont, which the template has not; did you mean amount?",
    );
  });
});

describe("calibrate", () => {
  it("writes what own readings say, and tells what they accept and prove", async () => {
    const { out, error } = await calibrate({ truth: "truth.csv" });
    expect(error).toBeUndefined();
    expect(out).toContain("30 of 40 readings right; log odds of being right: ");
    expect(out).toMatch(/1 % +0 of 40 +0 +0 +out of reach\n/);
    expect(out.endsWith("my.calibration.json\n")).toBe(true);
    const own = parseOwnCalibration(await readFile("my.calibration.json", "utf8"));
    expect(own).toMatchObject({ model, effort: "usual", readings: 40, right: 30 });
    expect((await calibrate({ truth: "truth.csv" })).error?.message).toBe(
      "my.calibration.json is there already; pass another --out, or move it away",
    );
    const { calibration, levels } = JSON.parse((await calibrate({ truth: "truth.csv", out: "other.json", json: true })).out);
    expect(calibration).toEqual(own);
    expect(levels).toHaveLength(3);
  });

  it("makes what other networks refuse, before a journal is begun", async () => {
    const options = { files: ["scans"], calibration: "my.calibration.json", out: "read.jsonl" };
    const { error } = await ran((terminal) => readWithShipped.run(options, worldOf(terminal)));
    expect(error?.message).toMatch(
      /^the calibration was fitted on the network sevens 00000007 alone, and the networks reader \w+ and lines \w+ read here; calibrate again/,
    );
    expect(await readdir(".")).not.toContain("read.jsonl");
  });

  it.each<[Omit<CalibrateOptions, "files">, string]>([
    [{}, "calibrate learns from truth; pass --truth, a CSV with the columns file,page,field,text"],
    [{ truth: "few.csv", out: "1.json" }, "2 readings are too few to calibrate on; 30 are wanted at least, some hundreds are better"],
    [{ truth: "wrong.csv", out: "2.json" }, "all 40 readings are wrong; check that truth and pictures belong together, and the field"],
    [{ truth: "none.csv", out: "3.json" }, "none.csv line 2 names other.png, which is not among the 40 files to read; check its path"],
  ])("refuses %j in a sentence, and writes nothing", async (options, sentence) => {
    const { error } = await calibrate(options);
    expect(error?.message).toBe(sentence);
    expect(await readdir(".")).not.toContain(options.out ?? "-");
  });
});
