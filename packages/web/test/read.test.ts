import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { parseDocument } from "tenfold/document";
import { type FormPage, parseTemplate } from "tenfold/forms";
import { type DocumentFormat, writtenDocument } from "tenfold-works/formats";
import { describe, expect, it } from "vitest";
import { mnist } from "../../tenfold/src/node/sets/mnist.js";
import { withoutChromium } from "../../tenfold/test/browser/chromium.js";
import { drawnForm, scanned } from "../../tenfold/test/drawn-form.js";
import { filledIn } from "../../tenfold/test/filled-form.js";
import { writtenWith } from "../../tenfold/test/written.js";
import { appUnderTest } from "./app-under-test.js";
import { builtSite } from "./built-site.js";
import { isFitForAll, openPage, savedAs, tapUntil, withoutWorker } from "./in-chromium.js";
import { serveSite } from "./serve-site.js";

const program = join(import.meta.dirname, "../../cli/bin/tenfold.js");

const app = appUnderTest(async (folder) => {
  const { pixels, height, width, channels } = writtenWith((await mnist()).test, ["1234", "567"]);
  await sharp(pixels as Uint8Array, { raw: { height, width, channels } })
    .png()
    .toFile(join(folder, "lines.png"));
  await drawForms(folder);
  return serveSite(await builtSite(), { isolates: true });
});

/** A slip with marks in its corners, with cells and without. */
const slip = {
  name: "Slip",
  units: "mm",
  pages: [
    {
      size: [120, 70],
      anchors: [6, 114].flatMap((x) => [6, 64].map((y) => ({ kind: "square", at: [x, y], size: 4 }))),
      fields: [
        { name: "member", box: [14, 14, 40, 8], cells: 5, field: "digits", required: true },
        { name: "zip", box: [70, 14, 35, 8], cells: 5, field: "us-zip" },
        { name: "phone", box: [14, 40, 60, 9], field: "digits" },
      ],
    },
  ],
};

/** The slip as it is printed, filled in and scanned askew, and as a template. */
async function drawForms(folder: string): Promise<void> {
  const dpi = 150;
  const page = parseTemplate(slip).pages[0] as FormPage;
  const blank = drawnForm(page, { dpi });
  const { images } = (await mnist()).test;
  const digits = Array.from({ length: 15 }, (_, at) => ({ pixels: images.pixels.slice(at * 784, (at + 1) * 784), height: 28, width: 28 }));
  const { picture } = scanned(filledIn(blank, page, digits, { dpi }), { degrees: 2 });
  for (const [name, { pixels, height, width }] of Object.entries({ blank, filled: picture }))
    await sharp(pixels, { raw: { height, width, channels: 1 } })
      .withMetadata({ density: dpi })
      .png()
      .toFile(join(folder, `${name}.png`));
  await writeFile(join(folder, "own.json"), JSON.stringify(slip));
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A finger that goes from one place of the page to another. */
async function touching(page: Page) {
  const session = await page.context().newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd", points: readonly (readonly [number, number])[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  return async (from: readonly [number, number], to: readonly [number, number]) => {
    await send("touchStart", [from]);
    for (const share of [0.25, 0.5, 0.75, 1])
      await send("touchMove", [[from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]]);
    await send("touchEnd", []);
    await page.waitForTimeout(500); // a tap on what still glides only stops it
  };
}

/** The bytes that Read saves in a format. */
async function bytesOf(page: Page, format: string): Promise<Buffer> {
  return readFile(await (await savedAs(page, format)).path());
}

describe.skipIf(withoutChromium)(
  "what Read saves, and forms in it (skipped where /usr/bin/chromium is missing)",
  { timeout: 180_000 },
  () => {
    it("is what the command line writes, byte for byte", async () => {
      const page = await openPage(app.browser, `${app.address}#read`, app.faults, withoutWorker);
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.setInputFiles(".drop input", join(app.folder, "lines.png"));
      await page.locator(".save").waitFor({ timeout: 90_000 });
      expect(asked.filter((url) => url.includes("save-worker"))).toEqual([]); // what writes files comes when somebody saves
      const csv = (await bytesOf(page, "csv")).toString();
      expect(asked.filter((url) => url.includes("save-worker"))).toHaveLength(1);
      for (const format of ["csv", "hocr"]) {
        const out = `lines.${format}`;
        await promisify(execFile)(process.execPath, [program, "read", "lines.png", "--out", out, "--quiet"], { cwd: app.folder });
        expect((await bytesOf(page, format)).toString()).toBe(await readFile(join(app.folder, out), "utf8"));
      }
      expect(csv.split("\n")).toHaveLength(4); // a heading, two lines, and the end

      const json = await bytesOf(page, "json");
      const document = parseDocument(JSON.parse(json.toString()), "lines.json");
      const ours = async (format: DocumentFormat, options = {}) => writtenDocument(document, format, options);
      for (const format of ["json", "jsonl", "tsv", "hocr", "alto", "labelstudio"] as const)
        expect((await bytesOf(page, format)).toString(), format).toBe(await ours(format));
      expect(unzipSync(await bytesOf(page, "xlsx"))).toEqual(unzipSync((await ours("xlsx")) as Uint8Array)); // a ZIP has its time beside
      expect((await bytesOf(page, "page")).toString()).toContain("<Unicode>1234</Unicode>");
      await page.locator(".save select").selectOption("csv");
      await page.getByLabel("With other readings").check();
      await page.getByLabel("byte-order mark").check();
      expect((await bytesOf(page, "csv")).toString()).toBe(await ours("csv", { alternatives: true, bom: true }));

      const saved = await savedAs(page, "pdf");
      expect(saved.suggestedFilename()).toBe("lines-found.pdf");
      const library = await PDFiumLibrary.init();
      const pdf = await library.loadDocument(await readFile(await saved.path()));
      expect(pdf.getPage(0).getText().split(/\s+/)).toEqual(["1234", "567"]);
      pdf.destroy();
      library.destroy();
    });

    it("drafts a template, which is mended by mouse and keys, seen on a scan, saved, and read with as the command line does", async () => {
      const page = await openPage(app.browser, `${app.address}#read`, app.faults, withoutWorker);
      await page.getByRole("button", { name: "Make a template" }).click();
      await page.setInputFiles(".drop input", join(app.folder, "blank.png"));
      await page.locator(".item.field").first().waitFor({ timeout: 60_000 });
      expect(await page.locator(".item.field").count()).toBe(3);
      expect(await page.locator(".item.anchor").count()).toBe(4);
      await isFitForAll(page);

      // By mouse: a field moves, and Ctrl+Z takes all of the drag back.
      const measure = (name: string) => page.getByLabel(`${name}, mm`).inputValue();
      const field = (at: number) => page.locator(".item.field").nth(at);
      const drag = async (from: readonly [number, number], by: readonly [number, number]) => {
        await page.mouse.move(...from);
        await page.mouse.down();
        await page.mouse.move(from[0] + by[0], from[1] + by[1], { steps: 4 });
        await page.mouse.up();
      };
      const boxOn = async (at: number) => (await field(at).locator(".outline").boundingBox()) as Rectangle;
      const first = await boxOn(0);
      await field(0).click();
      const left = Number(await measure("Left"));
      await drag([first.x + first.width / 2, first.y + first.height / 2], [30, 40]);
      expect((await boxOn(0)).x - first.x).toBeCloseTo(30, -1);
      expect(Number(await measure("Left"))).toBeGreaterThan(left + 3);
      await page.keyboard.press("Control+z");
      expect(Number(await measure("Left"))).toBe(left);
      const width = Number(await measure("Width"));
      await drag([first.x + first.width, first.y + first.height / 2], [-30, 0]);
      expect(Number(await measure("Width"))).toBeLessThan(width - 3);
      await page.getByRole("button", { name: "Undo" }).click();
      expect(Number(await measure("Width"))).toBe(width);

      // By keys: arrows move and size, Enter goes to the name, Escape back.
      await field(0).focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Control+ArrowLeft");
      await page.keyboard.press("Shift+ArrowRight");
      expect([Number(await measure("Left")), Number(await measure("Width"))]).toEqual([
        expect.closeTo(left + 0.4, 5),
        expect.closeTo(width + 0.5, 5),
      ]);
      for (let times = 0; times < 2; times++) await page.keyboard.press("Control+z");
      expect([Number(await measure("Left")), Number(await measure("Width"))]).toEqual([left, width]);
      await page.keyboard.press("Enter");
      await page.keyboard.type("member");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+d");
      expect(await page.locator(".item.field").count()).toBe(4);
      expect(await page.locator("#field-name").inputValue()).toBe("member-1");
      await page.locator(".item.chosen").focus();
      await page.keyboard.press("Delete");
      expect(await page.locator(".item.field").count()).toBe(3);

      // What the library refuses stands beside it, in its words.
      await page.locator(".items button").nth(1).click();
      await page.locator("#field-name").fill("member");
      const refusal =
        'the template: pages[0].fields[0] and pages[0].fields[1] are both named "member"; every field needs a name of its own';
      await expect.poll(() => page.locator(".item-form .trouble").textContent(), { timeout: 20_000 }).toBe(refusal);
      expect(await page.getByRole("button", { name: "Save as JSON" }).isDisabled()).toBe(true);
      expect(await page.locator(".item.faulty").count()).toBe(2);
      await page.locator("#field-name").fill("zip");
      await page.getByLabel("What is written there").selectOption("us-zip");
      await expect.poll(() => page.locator(".trouble").count(), { timeout: 20_000 }).toBe(0);
      await page.locator(".items button").nth(0).click();
      await page.getByText("Options of this kind").click();
      await page.getByLabel("length").fill("41");
      await page.getByLabel("length").press("Tab");
      await expect.poll(() => page.locator(".item-form .trouble").textContent(), { timeout: 20_000 }).toContain("length is a whole number");
      await page.getByLabel("length").fill("5");
      await page.getByLabel("length").press("Tab");
      await page.getByLabel("It must be filled in").check();
      await page.locator(".items button").nth(2).click();
      await page.locator("#field-name").fill("phone");
      await page.getByLabel("What the form is called").fill("Membership");

      // On another scan the fields lie where registration puts them, and are read.
      await page.getByRole("button", { name: "On a filled scan" }).click();
      await page.setInputFiles(".drop input", join(app.folder, "filled.png"));
      await page.locator(".strings li").first().waitFor({ timeout: 90_000 });
      const read = await page.locator(".strings .text").allTextContents();
      expect(read[0]).toMatch(/^member\d{5}$/);
      expect(await page.locator(".hint", { hasText: "4 of 4 marks" }).count()).toBe(1);
      expect(await page.locator(".found-line").count()).toBeGreaterThan(10);
      await page.locator(".strings button", { hasText: "look at it" }).first().click();
      await isFitForAll(page);
      await page.setInputFiles(".drop input", join(app.folder, "lines.png"));
      await expect.poll(() => page.locator(".trouble").textContent(), { timeout: 60_000 }).toMatch(/form/);

      const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as JSON" }).click()]);
      expect(saved.suggestedFilename()).toBe("Membership.json");
      await saved.saveAs(join(app.folder, "form.json"));
      const template = parseTemplate(await readFile(join(app.folder, "form.json"), "utf8"));
      expect(template.pages[0]?.fields.map(({ name, field: kind, required, cells }) => [name, kind, required, cells.length])).toEqual([
        ["member", { kind: "digits", length: 5 }, true, 5],
        ["zip", "us-zip", false, 5],
        ["phone", "digits", false, 0],
      ]);

      await page.getByRole("button", { name: "Read with it" }).click();
      await page.getByRole("heading", { name: "Read a picture or PDF" }).waitFor(); // the editor has a drop of its own
      await page.setInputFiles(".drop input", join(app.folder, "filled.png"));
      // The page is there to look at while it is read.
      await page.waitForFunction(
        () => document.querySelector(".result image") && /^Reading/.test(document.querySelector(".read > .hint")?.textContent ?? ""),
      );
      await page.locator(".save").waitFor({ timeout: 90_000 });
      expect(await page.locator(".strings .text").allTextContents()).toEqual(read);
      await page.getByLabel("A row a form").check();
      const csv = (await bytesOf(page, "csv")).toString();
      const asked = ["read", "filled.png", "--template", "form.json", "--wide", "--out", "filled.csv", "--quiet"];
      await promisify(execFile)(process.execPath, [program, ...asked], { cwd: app.folder }).catch(() => {}); // some fields are for a person to look at
      expect(csv).toBe(await readFile(join(app.folder, "filled.csv"), "utf8"));

      // The browser keeps it; a file that is none is refused in the library's words.
      await page.reload();
      await expect.poll(() => page.getByLabel("What stands there").locator("option", { hasText: "Membership" }).count()).toBe(1);
      await writeFile(join(app.folder, "none.json"), '{ "name": "x", "units": "cm", "pages": [] }');
      await page.setInputFiles(".what-stands input", join(app.folder, "none.json"));
      await expect.poll(() => page.locator(".trouble").textContent(), { timeout: 30_000 }).toContain('none.json: units is "cm"');
    });

    it("opens a template on a phone, where fingers add, move and take back", async () => {
      const page = await openPage(app.browser, `${app.address}#read`, app.faults, {
        ...withoutWorker,
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        colorScheme: "dark",
      });
      await page.setInputFiles(".what-stands input", join(app.folder, "own.json"));
      await page.getByRole("button", { name: "Edit it" }).click();
      await page.locator(".item.field").first().waitFor({ timeout: 30_000 });
      await isFitForAll(page);
      const outline = page.locator(".item.field .outline").first();
      await outline.scrollIntoViewIfNeeded();
      const { x, y, width, height } = (await outline.boundingBox()) as Rectangle;
      const touch = await touching(page);
      const isChosen = async () => (await page.getByLabel("Top, mm").count()) > 0;
      await tapUntil(() => page.touchscreen.tap(x + width / 2, y + height / 2), isChosen);
      const topNow = async () => Number(await page.getByLabel("Top, mm").inputValue());
      const top = await topNow();
      await touch([x + width / 2, y + height / 2], [x + width / 2, y + height / 2 + 60]);
      await expect.poll(topNow).toBeGreaterThan(top + 4);
      const press = (name: string) => () => page.getByRole("button", { name }).tap();
      const dragged = await topNow();
      await tapUntil(press("Undo"), async () => (await topNow()) !== dragged);
      expect(await topNow()).toBe(top); // a drag is one step
      const drawing = page.getByText("Draw the field on the page, or press where it is");
      await tapUntil(press("Add a field"), async () => (await drawing.count()) > 0);
      const frame = page.locator(".frame");
      await frame.scrollIntoViewIfNeeded();
      const sheet = (await frame.boundingBox()) as Rectangle;
      const from = [sheet.x + 60, sheet.y + 0.75 * sheet.height] as const;
      await touch(from, [from[0] + 120, from[1] + 24]);
      expect(await page.locator(".item.field").count()).toBe(4);
      expect(await page.locator("#field-name").inputValue()).toBe("field-1");
      await isFitForAll(page);
    });

    it("is looked at closer and moved by one element, whatever stands on it: nothing else changes until the gesture has settled", async () => {
      const page = await openPage(app.browser, `${app.address}#read`, app.faults, withoutWorker);
      const fields = Array.from({ length: 800 }, (_, at) => ({
        name: `f${at}`,
        box: [10 + 10 * (at % 40), 10 + 10 * Math.floor(at / 40), 8, 8],
        field: "digits",
      }));
      const many = { name: "Many", units: "mm", pages: [{ size: [420, 297], fields }] };
      await writeFile(join(app.folder, "many.json"), JSON.stringify(many));
      await page.setInputFiles(".what-stands input", join(app.folder, "many.json"));
      await page.getByRole("button", { name: "Edit it" }).click();
      await expect.poll(() => page.locator(".item.field").count(), { timeout: 60_000 }).toBe(800);
      const zoom = () => page.locator(".frame svg").evaluate((svg) => Number((svg as SVGElement).style.getPropertyValue("--zoom")));
      await expect.poll(zoom).toBe(1);
      const changed = await page.locator(".frame").evaluate(async (frame) => {
        const svg = frame.querySelector("svg") as SVGElement;
        const records: MutationRecord[] = [];
        const observer = new MutationObserver((found) => records.push(...found));
        observer.observe(frame, { subtree: true, childList: true, attributes: true, characterData: true });
        const { left, top } = frame.getBoundingClientRect();
        for (let turn = 0; turn < 20; turn++)
          frame.dispatchEvent(new WheelEvent("wheel", { deltaY: -100, clientX: left + 50, clientY: top + 50, cancelable: true }));
        await new Promise((done) => setTimeout(done, 20)); // what is rendered for it, is by now
        records.push(...observer.takeRecords());
        observer.disconnect();
        const others = records.filter(({ target, type }) => type !== "attributes" || (target !== svg && target !== frame));
        return { transform: svg.style.transform, others: others.length, zoom: svg.style.getPropertyValue("--zoom"), moves: records.length };
      });
      expect(changed).toEqual({ transform: expect.stringMatching(/scale\(16\)$/), others: 0, zoom: "1", moves: expect.any(Number) });
      await expect.poll(zoom).toBe(16); // lines and names have their own size again
      expect(await page.locator(".frame svg.moving").count()).toBe(0);
    });

    it("told of no fault, and asked nobody else", () => {
      expect(app.faults).toEqual([]);
    });
  },
);
