import sharp from "sharp";
import { expect, test } from "vitest";
import { exampleRun } from "../../../test/example-run.js";
import { digitImage } from "../../pages/digit-image.js";
import { sampleList, sampleSheet } from "./samples.js";

test("a digit's picture is black ink as opaque as the pixel, four pixels for one", async () => {
  const uri = await digitImage({ pixels: Uint8Array.of(0, 255, 128, 0), height: 2, width: 2 });
  expect(uri).toMatch(/^data:image\/png;base64,/);
  const picture = sharp(Buffer.from(uri.slice(uri.indexOf(",") + 1), "base64"));
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([8, 8]);
  const rgba = (x: number, y: number) => [...data.subarray((y * 8 + x) * info.channels, (y * 8 + x + 1) * info.channels)];
  expect(rgba(0, 0).at(-1)).toBe(0);
  expect(rgba(4, 0)).toEqual(rgba(7, 3));
  expect(rgba(4, 0).at(-1)).toBe(255);
  expect(rgba(4, 0)[0]).toBe(0);
  expect(rgba(0, 4).at(-1)).toBe(128);
});

test("right and wrong are told by sign and word, not by color alone", async () => {
  const { markup } = await sampleList(exampleRun.samples, exampleRun.classNames);
  expect(markup).toContain('alt="A test image of 0, read as 0: right, 99.98\u00a0% sure"');
  expect(markup).toContain("<span>true 2</span><span><b>\u2717 read as 0</b></span>");
  expect(markup).toContain('alt="A test image of 2, read as 0: wrong, 56.0\u00a0% sure"');
});

test("a class without a name goes by its number", async () => {
  const { markup } = await sampleList(exampleRun.samples, []);
  expect(markup).toContain("true 2");
});

test("the sheet shows them as one picture", async () => {
  const sheet = await sampleSheet(exampleRun.samples, exampleRun.classNames);
  // How well a PNG is packed differs from build to build of the packer; what is in it is tested above.
  await expect(sheet.replaceAll(/data:image[^"]+/g, "data:")).toMatchFileSnapshot("__snapshots__/samples.svg");
});
