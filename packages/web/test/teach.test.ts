import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { type Dataset, decodeModel, decodeSafetensors, parseCsvImages, presetNamed, setAside, take } from "tenfold";
import { startServer } from "tenfold-server";
import { describe, expect, it } from "vitest";
import { mnist } from "../../tenfold/src/node/sets/mnist.js";
import { withoutChromium } from "../../tenfold/test/browser/chromium.js";
import { putEmptyDatabase } from "../../works/test/empty-database.js";
import { trainNetwork } from "../src/teach/train-network.js";
import { appUnderTest } from "./app-under-test.js";
import { isFitForAll, openPage } from "./in-chromium.js";

let few: Dataset;
const app = appUnderTest(async (folder) => {
  const { train } = await mnist();
  few = take(
    train,
    Array.from({ length: 360 }, (_, at) => at),
  );
  await putEmptyDatabase(folder);
  const { address, stop } = await startServer({ port: 0, data: folder, workers: 1 });
  return { address, close: stop };
});

const open = (options = {}) => openPage(app.browser, `${app.address}/#teach`, app.faults, options);

/** As Kaggle hands out MNIST. */
async function table(): Promise<string> {
  const path = join(app.folder, "few.csv");
  const rows = Array.from(few.labels, (label, at) => [label, ...few.images.pixels.subarray(at * 784, (at + 1) * 784)].join());
  await writeFile(path, rows.join("\n"));
  return path;
}

/** What a link that is clicked gives. */
async function saved(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
  return readFile(await download.path());
}

async function order(page: Page, epochs: number): Promise<void> {
  await page.locator("select[name=network]").selectOption("simple");
  await page.locator("input[name=epochs]").fill(String(epochs));
  await page.locator("summary").click();
  await page.locator("input[name=batchSize]").fill("32");
  await page.locator("input[name=seed]").fill("7");
  await page.getByRole("button", { name: "Train", exact: true }).click();
}

const result = (page: Page) => page.locator(".outcome output").waitFor({ timeout: 90_000 });

/** The same training in Node. */
async function inNode(path: string, epochs: number, build: "plain" | "relaxed") {
  const { images, labels, classNames } = parseCsvImages(await readFile(path), "few.csv");
  const data = setAside({ name: "few.csv", images, labels: labels as Uint8Array, classNames: classNames as readonly string[] });
  let best: Uint8Array | undefined;
  const preset = { ...presetNamed("simple"), epochs, batchSize: 32, seed: 7 };
  return trainNetwork({ preset }, data, {
    threads: 1,
    build,
    signal: new AbortController().signal,
    resume: undefined,
    keep: { where: "nowhere", write: async () => {} },
    best: {
      where: "here",
      async write(bytes) {
        best = bytes;
      },
      read: async () => best,
    },
    onBegin() {},
    onBatch() {},
    onEpochs() {},
    onJudging() {},
  });
}

describe.skipIf(withoutChromium)("Teach, in Chromium (skipped where /usr/bin/chromium is missing)", { timeout: 180_000 }, () => {
  it("trains to Node's bits, paused, closed and gone on with; the network can be drawn with", async () => {
    const path = await table();
    const page = await open();
    await page.getByText("Own images").click();
    await page.setInputFiles(".drop input", path);
    await isFitForAll(page);
    await order(page, 60);
    await page.getByRole("button", { name: "Pause" }).click({ timeout: 60_000 });
    await page.getByRole("button", { name: "Go on" }).waitFor();
    await page.reload();
    await expect.poll(() => page.locator(".training .answer").textContent()).toContain("paused on 240 images of few.csv train");
    await page.getByRole("button", { name: "Go on" }).click();
    await result(page);
    await isFitForAll(page);
    const numbers = JSON.parse(String(await saved(page, "Save the numbers"))) as {
      begin: { engine: { build: "plain" | "relaxed"; threads: number } };
    };
    const { build, threads } = numbers.begin.engine;
    expect(threads).toBe(await page.evaluate(() => Math.min(16, navigator.hardwareConcurrency)));
    const there = await saved(page, "Save the model");
    const here = await inNode(path, 60, build);
    expect(decodeSafetensors(there, "there")).toEqual(decodeSafetensors(here?.model as Uint8Array, "here"));
    const report = String(await saved(page, "Save the report"));
    expect(report).toContain("test images right");
    expect(report).not.toContain("<button");
    expect(report.match(/class="[^"]*\btraining\b/g)).toHaveLength(1); // the training, and no line of its curves beside it
    await page.getByRole("button", { name: "Use it in Draw" }).click();
    await page.getByRole("link", { name: "Draw with “my simple”" }).click();
    const { x, y } = (await page.locator(".pad canvas").boundingBox()) as { x: number; y: number };
    await page.mouse.move(x + 90, y + 40);
    await page.mouse.down();
    await page.mouse.move(x + 90, y + 180, { steps: 6 });
    await page.mouse.up();
    await expect.poll(() => page.locator(".card caption").first().textContent(), { timeout: 60_000 }).toContain("my simple");
    await isFitForAll(page);
    await page.getByRole("button", { name: "Forget" }).click();
    await expect.poll(() => page.locator(".network-choice option").allTextContents()).not.toContain("my simple");
  });

  it("reads MNIST from the server, on a phone in the dark", async () => {
    const page = await open({ viewport: { width: 390, height: 800 }, colorScheme: "dark" });
    await page.locator("summary").click();
    await page.locator("input[name=limit]").fill("600");
    await page.locator("summary").click();
    await order(page, 2);
    await result(page);
    expect(await page.locator(".outcome .answer").textContent()).toContain("of 10,000 test images right");
    expect(await page.locator(".confusion tbody tr").count()).toBe(10);
    await isFitForAll(page);
  });

  it("learns other things from a folder of pictures by class, whatever their size", async () => {
    const own = join(app.folder, "marks");
    for (const [name, [wide, high]] of Object.entries({ bar: [60, 12], pole: [12, 60] } as const)) {
      await mkdir(join(own, name), { recursive: true });
      for (let at = 0; at < 18; at++) {
        const ink = { input: { create: { width: wide - (at % 5), height: high - (at % 3), channels: 3 as const, background: "#222" } } };
        const paper = sharp({ create: { width: 100, height: 90, channels: 3, background: "#eee" } });
        await paper
          .composite([ink])
          .png()
          .toFile(join(own, name, `${at}.png`));
      }
    }
    const page = await open();
    await page.getByText("Own images").click();
    await page.setInputFiles("input.folder", own);
    await order(page, 12);
    await result(page);
    expect(await page.locator(".confusion thead th").allTextContents()).toEqual(["bar", "pole"]);
    expect(decodeModel(await saved(page, "Save the model"), "marks").classNames).toEqual(["bar", "pole"]);
  });

  it("refuses in the library's words, beside what caused it", async () => {
    const page = await open();
    await page.getByText("Own images").click();
    await page.getByRole("button", { name: "Train", exact: true }).click();
    const trouble = (of: number) => page.locator("fieldset").nth(of).locator(".trouble").textContent({ timeout: 30_000 });
    expect(await trouble(0)).toBe("what was dropped is empty; drop a folder of pictures by class, IDX files or a table");
    const wrong = join(app.folder, "train-images-idx3-ubyte");
    await writeFile(wrong, "no images");
    await page.setInputFiles(".drop input", wrong);
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await expect.poll(() => trouble(0)).toContain("has no train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte");
    await page.locator("select[name=network]").selectOption("own");
    await page.locator(".own textarea").fill('{ "layers": [{ "kind": "dens", "units": 10 }] }');
    expect(await trouble(1)).toContain('the JSON describes no network: layer "dens" is unknown');
    expect(await page.getByRole("button", { name: "Train", exact: true }).isDisabled()).toBe(true);
    await page.locator("select[name=network]").selectOption("quick");
    await page.locator("input[name=epochs]").fill("none");
    expect(await trouble(1)).toBe('epochs: "none" came, a whole number from 1 to 1000 is wanted');
  });

  it("told of no fault, and asked nobody else", () => {
    expect(app.faults).toEqual([]);
  });
});
