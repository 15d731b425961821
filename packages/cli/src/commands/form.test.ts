import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { type FormPage, parseTemplate } from "../../../tenfold/src/forms/index.js";
import { drawnForm, scanned } from "../../../tenfold/test/drawn-form.js";
import { application, slip, smallPrint } from "../../../tenfold/test/example-forms.js";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const a4 = parseTemplate(application).pages[0] as FormPage;
const slipPage = parseTemplate(slip).pages[0] as FormPage;
type Drawn = ReturnType<typeof drawnForm>;
const asFile = ({ pixels, width, height }: Drawn) => sharp(pixels, { raw: { width, height, channels: 1 } });

beforeAll(async () => {
  const blank = drawnForm(a4, { dpi: 100, texts: smallPrint });
  await writeFile("form.json", JSON.stringify(application));
  await asFile(blank).png().toFile("blank.png");
  await asFile(scanned(blank, { degrees: 2 }).picture)
    .jpeg()
    .toFile("scan.jpg");
  await asFile(drawnForm(slipPage, { dpi: 100 }))
    .tiff()
    .toFile("other.tiff");
});

describe("form check", () => {
  it("says what a template holds, or where it is wrong", async () => {
    expect(await callWell("form", "check", "form.json")).toBe('form.json: "Membership application", 210 x 297 mm with 8 fields\n');
    await writeFile("wrong.json", JSON.stringify({ ...application, units: "millimeters" }));
    expect(await call(["form", "check", "wrong.json"])).toEqual({
      code: 1,
      out: "",
      err: 'tenfold: wrong.json: units is "millimeters"; one of "mm", "in", "pt", "px" is wanted\n',
    });
  });

  it("finds the form in a scan, and draws it", async () => {
    const out = await callWell("form", "check", "form.json", "--page", "scan.jpg");
    expect(out).toMatch(/^form\.json: .*\nscan\.jpg: the form fits: 4 of 4 marks, 102 of 102 stretches of printed lines found, 0\.\d\d mm/);
    expect(out).toContain("  drawn in scan.check.png\n");
    const { data, info } = await sharp("scan.check.png").raw().toBuffer({ resolveWithObject: true });
    expect(info.width).toBe(827);
    let blue = 0;
    for (let at = 0; at < data.length; at += info.channels) if ((data[at + 2] as number) > (data[at] as number) + 80) blue++;
    expect(blue).toBeGreaterThan(1000);
  });

  it("prints JSON, and draws SVG", async () => {
    const { pages, checked } = JSON.parse(
      await callWell("form", "check", "form.json", "--page", "blank.png", "--out", "seen.svg", "--json"),
    );
    expect(pages).toEqual([{ width: 210, height: 297, fields: 8, anchors: 4 }]);
    expect(checked).toMatchObject([{ page: 1, templatePage: 1, fits: true, marks: { of: 4, seen: 4 }, drawing: "seen.svg" }]);
    expect(checked[0].toPicture).toHaveLength(9);
    expect(await readFile("seen.svg", "utf8")).toContain(">member</text>");
  });

  it("fails where the form does not fit, with a drawing to look at", async () => {
    const { code, out, err } = await call(["form", "check", "form.json", "--page", "other.tiff"]);
    expect([code, err]).toEqual([1, "tenfold: other.tiff: the form fits 0 of 1 pages; look at other.check.png\n"]);
    expect(out).toContain("other.tiff: the form does not fit the picture: ");
    expect(await readdir(".")).toContain("other.check.png");
  });
});

describe("form draft", () => {
  it("writes a template with a line a field, and a drawing of it, which then fit", async () => {
    const out = await callWell("form", "draft", "blank.png", "--out", "drafted.json", "--name", 'My "form"');
    expect(out).toBe(
      "drafted.json\n  8 fields and 4 anchors, drawn in drafted.png\n  the file tells no resolution: it was taken for A4 or letter paper; pass --dpi where it is another\nName the fields and say their kinds, then: tenfold form check drafted.json --page blank.png\n",
    );
    const text = await readFile("drafted.json", "utf8");
    expect(text).toContain('\n        { "name": "field-4", "box": [');
    expect(text).toMatch(/^\{\n {2}"name": "My \\"form\\"",\n {2}"units": "mm",\n {2}"pages": \[\n {4}\{\n {6}"size": "A4",\n/);
    expect(await callWell("form", "check", "drafted.json", "--page", "scan.jpg", "--out", "fits.png")).toContain("the form fits");
  });

  it("takes a resolution, several pages and a file's own name", async () => {
    await mkdir("in a folder");
    const page = await asFile(drawnForm(slipPage, { dpi: 100 }))
      .png()
      .toBuffer();
    await sharp([page, page], { join: { animated: true } })
      .tiff()
      .toFile("in a folder/two.tiff");
    const drafted = JSON.parse(await callWell("form", "draft", "in a folder/two.tiff", "--dpi", "100", "--json"));
    expect(drafted).toEqual({
      template: "in a folder/two.form.json",
      units: "mm",
      isAssumed: false,
      pages: [
        { fields: 5, anchors: 0, drawing: "in a folder/two.form.png" },
        { fields: 5, anchors: 0, drawing: "in a folder/two.form-2.png" },
      ],
      notices: [],
    });
    const { name, pages } = JSON.parse(await readFile("in a folder/two.form.json", "utf8"));
    expect([name, pages[1].fields[0].name]).toEqual(["two", "field-6"]);
  });

  it.each([
    ["", "''"],
    [" ", "' '"],
    ["x".repeat(201), `'${"x".repeat(201)}'`],
    ["a\u001b[2J", "'a?[2J'"],
    ["two\nlines", "'two?lines'"],
  ])("refuses a name that check would refuse: %j", async (name, shown) => {
    expect(await call(["form", "draft", "blank.png", "--out", "named.json", "--name", name])).toEqual({
      code: 2,
      out: "",
      err: `tenfold: option '--name <name>' argument ${shown} is invalid; 1 to 200 signs on one line are wanted\n`,
    });
    expect(await readdir(".")).not.toContain("named.json");
  });

  it("writes nothing that check would refuse", async () => {
    expect(await call(["form", "draft", "blank.png", "--out", "small.json", "--dpi", "4800"])).toEqual({
      code: 1,
      out: "",
      err: expect.stringMatching(
        /^tenfold: the drafted template: pages\[0\].size makes a page of \d x \d mm; sides of 10 to 5000 mm are read, /,
      ),
    });
    expect(await readdir(".")).not.toContain("small.json");
    await callWell("form", "draft", "blank.png", "--out", "long.json", "--name", "n".repeat(200));
    expect(await callWell("form", "check", "long.json")).toContain(`"${"n".repeat(200)}"`);
  });

  it("replaces no file, and refuses what means nothing", async () => {
    await writeFile("taken.json", "mine");
    await writeFile("blank.form.png", "mine");
    await writeFile("text.png", "no picture");
    const refused: readonly [args: string, code: number, sentence: string][] = [
      ["draft blank.png --out taken.json", 1, "taken.json is there already; pass another --out, or move it away"],
      ["draft blank.png", 1, "blank.form.png is there already; pass another --out, or move it away"],
      ["draft blank.png --page x.png", 2, "--page says nothing to form draft; leave it out"],
      ["check form.json --dpi 100", 2, "--dpi says nothing to form check; leave it out"],
      ["check form.json --out x.png", 2, "--out says nothing to form check without --page; leave it out"],
      [
        "check form.json --page blank.png --out x.gif",
        2,
        "--out x.gif: what is written is a picture; pass a name that ends in .png or .svg",
      ],
      ["fill form.json", 2, "form fill is unknown; known are check and draft"],
      [
        "draft text.png --out t.json",
        1,
        "text.png holds text, whatever its name says, and is no picture that can be read; pass PNG, JPEG, WebP, TIFF or PDF",
      ],
    ];
    for (const [args, code, sentence] of refused) {
      expect(await call(["form", ...args.split(" ")])).toEqual({ code, out: "", err: `tenfold: ${sentence}\n` });
    }
    expect(await readFile("taken.json", "utf8")).toBe("mine");
  });
});
