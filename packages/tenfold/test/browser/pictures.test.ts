import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pictureToDigit } from "../../src/image/digit/picture-to-digit.js";
import { decodePages } from "../../src/node/decode-pages.js";
import { distanceTo, drawing, seven } from "../drawings.js";
import { launchChromium, withoutChromium } from "./chromium.js";
import { serve } from "./serve.js";

const photo = drawing({ height: 300, width: 240 }, (x, y) => (distanceTo(seven(70, 60, 150), x, y) < 9 ? 60 : 230 - x / 4));
const png = () => sharp(photo.pixels, { raw: { height: 300, width: 240, channels: 1 } }).png();

describe.skipIf(withoutChromium)("pictures in Chromium (skipped where /usr/bin/chromium is missing)", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  afterAll(() => browser?.close());

  /** The digit that a page makes of a file, or the sentence with which it refuses it. */
  async function inPage(bytes: Uint8Array): Promise<number[] | string> {
    const server = await serve(false);
    const page = await browser.newPage();
    try {
      await page.goto(server.url);
      return await page.evaluate(`(async () => {
        const { decodeBlob, pictureToDigit } = await import("/dist/index.js");
        const blob = new Blob([Uint8Array.from(${JSON.stringify([...bytes])})]);
        try {
          return [...pictureToDigit(await decodeBlob(blob, "photo")).pixels];
        } catch (error) {
          return error.name + ": " + error.message;
        }
      })()`);
    } finally {
      await page.close();
      await server.close();
    }
  }

  it("become the same digits as in Node", { timeout: 60_000 }, async () => {
    const bytes = await png().toBuffer();
    for await (const { picture } of decodePages(bytes, "photo")) expect(await inPage(bytes)).toEqual([...pictureToDigit(picture).pixels]);
  });

  it("are refused with a sentence", { timeout: 60_000 }, async () => {
    const bytes = await png().toBuffer();
    const huge = Buffer.from(bytes);
    huge.writeUInt32BE(60_000, 16);
    expect(await inPage(new Uint8Array(0))).toBe("FormatError: photo is empty; pass a picture");
    expect(await inPage(Buffer.from("hello"))).toBe("FormatError: photo is text, which is read in no browser; pass a picture");
    expect(await inPage(Uint8Array.of(0, 1, 2))).toBe(
      "FormatError: photo is no picture that this browser can decode, or a damaged one; pass PNG or JPEG",
    );
    expect(await inPage(Buffer.from("\0\0\0\x18ftypheic\0\0\0\0heicmif1", "latin1"))).toBe(
      "FormatError: photo is HEIC, which this browser does not decode, or a damaged one; pass PNG or JPEG",
    );
    expect(await inPage(huge.subarray(0, 100))).toMatch(/^FormatError/); // 60000 x 300 is few enough; but it is cut short
    huge.writeUInt32BE(60_000, 20);
    expect(await inPage(huge)).toBe("InputError: photo has 60000 x 60000 pixels, more than the 50 million that are read; make it smaller");
  });
});
