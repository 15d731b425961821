import { appendFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { InputError, UsageError } from "tenfold";
import { parseDocument } from "tenfold/document";
import { loadHands, writerProfile } from "tenfold/recognize";
import { Interrupted } from "tenfold-works";
import { PartlyReadError } from "tenfold-works/reading";
import { beforeAll, describe, expect, it } from "vitest";
import { type FormPage, parseTemplate } from "../../../tenfold/src/forms/index.js";
import { distanceTo, drawing, seven } from "../../../tenfold/test/drawings.js";
import { drawnForm, penned } from "../../../tenfold/test/drawn-form.js";
import { slip } from "../../../tenfold/test/example-forms.js";
import { pdfOf } from "../../../tenfold/test/pdf-of.js";
import type { PageReader } from "../../../works/src/reading/page-reader.js";
import { inWorkplace } from "../../../works/test/workplace.js";
import type { Terminal } from "../terminal/terminal.js";
import { worldOf } from "../terminal/world.js";
import { readWith } from "./read.js";
import type { ReadOptions } from "./run-reading.js";

inWorkplace();

const dpi = 100;
const slipPage = parseTemplate(slip).pages[0] as FormPage;

/** Reads "77" wherever there is a picture, and doubts pictures that are narrower than 100 pixels. */
function reader(asked: unknown[] = []): PageReader {
  return {
    model: { name: "sevens", content: "00000007" },
    engine: { name: "a test", version: "1" },
    read(picture, options) {
      asked.push(options);
      const { width, height } = picture;
      if (width === 13) return { strings: [], grids: [], reason: "the page is blank" };
      const box = { left: 0, top: 0, right: width, bottom: height };
      const digit = { value: 7, confidence: 0.97, top3: [], box, seen: new Uint8Array(784) };
      const isSure = width >= 100;
      const string = {
        text: "77",
        confidence: isSure ? 0.95 : 0.4,
        status: isSure ? ("accepted" as const) : ("review" as const),
        reasons: isSure ? [] : ['it may be "71", too'],
        box,
        digits: [digit, digit],
        alternatives: [],
      };
      return { strings: [string], grids: [] };
    },
    async readTogether(items, options) {
      asked.push(options);
      return { readings: await Promise.all(items.map((item) => this.read(item.image, item.options))), context: { changed: 0 } };
    },
  };
}

interface Ran {
  readonly out: string;
  readonly err: string;
  readonly error?: unknown;
}

async function read(options: ReadOptions, { asked = [], stopAt }: { asked?: unknown[]; stopAt?: string } = {}): Promise<Ran> {
  const controller = new AbortController();
  let [out, err] = ["", ""];
  const terminal: Terminal = {
    out(text) {
      out += text;
      if (stopAt && out.includes(stopAt)) controller.abort();
    },
    err: (text) => {
      err += text;
    },
    live: false,
    columns: () => undefined,
    program: "tenfold",
    input: async () => new Uint8Array(),
    interruption: () => ({ signal: controller.signal, end() {} }),
    async show() {},
  };
  try {
    await readWith(async () => reader(asked)).run(options, worldOf(terminal));
    return { out, err };
  } catch (error) {
    return { out, err, error };
  }
}

const blank = (width: number) => sharp({ create: { width, height: 60, channels: 3, background: "white" } });

beforeAll(async () => {
  await mkdir("scans/more", { recursive: true });
  for (const number of [1, 2, 10])
    await blank(100 + number)
      .png()
      .toFile(`scans/scan-${number}.png`);
  await blank(50).jpeg().toFile("scans/more/=narrow.jpg");
  await blank(13).webp().toFile("scans/zebra.webp");
  const page = await blank(120).png().toBuffer();
  await sharp([page, page], { join: { animated: true } })
    .tiff()
    .toFile("scans/two.tiff");
  await writeFile("scans/broken.png", "no picture at all");
  await writeFile("scans/.hidden.png", "hidden");
  await writeFile("scans/notes.txt", "notes");
  const form = drawnForm(slipPage, { dpi });
  const ink = drawing({ height: 40, width: 40 }, (x, y) => (distanceTo(seven(10, 6, 28), x, y) < 2 ? 255 : 0));
  penned(form, ink, { left: 65, top: 190, right: 95, bottom: 218 });
  await sharp(form.pixels, { raw: { width: form.width, height: form.height, channels: 1 } })
    .png()
    .toFile("form.png");
  await writeFile("form.json", JSON.stringify(slip));
});

const order = [
  "scans/broken.png",
  "scans/more/=narrow.jpg",
  "scans/scan-1.png",
  "scans/scan-2.png",
  "scans/scan-10.png",
  "scans/two.tiff",
  "scans/two.tiff",
  "scans/zebra.webp",
];

describe("read", () => {
  it("reads files and folders in natural order, every page, and goes on past what is no picture", async () => {
    const asked: unknown[] = [];
    const { out, err, error } = await read({ files: ["scans", "missing.png"], json: true, field: "us-zip", maxError: 0.01 }, { asked });
    const { pages, ...head } = JSON.parse(out);
    expect(head).toEqual({ version: 1, model: { name: "sevens", content: "00000007" }, engine: { name: "a test", version: "1" } });
    expect(parseDocument(out).pages).toEqual(pages);
    expect(pages.map(({ file }: { file: string }) => file)).toEqual([...order, "missing.png"]);
    expect(asked).toEqual(Array.from({ length: 7 }, () => ({ field: "us-zip", maxError: 0.01 })));
    expect(pages[0]).toEqual({
      file: "scans/broken.png",
      error: "scans/broken.png holds text, whatever its name says, and is no picture that can be read; pass PNG, JPEG, WebP, TIFF or PDF",
    });
    expect(pages[6]).toMatchObject({
      file: "scans/two.tiff",
      page: 2,
      pages: 2,
      strings: [{ text: "77", confidence: 0.95, status: "accepted" }],
    });
    expect(Object.keys(pages[6].strings[0].digits[0])).toEqual(["value", "confidence", "top3", "box"]);
    expect(pages[7]).toMatchObject({ strings: [], reason: "the page is blank" });
    expect(err).toBe(`${pages[0].error}\ncannot read missing.png: there is no such file; check the path\n`);
    expect(error).toEqual(new PartlyReadError("8 files with 7 pages, 2 files failed: 6 strings, 5 accepted, 1 for review"));
  });

  it("tells of each failure once, and counts what came of several files", async () => {
    const missing = "cannot read missing.png: there is no such file; check the path";
    expect(await read({ files: ["missing.png"] })).toEqual({ out: "", err: "", error: new PartlyReadError(missing) });
    const some = await read({ files: ["missing.png", "scans/scan-1.png"] });
    expect(some.out).toBe("scans/scan-1.png\n  77  95.0 %\n");
    expect(some.err).toBe(`${missing}\n`);
    expect(some.error).toEqual(new PartlyReadError("2 files, 1 failed: 1 string, 1 accepted, 0 for review"));
    const quiet = await read({ files: ["missing.png", "scans/scan-1.png"], quiet: true });
    expect(quiet).toEqual(some); // a failure is more than progress
    expect((await read({ files: ["scans/scan-1.png", "scans/more"] })).err).toBe("2 files: 2 strings, 1 accepted, 1 for review\n");
    expect((await read({ files: ["scans/scan-1.png", "scans/more"], quiet: true })).err).toBe("");
    expect((await read({ files: ["scans/scan-1.png"] })).err).toBe("");
  });

  it("prints text for people, and tables that no spreadsheet takes for formulas", async () => {
    expect((await read({ files: ["scans/two.tiff", "scans/more"] })).out).toBe(
      'scans/two.tiff page 1\n  77  95.0 %\nscans/two.tiff page 2\n  77  95.0 %\nscans/more/=narrow.jpg\n  77  40.0 %  review: it may be "71", too\n',
    );
    process.chdir("scans/more");
    const { out } = await read({ files: ["=narrow.jpg", "../zebra.webp"], csv: true });
    process.chdir("../..");
    expect(out).toBe(
      `file,page,field,text,value,confidence,status,reasons,left,top,right,bottom,proof,review_digits\n'=narrow.jpg,1,,77,,0.4,review,"it may be ""71"", too",0,0,50,60,,\n../zebra.webp,1,,,,,nothing found,the page is blank,,,,,,\n`,
    );
  });

  it("reads forms, draws what was read, and says where a page is none", async () => {
    const { out, error } = await read({ files: ["form.png", "scans/scan-1.png"], template: "form.json", json: true, annotate: "seen" });
    const [form, other] = JSON.parse(out).pages;
    expect(form.strings.map(({ name, text, isBlank }: { name: string; text: string; isBlank: boolean }) => [name, text, isBlank])).toEqual([
      ["account", "", true],
      ["branch", "", true],
      ["amount", "77", false],
      ["check", "", true],
      ["date", "", true],
    ]);
    expect(form.strings[2].corners).toHaveLength(4);
    expect(other).toMatchObject({ page: 1, error: expect.stringContaining("too small for a form") });
    expect(error).toBeInstanceOf(InputError);
    expect(await readdir("seen")).toEqual(["form.png"]);
    const { data, info } = await sharp("seen/form.png").raw().toBuffer({ resolveWithObject: true });
    let blue = 0;
    for (let at = 0; at < data.length; at += info.channels) if ((data[at + 2] as number) > (data[at] as number) + 80) blue++;
    expect(blue).toBeGreaterThan(300);
    expect((await read({ files: ["form.png"], annotate: "seen" })).error).toEqual(
      new InputError("seen is not empty; pass another --annotate, or move away what is in it"),
    );
  });

  it("looks up the writer whom a field names in a folder of profiles, and says where nothing is known", async () => {
    await mkdir("writers");
    await writeFile("named.json", JSON.stringify({ ...slip, writer: { region: "CH", namedBy: "amount" } }));
    const page = async (asked: unknown[] = []) => {
      const { out } = await read({ files: ["form.png"], template: "named.json", profiles: "writers", json: true }, { asked });
      return JSON.parse(out).pages[0];
    };
    expect((await page()).notice).toContain("there is no profile of the writer 77, whom amount names");
    const profile = writerProfile({ pictures: new Uint8Array(784).fill(255, 300, 400), labels: [1] }, await loadHands());
    await writeFile("writers/77.profile.json", JSON.stringify(profile));
    const asked: unknown[] = [];
    expect((await page(asked)).context).toEqual({ changed: 0, writer: "77" });
    expect(asked).toContainEqual({ hand: "auto", writer: { region: "CH", profile } });
    await writeFile("writers/77.profile.json", JSON.stringify({ ...profile, hands: "0123abcd" }));
    expect((await page()).error).toMatch(
      /^writers\/77\.profile\.json was made by what was known of hands as 0123abcd, and here it is [0-9a-f]{8}; learn it again$/,
    );
    await writeFile("writers/77.profile.json", JSON.stringify({ ...profile, version: 2 }));
    expect((await page()).error).toBe(
      "writers/77.profile.json is of version 2, and this program reads up to 1; use a later one, or learn it again",
    );
  });

  it("draws files of the same name in different folders, and of different kinds, apart from each other", async () => {
    await mkdir("years/2023", { recursive: true });
    await mkdir("years/2024");
    for (const file of ["years/2023/scan.png", "years/2024/scan.png", "years/2024/scan.jpg"]) await blank(120).toFile(file);
    const page = await blank(120).png().toBuffer();
    await sharp([page, page], { join: { animated: true } })
      .tiff()
      .toFile("years/two.tiff");
    expect((await read({ files: ["years"], annotate: "drawn" })).err).toBe("4 files with 5 pages: 5 strings, 5 accepted, 0 for review\n");
    const drawn = (await readdir("drawn", { recursive: true })).map((path) => path.replaceAll("\\", "/"));
    const folders = ["2023", "2024"];
    expect(drawn.sort()).toEqual([...folders, "2023/scan.png", "2024/scan.jpg.png", "2024/scan.png.png", "two-1.png", "two-2.png"].sort());
  });

  it("does not read its own drawings when it goes on", async () => {
    await mkdir("all");
    await blank(120).png().toFile("all/scan.png");
    const options = { files: ["all"], annotate: "all/seen", out: "all.jsonl" };
    expect((await read(options)).error).toBeUndefined();
    await blank(130).png().toFile("all/scan-2.png");
    const asked: unknown[] = [];
    expect((await read({ ...options, resume: true }, { asked })).error).toBeUndefined();
    expect([asked.length, await readdir("all/seen")]).toEqual([1, ["scan-2.png", "scan.png"]]);
  });

  it("goes on with JSON lines after an interruption, and after one that was killed while it wrote", async () => {
    const first = await read({ files: ["scans"], out: "read.jsonl", csv: true }, { stopAt: "scan-2.png" });
    expect(first.error).toEqual(new Interrupted("stopped after 4 of 7 files; with --out, --resume goes on"));
    await appendFile("read.jsonl", `${JSON.stringify({ file: "scans/two.tiff", page: 1, pages: 2, strings: [] })}\n{"file": "scans/tw`);
    expect((await read({ files: ["scans"], out: "read.jsonl" })).error).toEqual(
      new InputError("read.jsonl is there already; go on with it with --resume, pass another --out, or move it away"),
    );
    const asked: unknown[] = [];
    const { err, out } = await read({ files: ["scans"], out: "read.jsonl", resume: true }, { asked });
    expect([asked.length, out]).toEqual([4, ""]);
    expect(err).toContain("3 of 7 files were read before\n"); // the fourth could not be read
    const lines = (await readFile("read.jsonl", "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ file }) => file).sort()).toEqual([...order].sort());
    const again = await read({ files: ["scans"], out: "read.jsonl", resume: true }, { asked });
    expect((again.error as Error).message).toMatch(/^scans\/broken\.png holds text, /); // alone, so nothing is counted
    expect(again.err).toBe("6 of 7 files were read before\n");
    expect(asked).toHaveLength(4); // nothing was read twice
    expect((await read({ files: ["scans"], out: "read.jsonl", resume: true, maxError: 0.1 })).error).toEqual(
      new InputError(
        'read.jsonl was begun with other settings, {"maxError":0.005}, and these are {"maxError":0.1}; pass the same, or another --out',
      ),
    );
  });

  it("fails a page that exceeds its limits, reads the rest, and meets it again only when asked to", async () => {
    await mkdir("heavy");
    await blank(120).png().toFile("heavy/a.png");
    await sharp({ create: { width: 5500, height: 5500, channels: 3, background: "white" } })
      .png()
      .toFile("heavy/b.png");
    await blank(130).png().toFile("heavy/c.png");
    const options = { files: ["heavy"], out: "heavy.jsonl", pageMemory: 200 };
    const first = await read(options);
    expect(first.err).toContain(
      "heavy/b.png wants more than 200 MB to be decoded and was given up; save it smaller, or allow more memory (--page-memory)\n",
    );
    expect((first.error as Error).message).toBe("3 files, 1 failed: 2 strings, 2 accepted, 0 for review");
    const records = (await readFile("heavy.jsonl", "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records.map(({ file, exceeded }) => [file, exceeded])).toEqual([
      ["heavy/a.png", undefined],
      ["heavy/b.png", "memory"],
      ["heavy/c.png", undefined],
    ]);
    const again = await read({ ...options, resume: true });
    expect([(again.error as Error).message, again.err]).toEqual([
      "1 of 3 files could not be decoded",
      "3 of 3 files were read before\n1 of these could not be decoded within the limits; --retry tries them again\n",
    ]);
    const asked: unknown[] = [];
    const { pageMemory, ...unlimited } = options;
    const retried = await read({ ...unlimited, resume: true, retry: true }, { asked });
    expect([retried.error, asked.length]).toEqual([undefined, 1]);
    expect(await readFile("heavy.jsonl", "utf8")).not.toContain("exceeded");
    expect((await read({ ...unlimited, retry: true })).error).toEqual(new UsageError("--retry says what --resume reads again; pass both"));
  });

  it("refuses pen strokes for a PDF of scans before anything is read, and tells a file without a page", async () => {
    await writeFile("pad.json", "[[10,0,10,50]]");
    expect(((await read({ files: ["scans", "pad.json"], out: "found.pdf" })).error as Error).message).toBe(
      "pad.json holds pen strokes, and there is no scan of them for a PDF; leave it out, or pass another --out",
    );
    await writeFile("none.pdf", pdfOf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]));
    expect(((await read({ files: ["none.pdf"] })).error as Error).message).toBe(
      "none.pdf is a PDF without pages, or a damaged one; open it elsewhere and save it again",
    );
  });

  it("looks for the amount of a whole check when told, says where there is none, and refuses what it does not find", async () => {
    await mkdir("checks", { recursive: true });
    await sharp({ create: { width: 1240, height: 560, channels: 3, background: "white" } })
      .png()
      .toFile("checks/empty.png");
    const number = Buffer.from(
      '<svg width="1240" height="560"><path d="M900 200h24l-16 40M940 202h24l-16 40M980 199h24l-16 40" fill="none" stroke="#000" stroke-width="6"/></svg>',
    );
    await sharp({ create: { width: 1240, height: 560, channels: 3, background: "white" } })
      .composite([{ input: number }])
      .png()
      .toFile("checks/full.png");
    const asked: unknown[] = [];
    const { out } = await read({ files: ["checks"], find: true, field: "amount" }, { asked });
    expect(out).toMatch(
      /^checks\/empty\.png\n {2}there is no number right of the middle that may be the amount of a check; cut the amount out/,
    );
    expect(out).toMatch(/checks\/full\.png\n {2}77 {2}\d+\.\d % {2}the largest number right of the middle/);
    expect(asked).toEqual([{ field: "amount", maxError: 0.005 }]);
    const { error } = await read({ files: ["checks"], find: true, field: "digits" });
    expect((error as Error).message).toBe(
      "--find finds the amount of a check or the postal code of an envelope; pass --field amount or --field us-zip, or leave --find out",
    );
  });

  it("refuses what means nothing, before anything is read", async () => {
    await writeFile("other.jsonl", "something else\n");
    const refused: readonly [Omit<ReadOptions, "files">, string][] = [
      [{ json: true, csv: true }, "--json and --csv exclude each other; pass one of them"],
      [{ resume: true }, "--resume goes on with --out; say which file that is"],
      [
        { out: "read.txt" },
        "--out read.txt: its ending tells no format; pass a name that ends in .json, .jsonl, .csv, .tsv, .xlsx, .hocr, .alto.xml, .page.xml, .pdf or .labelstudio.json, or say it with --format",
      ],
      [{ format: "csv", json: true }, "--format csv and --json exclude each other without --out; pass one of them"],
      [{ format: "pdf" }, "--format pdf is nothing to print; pass --out"],
      [{ bom: true, out: "read.xlsx" }, "--bom is about CSV; pass --csv, or --out with a name that ends in .csv"],
      [{ wide: true, json: true }, "--wide is about tables; pass --csv, or --out with a name that ends in .csv or .xlsx"],
      [{ wide: true, csv: true }, "--wide is a row a form, and nothing says which fields that has; pass --template"],
      [
        { out: "form.json", resume: true },
        "form.json is there already; there is no form.json.jsonl to go on with, so pass another --out, or move it away",
      ],
      [{ field: "us-zip", template: "form.json" }, "--field and --template exclude each other: a template says each field's kind"],
      [{ field: "{kind: 1}" }, `--field {kind: 1} is no JSON; write a name as us-zip, or an object as '{"kind": "digits", "length": 6}'`],
      [{ out: "other.jsonl", resume: true }, "other.jsonl holds something else than what was read; pass another --out"],
    ];
    for (const [options, sentence] of refused) {
      const { error, out } = await read({ files: ["scans"], ...options });
      expect([(error as Error).message, out]).toEqual([sentence, ""]);
    }
  });
});
