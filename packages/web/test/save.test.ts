import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { unzipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { parseDocument } from "tenfold/document";
import { type DocumentFormat, writtenDocument } from "tenfold-works/formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSite } from "../../../scripts/build-site.js";
import { mnist } from "../../tenfold/src/node/sets/mnist.js";
import { launchChromium, withoutChromium } from "../../tenfold/test/browser/chromium.js";
import { writtenWith } from "../../tenfold/test/written.js";
import { type Faults, isIsolated, openPage, savedAs } from "./in-chromium.js";
import { type SiteHost, serveSite } from "./serve-site.js";

const program = join(import.meta.dirname, "../../cli/bin/tenfold.js");

let browser: Browser;
let host: SiteHost;
let folder: string;
const faults: Faults = [];

beforeAll(async () => {
  if (withoutChromium) return;
  folder = await mkdtemp(join(tmpdir(), "tenfold-save-"));
  const { pixels, height, width, channels } = writtenWith((await mnist()).test, ["1234", "567"]);
  await sharp(pixels as Uint8Array, { raw: { height, width, channels } })
    .png()
    .toFile(join(folder, "lines.png"));
  await buildSite(join(folder, "site"));
  host = await serveSite(join(folder, "site"));
  browser = await launchChromium();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await host?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** The bytes that Read saves in a format. */
async function bytesOf(page: Page, format: string): Promise<Buffer> {
  return readFile(await (await savedAs(page, format)).path());
}

describe.skipIf(withoutChromium)("what Read saves (skipped where /usr/bin/chromium is missing)", { timeout: 180_000 }, () => {
  it("is what the command line writes, byte for byte", async () => {
    const page = await openPage(browser, `${host.address}#read`, faults);
    await expect.poll(() => isIsolated(page), { timeout: 60_000 }).toBe(true); // it is loaded once more after the first visit
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.setInputFiles(".drop input", join(folder, "lines.png"));
    await page.locator(".save").waitFor({ timeout: 90_000 });
    expect(asked.filter((url) => url.includes("save-worker"))).toEqual([]); // what writes files comes when somebody saves
    const csv = (await bytesOf(page, "csv")).toString();
    expect(asked.filter((url) => url.includes("save-worker"))).toHaveLength(1);
    for (const format of ["csv", "hocr"]) {
      const out = `lines.${format}`;
      await promisify(execFile)(process.execPath, [program, "read", "lines.png", "--out", out, "--quiet"], { cwd: folder });
      expect((await bytesOf(page, format)).toString()).toBe(await readFile(join(folder, out), "utf8"));
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

  it("told of no fault, and asked nobody else", () => {
    expect(faults).toEqual([]);
  });
});
