import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mnist } from "../../src/node/sets/mnist.js";
import { loadReader } from "../../src/recognize/index.js";
import { writtenWith } from "../written.js";
import { launchChromium, withoutChromium } from "./chromium.js";
import { serve } from "./serve.js";

describe.skipIf(withoutChromium)("the reader in Chromium (skipped where /usr/bin/chromium is missing)", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  afterAll(() => browser?.close());

  it("gives Node's answers", { timeout: 60_000 }, async () => {
    const { test } = await mnist();
    const lines = writtenWith(test, ["31415", "92653"]);
    const amount = writtenWith(test, ["2718"]);
    const strokes = [
      [10, 0, 10, 50],
      [40, 0, 70, 0, 50, 50],
    ];
    const reader = await loadReader({ threads: 1, build: "plain" });
    const inNode = [await reader.read(lines), await reader.read(amount, { field: "amount" }), await reader.readStrokes(strokes)];
    await reader.dispose();
    expect(inNode.map(({ strings }) => strings.map(({ text }) => text))).toEqual([["31415", "92653"], ["2718.00"], ["17"]]);

    const server = await serve(false);
    const page = await browser.newPage();
    try {
      await page.goto(server.url);
      const inPage = (await page.evaluate(`(async () => {
        const { loadReader } = await import("/dist/recognize/index.js");
        const reader = await loadReader({ build: "plain" });
        const picture = ({ pixels, ...size }) => ({ ...size, pixels: Uint8Array.from(pixels) });
        const [lines, amount] = ${JSON.stringify([lines, amount].map(({ pixels, ...size }) => ({ ...size, pixels: [...pixels] })))}.map(picture);
        const readings = [
          await reader.read(lines),
          await reader.read(amount, { field: "amount" }),
          await reader.readStrokes(${JSON.stringify(strokes)}),
        ];
        await reader.dispose();
        return JSON.stringify(readings);
      })()`)) as string;
      expect(rounded(inPage)).toEqual(rounded(JSON.stringify(inNode)));
    } finally {
      await page.close();
      await server.close();
    }
  });
});

/** What was read, confidences to ten digits: the last bits of exp and log differ between JavaScript engines. */
function rounded(readings: string): unknown {
  return JSON.parse(readings, (_, value) => (typeof value === "number" ? Number(value.toPrecision(10)) : value));
}
