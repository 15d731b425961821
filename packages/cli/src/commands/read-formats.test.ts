import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { strFromU8, unzipSync } from "fflate";
import sharp from "sharp";
import { InputError } from "tenfold";
import { parseDocument, parsePage } from "tenfold/document";
import { Interrupted } from "tenfold-works";
import { PartlyReadError } from "tenfold-works/reading";
import { beforeAll, describe, expect, it } from "vitest";
import { type FormPage, parseTemplate } from "../../../tenfold/src/forms/index.js";
import { distanceTo, drawing, seven } from "../../../tenfold/test/drawings.js";
import { drawnForm, penned } from "../../../tenfold/test/drawn-form.js";
import { slip } from "../../../tenfold/test/example-forms.js";
import type { PageReader } from "../../../works/src/reading/page-reader.js";
import { inWorkplace } from "../../../works/test/workplace.js";
import type { Terminal } from "../terminal/terminal.js";
import { worldOf } from "../terminal/world.js";
import { readWith } from "./read.js";
import type { ReadOptions } from "./run-reading.js";

inWorkplace();

interface Ran {
  readonly out: string;
  readonly err: string;
  readonly error?: unknown;
  /** How many pictures were read. */
  readonly count: number;
}

interface Circumstances {
  /** A sentence or result at which somebody wishes to stop. */
  readonly stopAt?: string;
  /** What is piped in. */
  readonly piped?: Uint8Array;
  /** Happens before each picture is read. */
  readonly meanwhile?: () => Promise<unknown>;
}

/** Reads "77" wherever there is a picture. */
async function read(options: ReadOptions, { stopAt, piped, meanwhile }: Circumstances = {}): Promise<Ran> {
  const controller = new AbortController();
  let [out, err, count] = ["", "", 0];
  const reader: PageReader = {
    model: { name: "sevens", content: "00000007" },
    engine: { name: "a test", version: "1" },
    async read({ width, height }) {
      await meanwhile?.();
      count++;
      const digits = [0, 1].map((at) => {
        const box = { left: at * 20, top: 10, right: at * 20 + 18, bottom: 40 };
        return { value: 7, confidence: 0.97, top3: [], box, seen: new Uint8Array(784).fill(at * 100 + 1) };
      });
      const box = { left: 0, top: 10, right: Math.min(38, width), bottom: Math.min(40, height) };
      return { strings: [{ text: "77", confidence: 0.95, status: "accepted", reasons: [], box, digits, alternatives: [] }], grids: [] };
    },
  };
  const terminal: Terminal = {
    out(text) {
      out += text;
      if (stopAt && out.includes(stopAt)) controller.abort();
    },
    err: (text) => {
      err += text;
    },
    input: async () => piped ?? new Uint8Array(),
    live: false,
    columns: () => undefined,
    program: "tenfold",
    interruption: () => ({ signal: controller.signal, end() {} }),
    async show() {},
  };
  try {
    await readWith(async () => reader).run(options, worldOf(terminal));
    return { out, err, count };
  } catch (error) {
    return { out, err, error, count };
  }
}

const blank = (width: number) => sharp({ create: { width, height: 60, channels: 3, background: "white" } });
const text = (path: string) => readFile(path, "utf8");
const sheet = async (path: string) => strFromU8(unzipSync(await readFile(path))["xl/worksheets/sheet1.xml"] as Uint8Array);

beforeAll(async () => {
  await mkdir("scans");
  for (const number of [1, 2, 10])
    await blank(100 + number)
      .png()
      .toFile(`scans/scan-${number}.png`);
  await mkdir("bad");
  await writeFile("bad/broken.png", "no picture at all");
  await blank(120).png().toFile("bad/whole.png");
  const form = drawnForm(parseTemplate(slip).pages[0] as FormPage, { dpi: 100 });
  const ink = drawing({ height: 40, width: 40 }, (x, y) => (distanceTo(seven(10, 6, 28), x, y) < 2 ? 255 : 0));
  penned(form, ink, { left: 65, top: 190, right: 95, bottom: 218 });
  await sharp(form.pixels, { raw: { width: form.width, height: form.height, channels: 1 } })
    .png()
    .toFile("form.png");
  await writeFile("form.json", JSON.stringify(slip));
});

describe("read --out", () => {
  it.each([
    ["a.json", async () => expect(parseDocument(await text("a.json")).pages.map(({ file }) => file)).toHaveLength(3)],
    ["a.csv", async () => expect((await text("a.csv")).split("\n")[3]).toMatch(/^scans\/scan-10\.png,1,,77,/)],
    ["a.tsv", async () => expect(await text("a.tsv")).toContain("5\t3\t1\t1\t1\t1\t0\t10\t38\t30\t95\t77\n")],
    ["a.hocr", async () => expect(await text("a.hocr")).toContain("x_wconf 95")],
    ["a.alto.xml", async () => expect(await text("a.alto.xml")).toContain('WC="0.95"')],
    ["a.xlsx", async () => expect(await sheet("a.xlsx")).toContain('r="D4"')],
  ])("writes %s in the end, and leaves nothing else", async (out, check) => {
    expect((await read({ files: ["scans"], out })).error).toBeUndefined();
    await check();
    expect((await readdir(".")).filter((name) => name.startsWith(out))).toEqual([out]);
    expect((await read({ files: ["scans"], out })).error).toEqual(
      new InputError(`${out} is there already; pass another --out, or move it away`),
    );
  });

  it("writes PAGE-XML as a file a page, and finds those that are there", async () => {
    expect((await read({ files: ["scans"], out: "b.page.xml" })).error).toBeUndefined();
    expect((await readdir(".")).filter((name) => name.startsWith("b"))).toEqual(["b-1.page.xml", "b-2.page.xml", "b-3.page.xml", "bad"]);
    expect(await text("b-3.page.xml")).toContain('imageFilename="scans/scan-10.png"');
    expect((await read({ files: ["scans"], out: "b.page.xml" })).error).toEqual(
      new InputError("b-1.page.xml is there already; pass another --out, or move it away"),
    );
    await read({ files: ["scans/scan-1.png"], out: "one.page.xml" });
    expect(await text("one.page.xml")).toContain('imageFilename="scans/scan-1.png"');
  });

  it("writes a PDF whose text is found", async () => {
    expect((await read({ files: ["scans"], out: "c.pdf" })).error).toBeUndefined();
    const library = await PDFiumLibrary.init();
    const pdf = await library.loadDocument(await readFile("c.pdf"));
    expect([...pdf.pages()].map((page) => page.getText())).toEqual(["77", "77", "77"]);
    pdf.destroy();
    library.destroy();
  });

  it("goes on from the journal, and keeps it", async () => {
    const first = await read({ files: ["scans"], out: "d.xlsx", csv: true }, { stopAt: "scan-1.png" });
    expect(first.error).toEqual(new Interrupted("stopped after 1 of 3 files; with --out, --resume goes on"));
    expect((await readdir(".")).filter((name) => name.startsWith("d.xlsx"))).toEqual(["d.xlsx.jsonl", "d.xlsx.jsonl.settings.json"]);
    expect((await read({ files: ["scans"], out: "d.xlsx" })).error).toEqual(
      new InputError("d.xlsx.jsonl is there already; go on with it with --resume, pass another --out, or move it away"),
    );
    const { error, count } = await read({ files: ["scans"], out: "d.xlsx", resume: true });
    expect([error, count]).toEqual([undefined, 2]);
    expect(await sheet("d.xlsx")).toContain('r="D4"');
    const again = await read({ files: ["scans", "bad/whole.png"], out: "d.xlsx", resume: true });
    expect([again.count, (await sheet("d.xlsx")).includes('r="D5"')]).toEqual([1, true]);
  });

  it("has what could not be read in it, and keeps the journal to go on", async () => {
    const { error } = await read({ files: ["bad"], out: "e.csv" });
    expect(error).toEqual(new PartlyReadError("2 files, 1 failed: 1 string, 1 accepted, 0 for review"));
    expect((await text("e.csv")).split("\n")[1]).toContain("bad/broken.png,,,,,,failed,");
    expect((await read({ files: ["bad"], out: "e.csv" })).error).toEqual(
      new InputError("e.csv is there already; go on with it with --resume, pass another --out, or move it away"),
    );
    const again = await read({ files: ["bad"], out: "e.csv", resume: true });
    expect([again.count, (again.error as Error).message]).toEqual([0, expect.stringMatching(/^bad\/broken\.png holds text/)]);
    expect((await text("e.csv")).trimEnd().split("\n")).toHaveLength(3);
  });

  it("loses nothing where the result cannot be written", async () => {
    const meanwhile = () => mkdir("f.xlsx", { recursive: true });
    const { err, error } = await read({ files: ["scans"], out: "f.xlsx" }, { meanwhile });
    expect(error).toEqual(
      new InputError(
        "cannot write f.xlsx: it is a folder; pass the path of a file; nothing is lost: what was read stands in f.xlsx.jsonl, and --resume goes on from there",
      ),
    );
    expect(err).toBe("3 files: 3 strings, 3 accepted, 0 for review\n");
    const lines = (await text("f.xlsx.jsonl")).trimEnd().split("\n");
    expect(lines.map((line) => parsePage(line).file)).toHaveLength(3);
    expect((await read({ files: ["scans"], out: "none/f.xlsx" })).error).toEqual(
      new InputError("cannot write none/f.xlsx.jsonl: its folder does not exist or takes no new files; make it or choose another one"),
    );
  });
});

describe("read --format", () => {
  it("prints what is a text, once all is read", async () => {
    const { out } = await read({ files: ["scans"], format: "hocr" });
    expect(out.match(/class="ocr_page"/g)).toHaveLength(3);
    const lines = (await read({ files: ["scans"], format: "jsonl" })).out.trimEnd().split("\n");
    expect(lines.map((line) => parsePage(line).file)).toEqual(["scans/scan-1.png", "scans/scan-2.png", "scans/scan-10.png"]);
    expect(await read({ files: ["scans"], format: "csv" })).toEqual(await read({ files: ["scans"], csv: true }));
    expect((await read({ files: ["scans"], format: "alto", out: "g.txt" })).out).toBe("");
    expect(await text("g.txt")).toContain("<alto ");
  });

  it("reads what is piped in", async () => {
    const piped = await blank(120).jpeg().toBuffer();
    const { out } = await read({ files: ["-"], csv: true, bom: true }, { piped });
    expect(out).toMatch(/^\uFEFFfile,page,.*\n'-,1,,77,/);
    expect((await read({ files: ["-"], out: "h.pdf" }, { piped })).error).toBeUndefined();
    expect((await read({ files: ["-"] })).error).toEqual(new PartlyReadError("standard input is empty; pass a picture or a PDF"));
    expect(((await read({ files: ["-"], out: "i.csv", resume: true })).error as Error).message).toBe(
      "--resume goes on with files, and - is what is piped in; save it as a file",
    );
  });
});

describe("tables", () => {
  it("have a row a form", async () => {
    const { out, error } = await read({ files: ["form.png", "scans/scan-1.png"], template: "form.json", csv: true, wide: true });
    expect(out.split("\n")).toEqual([
      "file,page,account,branch,amount,check,date,review,error",
      expect.stringMatching(/^form\.png,1,,,77,,,\d,$/),
      expect.stringMatching(/^scans\/scan-1\.png,1,,,,,,0,.*too small for a form/),
      "",
    ]);
    expect(error).toBeInstanceOf(InputError);
    await writeFile("twice.json", JSON.stringify(slip).replace('"name":"branch"', '"name":"review"'));
    expect((await read({ files: ["form.png"], template: "twice.json", csv: true, wide: true })).error).toEqual(
      new InputError('a field is named "review", which is another column of a row a form; rename it in the template, or leave --wide out'),
    );
  });

  it("name the pictures of digits, which lie in folders by class as the network saw them", async () => {
    const { out } = await read({ files: ["scans"], csv: true, alternatives: true, crops: "digits" });
    expect(out.split("\n")[0]).toMatch(/,alternatives,crops$/);
    expect(out.split("\n")[1]).toMatch(/,7\/scan-1-p1-s1-d1\.png; 7\/scan-1-p1-s1-d2\.png$/);
    expect(await readdir("digits")).toEqual(["7"]);
    expect(await readdir("digits/7")).toHaveLength(6);
    const picture = sharp("digits/7/scan-10-p1-s1-d2.png");
    expect(await picture.metadata()).toMatchObject({ width: 28, height: 28, channels: 1 });
    expect([...(await picture.toColourspace("b-w").raw().toBuffer())]).toEqual(new Array(784).fill(101));
    expect((await read({ files: ["scans"], crops: "digits" })).error).toEqual(
      new InputError("digits is not empty; pass another --crops, or move away what is in it"),
    );
  });
});
