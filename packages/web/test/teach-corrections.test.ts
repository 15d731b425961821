import { join } from "node:path";
import sharp from "sharp";
import { loadReader } from "tenfold/recognize";
import type { JournalReview } from "tenfold-works/review";
import { describe, expect, it } from "vitest";
import { mnist } from "../../tenfold/src/node/sets/mnist.js";
import { withoutChromium } from "../../tenfold/test/browser/chromium.js";
import { writtenWith } from "../../tenfold/test/written.js";
import { appUnderTest } from "./app-under-test.js";
import { isFitForAll, openPage } from "./in-chromium.js";
import { reviewHost } from "./review-host.js";

const texts = Array.from({ length: 24 }, (_, at) => String(10_007 + 3719 * at));

let journal: JournalReview;
const app = appUnderTest(async (folder) => {
  const file = join(folder, "numbers.png");
  const picture = writtenWith((await mnist()).test, texts);
  const { pixels, height, width, channels } = picture;
  await sharp(pixels as Uint8Array, { raw: { height, width, channels } }).toFile(file);
  const reader = await loadReader();
  const { strings } = await reader.read(picture, { layout: "lines" });
  await reader.dispose();
  const doubted = strings.map(({ digits: _, ...string }) => ({ ...string, digits: [], status: "review", reasons: ["why"] }));
  const host = await reviewHost(folder, file, doubted);
  journal = host.journal;
  return host;
});

describe.skipIf(withoutChromium)("Teach on corrections, in Chromium (skipped without it)", { timeout: 180_000 }, () => {
  it("says what is wanted where nobody has corrected anything", async () => {
    const page = await openPage(app.browser, `${app.address}/#teach`, app.faults);
    await page.getByText("Corrections:").click();
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await expect
      .poll(() => page.locator("fieldset .trouble").textContent())
      .toBe("nobody has said of a field what stands there; look at some under Review, and they can be learned from");
    await page.context().close();
  });

  it("cuts their digits out of their pages in the page itself, and trains on them", async () => {
    const waiting = await journal.desk.next("ann", 50);
    expect(waiting).toHaveLength(texts.length);
    const inOrder = waiting.toSorted((one, other) => one.string.box.top - other.string.box.top);
    for (const [at, { id }] of inOrder.entries())
      await journal.desk.correct({ field: id, reviewer: "ann", verdict: "corrected", text: texts[at] });
    const page = await openPage(app.browser, `${app.address}/#teach`, app.faults, { viewport: { width: 390, height: 844 } });
    await page.getByText("Corrections:").click();
    await isFitForAll(page);
    await page.locator("input[name=withMnist]").uncheck();
    await page.locator("select[name=network]").selectOption("simple");
    await page.locator("input[name=epochs]").fill("2");
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await page.locator(".outcome output").waitFor({ timeout: 90_000 });
    const told = (await page.locator(".training p").allTextContents()).join("\n");
    const [, digits, used] = (/(\d+) digits of (\d+) of 24 corrected fields/.exec(told) ?? []).map(Number);
    expect(used).toBeGreaterThan(16);
    expect(digits).toBe(5 * Number(used));
    expect(told).toContain("corrections train");
    await isFitForAll(page);
    await page.context().close();
  });

  it("leaves nothing out because the connection was lost, but says so", async () => {
    const page = await openPage(app.browser, `${app.address}/#teach`, []);
    await page.route("**/pages/*.png", (route) => route.abort());
    await page.getByText("Corrections:").click();
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await expect.poll(() => page.locator("fieldset .trouble").textContent(), { timeout: 60_000 }).toContain("the server does not answer");
    await page.context().close();
  });

  it("told of no fault, and asked nobody else", () => {
    expect(app.faults).toEqual([]);
  });
});
