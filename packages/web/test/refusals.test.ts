import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { pretrainedFile } from "tenfold";
import { describe, expect, it } from "vitest";
import { mnist } from "../../tenfold/src/node/sets/mnist.js";
import { launchChromium, withoutChromium } from "../../tenfold/test/browser/chromium.js";
import { writtenWith } from "../../tenfold/test/written.js";
import { appUnderTest } from "./app-under-test.js";
import { builtSite } from "./built-site.js";
import { openPage, withoutWorker } from "./in-chromium.js";
import { serveSite } from "./serve-site.js";

const app = appUnderTest(async () => serveSite(await builtSite(), { isolates: true }));

const open = (hash: string) => openPage(app.browser, `${app.address}#${hash}`, app.faults, withoutWorker);

async function fileOf(name: string, bytes: string | Uint8Array): Promise<string> {
  const path = join(app.folder, name);
  await writeFile(path, bytes);
  return path;
}

const white = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "white" } });
const trouble = (page: Page) => expect.poll(() => page.locator(".trouble").allTextContents(), { timeout: 60_000 });

describe.skipIf(withoutChromium)("what the app cannot do (skipped where /usr/bin/chromium is missing)", { timeout: 120_000 }, () => {
  it("is told beside the file: a photo in a format that this browser does not know, and a picture without digits", async () => {
    const page = await open("read");
    await page.setInputFiles(".drop input", await fileOf("photo.heic", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0heicmif1", "latin1")));
    await trouble(page).toEqual(["photo.heic is HEIC, which this browser does not decode, or a damaged one; pass PNG or JPEG"]);
    await page.setInputFiles(".drop input", await fileOf("blank.png", await white(300, 120).png().toBuffer()));
    await expect.poll(() => page.locator(".read > .hint").textContent(), { timeout: 60_000 }).toContain("there is no ink to read");
    await trouble(page).toEqual([]);
  });

  it("is told beside the page: a form that is another than the template's", async () => {
    const page = await open("read");
    const field = (name: string, top: number) => ({ name, box: [14, top, 40, 8], cells: 5, field: "digits" });
    const pages = [{ size: [120, 70], fields: [field("member", 14), field("zip", 40)] }];
    await page.setInputFiles(".what-stands input", await fileOf("slip.json", JSON.stringify({ name: "Slip", units: "mm", pages })));
    await expect.poll(() => page.getByRole("button", { name: "Edit it" }).count(), { timeout: 30_000 }).toBe(1);
    const { pixels, height, width, channels } = writtenWith((await mnist()).test, ["1234", "567"]);
    const lines = await sharp(pixels as Uint8Array, { raw: { height, width, channels } })
      .png()
      .toBuffer();
    await page.setInputFiles(".drop input", await fileOf("lines.png", lines));
    await expect.poll(() => page.locator(".trouble").textContent(), { timeout: 60_000 }).toMatch(/form/);
    expect(await page.locator(".frame image").count()).toBe(1); // the page is shown all the same
  });

  it("is told beside the choice: a browser that has no room for another network or template", async () => {
    const page = await open("draw");
    const session = await page.context().newCDPSession(page);
    const { origin } = new URL(app.address);
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
    const full = ["this browser has no room left for this page; free some, or forget networks"];
    await page.setInputFiles(".network-choice input", await fileOf("mine.safetensors", await readFile(pretrainedFile("mobile"))));
    await trouble(page).toEqual(full);
    await page.getByRole("link", { name: "Read" }).click();
    const pages = [{ size: [120, 70], fields: [{ name: "zip", box: [14, 14, 40, 8], field: "us-zip" }] }];
    await page.setInputFiles(".what-stands input", await fileOf("one.json", JSON.stringify({ name: "One", units: "mm", pages })));
    await trouble(page).toEqual(full);
    expect(await page.getByLabel("What stands there").inputValue()).toBe("form One"); // it is read with all the same
  });

  it("told of no fault, and asked nobody else", () => {
    expect(app.faults).toEqual([]);
  });

  it("is told where it is asked for: a browser whose WebAssembly has no SIMD", async () => {
    const old = await launchChromium(["--js-flags=--no-enable-sse4-1"]);
    const sentence =
      "WebAssembly has no SIMD here, by which Tenfold computes; take Chrome 91, Firefox 89, Safari 16.4, Node 20 or a later one";
    try {
      const page = await openPage(old, `${app.address}#draw`, [], withoutWorker);
      const { x, y } = (await page.locator(".pad canvas").boundingBox()) as { x: number; y: number };
      await page.mouse.move(x + 90, y + 40);
      await page.mouse.down();
      await page.mouse.move(x + 90, y + 180, { steps: 6 });
      await page.mouse.up();
      await expect.poll(() => page.locator(".trouble").textContent(), { timeout: 60_000 }).toContain(sentence);
      await page.getByRole("link", { name: "Read" }).click();
      await page.setInputFiles(".drop input", await fileOf("blank.png", await white(300, 120).png().toBuffer()));
      await expect.poll(() => page.locator(".trouble").first().textContent(), { timeout: 60_000 }).toContain(sentence);
      await page.getByRole("link", { name: "Teach" }).click();
      await page.getByText("Own images").click();
      const row = (label: number) => [label, ...Array.from({ length: 784 }, (_, at) => (at % 2 === label ? 255 : 0))].join();
      await page.setInputFiles(".drop input", await fileOf("few.csv", Array.from({ length: 60 }, (_, at) => row(at % 2)).join("\n")));
      await page.getByRole("button", { name: "Train", exact: true }).click();
      await expect.poll(() => page.locator(".trouble").first().textContent(), { timeout: 60_000 }).toContain(sentence);
    } finally {
      await old.close();
    }
  });

  it("leaves the page free: pictures are decoded and drawn in workers alone", async () => {
    const page = await (await app.browser.newContext(withoutWorker)).newPage();
    await page.addInitScript(() => {
      const here = globalThis as unknown as Record<string, unknown>;
      here.OffscreenCanvas = here.createImageBitmap = () => {
        throw new Error("on the page's own thread");
      };
    });
    await page.goto(`${app.address}#read`);
    await page.setInputFiles(".drop input", await fileOf("photo.jpg", await white(1200, 900).jpeg().toBuffer()));
    await expect.poll(() => page.locator(".frame image").count(), { timeout: 60_000 }).toBe(1);
    expect(await page.locator(".trouble").count()).toBe(0);
    await page.context().close();
  });
});
