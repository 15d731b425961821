import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportHtml } from "../src/reports/report-html.js";
import { fullRun } from "./example-run.js";

/** Real Chromium: where it is, or undefined. Where TENFOLD_REQUIRE_BROWSER is set, its absence is a failure, not a skip. */
const executablePath = [process.env.TENFOLD_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path && existsSync(path),
);
const required = Boolean(process.env.TENFOLD_REQUIRE_BROWSER);

describe.skipIf(!executablePath && !required)("the report in Chromium (skipped where /usr/bin/chromium is missing)", () => {
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    if (!executablePath) throw new Error("TENFOLD_REQUIRE_BROWSER is set, but there is no Chromium; install Debian's package chromium");
    folder = await mkdtemp(join(tmpdir(), "report-page-"));
    await writeFile(join(folder, "report.html"), await reportHtml(fullRun));
    address = pathToFileURL(join(folder, "report.html")).href;
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
  });

  afterAll(async () => {
    await browser?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  async function opened(width: number, colorScheme: "light" | "dark"): Promise<{ page: Page; faults: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const faults: string[] = [];
    page.on("console", (message) => faults.push(message.text()));
    page.on("request", (request) => {
      if (request.url() !== address && !request.url().startsWith("data:")) faults.push(request.url());
    });
    await page.goto(address);
    return { page, faults };
  }

  it.each([
    [390, "dark"],
    [800, "light"],
    [1400, "dark"],
  ] as const)("fits a window of %d pixels in %s, asks for nothing and breaks no rule of its own", async (width, colorScheme) => {
    const { page, faults } = await opened(width, colorScheme);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    expect(await page.evaluate("[...document.images].filter((image) => image.checkVisibility() && !image.naturalWidth).length")).toBe(0);
    expect(faults).toEqual([]);
    await page.close();
  });

  it("a cell of the matrix opens its images, and Escape closes them", async () => {
    const { page } = await opened(800, "light");
    const panel = page.locator("#cell-2-0");
    expect(await panel.isVisible()).toBe(false);
    await page.getByRole("button", { name: "2 read as 0: 3 images" }).click();
    expect(await panel.locator("img").count()).toBe(2);
    expect(await panel.isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    expect(await panel.isVisible()).toBe(false);
    await page.close();
  });

  it("the views of the matrix are switched by mouse and by keyboard", async () => {
    const { page } = await opened(390, "light");
    const cell = page.locator(".matrix tbody tr").nth(2).locator("td").nth(0);
    expect(await cell.innerText()).toBe("3");
    await page.getByText("By true").click();
    expect(await cell.innerText()).toBe("3.0");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await cell.innerText()).toBe("1.0");
    await page.getByText("Mistakes", { exact: true }).click();
    expect(await page.locator(".matrix tfoot").innerText()).toMatch(/^all\s+3\s+0\s+1\s+4$/);
    await page.close();
  });
});
