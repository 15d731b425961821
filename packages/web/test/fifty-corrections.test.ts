import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { withoutChromium } from "../../tenfold/test/browser/chromium.js";
import { appUnderTest } from "./app-under-test.js";
import { isFitForAll, openPage } from "./in-chromium.js";
import { reviewHost } from "./review-host.js";

/** A page of sixty fields in doubt, one under the other. */
const app = appUnderTest(async (folder) => {
  const file = join(folder, "sixty.png");
  await sharp({ create: { width: 300, height: 60 * 40, channels: 3, background: "white" } })
    .png()
    .toFile(file);
  const strings = Array.from({ length: 60 }, (_, at) => ({
    ...{ text: "27", confidence: 0.5, status: "review", reasons: ["why"], digits: [], alternatives: [] },
    box: { left: 20, top: 40 * at + 5, right: 80, bottom: 40 * at + 30 },
  }));
  return reviewHost(folder, file, strings);
});

interface Said {
  readonly field: string;
  readonly reviewer: string;
  readonly verdict: string;
  readonly text?: string;
}

/** What the server has on its disk. */
async function said(): Promise<readonly Said[]> {
  const lines = (await readFile(join(app.folder, "corrected.said.jsonl"), "utf8")).trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Said).filter((line) => "field" in line);
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator(".proposal input").waitFor();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

describe.skipIf(withoutChromium)("Review by keyboard (skipped where /usr/bin/chromium is missing)", { timeout: 180_000 }, () => {
  it("takes fifty corrections as fast as they are typed, each of its own field, in the reviewer's name", async () => {
    const page = await openPage(app.browser, `${app.address}/#review`, app.faults);
    await page.locator(".field-view image").waitFor({ state: "attached" });
    await page.locator(".who input").fill("Zoë Ж");
    await page.locator(".proposal input").focus();
    for (let at = 0; at < 50; at++) await write(page, String(1000 + at));
    await expect.poll(async () => (await said()).length, { timeout: 30_000 }).toBe(50);
    const all = await said();
    expect(all.map(({ text }) => text)).toEqual(Array.from({ length: 50 }, (_, at) => String(1000 + at)));
    expect(new Set(all.map(({ field }) => field)).size).toBe(50);
    expect(new Set(all.map(({ reviewer }) => reviewer))).toEqual(new Set(["Zoë Ж"]));
    await expect.poll(() => page.locator(".progress-words").textContent()).toContain("Of 50 proposals 0 were right");
    expect(await page.locator(".tally").textContent()).toContain("10 to look at, 50 done");
    await isFitForAll(page);
    await page.locator(".proposal input").fill("");
    await page.keyboard.press("Enter");
    expect(await page.locator(".trouble").textContent()).toContain("Nothing is written here: write what stands there");
    await write(page, "3o1");
    expect(await page.locator(".trouble").textContent()).toContain("There is a letter in 3o1");
    expect((await said()).length).toBe(50);
    await page.locator(".proposal input").fill("");
    await page.context().close(); // before the connection is lost, which would be a fault
    expect(app.faults).toEqual([]);
  });

  it("loses nothing when the connection is lost, or the page is closed then: it is sent when there is one", async () => {
    const page = await openPage(app.browser, `${app.address}/#review`, []);
    await page.locator(".field-view image").waitFor({ state: "attached" });
    const context = page.context();
    await context.setOffline(true);
    for (const text of ["2000", "2001", "2002"]) await write(page, text);
    const trouble = () => page.locator(".trouble").textContent();
    await expect.poll(trouble, { timeout: 30_000 }).toMatch(/the server does not answer .* of 3 fields is kept in this browser/);
    await page.keyboard.press("z"); // takes back what has not gone
    await expect.poll(trouble, { timeout: 30_000 }).toContain("of 2 fields is kept");
    expect(await page.locator(".proposal input").inputValue()).toBe("2002");
    await context.setOffline(false);
    await expect.poll(async () => (await said()).map(({ text }) => text).slice(50), { timeout: 60_000 }).toEqual(["2000", "2001"]);
    await expect.poll(() => page.locator(".trouble").count(), { timeout: 30_000 }).toBe(0);

    await context.setOffline(true);
    await page.keyboard.press("u");
    await expect.poll(trouble, { timeout: 30_000 }).toContain("of 1 field is kept");
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(`${app.address}/#review`);
    await expect.poll(async () => (await said()).at(-1)?.verdict, { timeout: 60_000 }).toBe("unreadable");
    await expect.poll(() => again.locator(".tally").textContent(), { timeout: 30_000 }).toContain("7 to look at, 53 done");
    await context.close();
  });
});
