import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { buildSite } from "../../../scripts/build-site.js";
import { withoutChromium } from "../../tenfold/test/browser/chromium.js";
import { pdfOfBoxes } from "../../tenfold/test/pdf-of.js";
import { appUnderTest } from "./app-under-test.js";
import { builtSite } from "./built-site.js";
import { isFitForAll, isIsolated, openPage } from "./in-chromium.js";
import { serveSite } from "./serve-site.js";

let site: string;
const app = appUnderTest(async () => {
  site = await builtSite();
  return serveSite(site);
});

async function drawOne(page: Page): Promise<void> {
  const { x, y } = (await page.locator(".pad canvas").boundingBox()) as { x: number; y: number };
  await page.mouse.move(x + 90, y + 40);
  await page.mouse.down();
  await page.mouse.move(x + 90, y + 180, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => page.locator(".answer output").textContent(), { timeout: 60_000 }).toBe("1");
}

const keeps = (page: Page, ending: string) =>
  page.evaluate(async (wanted) => {
    const caches = await Promise.all((await globalThis.caches.keys()).map((name) => globalThis.caches.open(name)));
    const kept = (await Promise.all(caches.map((cache) => cache.keys()))).flat();
    return kept.some(({ url }) => url.endsWith(wanted));
  }, ending);

describe.skipIf(withoutChromium)("the site, in Chromium (skipped where /usr/bin/chromium is missing)", { timeout: 180_000 }, () => {
  it("loads less than 150 kB before it is used, networks aside", async () => {
    const first = (await readdir(join(site, "assets"))).filter((name) => /^index-.*\.(js|css)$/.test(name));
    const bytes = await Promise.all(first.map(async (name) => gzipSync(await readFile(join(site, "assets", name))).length));
    expect(first.length).toBe(2);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(150_000);
  });

  it("has threads from a host without headers, and reads, draws and teaches offline after the first visit", async () => {
    const host = await serveSite(site);
    const page = await openPage(app.browser, host.address, app.faults);
    try {
      await expect.poll(() => isIsolated(page), { timeout: 60_000 }).toBe(true);
      await expect.poll(() => page.locator(".where").textContent(), { timeout: 60_000 }).toBe("in this page alone"); // the page is loaded once more for its threads
      await expect.poll(() => keeps(page, ".wasm"), { timeout: 60_000 }).toBe(true);
    } finally {
      await host.close();
    }
    await page.reload();
    await drawOne(page);
    await isFitForAll(page);
    await page.getByRole("link", { name: "Read" }).click();
    const path = join(app.folder, "empty.pdf");
    await writeFile(path, pdfOfBoxes(["0 0 9 9 re", "0 0 9 9 re"]));
    await page.setInputFiles("input[type=file]", path);
    await expect.poll(() => page.locator(".turn span").textContent(), { timeout: 60_000 }).toBe("page 1 of 2");
    await page.locator(".save").waitFor({ timeout: 60_000 }); // all of it was read
    await page.getByRole("link", { name: "Teach" }).click();
    const table = join(app.folder, "few.csv");
    const rows = Array.from({ length: 60 }, (_, at) =>
      [at % 2, ...Array.from({ length: 784 }, (_, pixel) => (pixel % 2 === at % 2 ? 255 : 0))].join(),
    );
    await writeFile(table, rows.join("\n"));
    await page.getByText("Own images").click();
    await page.setInputFiles(".drop input", table);
    await page.locator("select[name=network]").selectOption("simple");
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await page.locator(".outcome output").waitFor({ timeout: 90_000 });
    const threads = await page.evaluate(() => Math.min(16, navigator.hardwareConcurrency));
    expect(await page.locator(".outcome .hint").first().textContent()).toContain(`on ${threads} thread`);
    await page.getByRole("link", { name: "Review" }).click();
    await isFitForAll(page);
  });

  it("told of no fault, and asked nobody else", () => {
    expect(app.faults).toEqual([]);
  });

  it("works on one thread, and says so, where no service worker is let in", async () => {
    const host = await serveSite(site, { lacks: "service-worker.js" });
    const page = await openPage(app.browser, host.address, []);
    try {
      await drawOne(page);
      expect(await page.locator(".where").textContent()).toBe("in this page alone · on one thread");
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    } finally {
      await host.close();
    }
  });

  it("takes no folder of somebody else's", async () => {
    await writeFile(join(app.folder, "mine.txt"), "mine");
    await expect(buildSite(app.folder)).rejects.toThrow(`${app.folder} holds something that is no site of Tenfold's; name another folder`);
  });
});
