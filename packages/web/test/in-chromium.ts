import AxeBuilder from "axe-core";
import type { Browser, BrowserContextOptions, Download, Page } from "playwright-core";
import { expect } from "vitest";

/** What the console told, and requests that failed or went elsewhere. */
export type Faults = string[];

/** Of a page that no service worker keeps: each would fetch all of the site first. */
export const withoutWorker: BrowserContextOptions = { serviceWorkers: "block" };

/** Opens a page of the app and listens for what goes wrong in it. */
export async function openPage(browser: Browser, address: string, faults: Faults, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  const brokenOff: string[] = [];
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    const fault = `${request.url()} failed: ${why}`;
    if (why === "net::ERR_ABORTED") brokenOff.push(fault);
    faults.push(fault);
  });
  page.on("domcontentloaded", () => {
    // Another document has begun: what the one before had asked for was broken off with it, and is no fault.
    for (const fault of brokenOff.splice(0)) faults.splice(faults.indexOf(fault), 1);
  });
  const { origin } = new URL(address);
  page.on("request", (request) => {
    if (!/^(blob|data):/.test(request.url()) && new URL(request.url()).origin !== origin) faults.push(`asked ${request.url()}`);
  });
  await page.goto(address);
  return page;
}

/** No serious finding of axe, and nothing that is wider than the screen. */
export async function isFitForAll(page: Page): Promise<void> {
  await page.evaluate(AxeBuilder.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string }[] }> } }
    ).axe.run();
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id);
  });
  expect(found).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}

/** What Read gives of what it read, in a format of `tenfold read`. */
export async function savedAs(page: Page, format: string): Promise<Download> {
  await page.locator(".save select").selectOption(format);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.locator(".save").getByRole("button", { name: "Save" }).click()]);
  return saved;
}

/** Taps until it did something: on a busy machine a tap may last so long that it is a long press, which clicks nothing. */
export async function tapUntil(tap: () => Promise<void>, isDone: () => Promise<boolean>): Promise<void> {
  const tapped = async () => {
    if (await isDone()) return true;
    await tap();
    return isDone();
  };
  await expect.poll(tapped, { interval: 2_000 }).toBe(true);
}

/** Whether a service worker has given a site's page its threads. */
export const isIsolated = (page: Page) => page.evaluate(() => crossOriginIsolated && navigator.serviceWorker.controller !== null);
