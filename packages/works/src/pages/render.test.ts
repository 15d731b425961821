import sharp from "sharp";
import { expect, test } from "vitest";
import { renderPng, renderSvg } from "./render.js";

test("a spec that Vega-Lite would only warn about does not pass", async () => {
  const spec = { $schema: "", description: "", mark: "bar", encoding: { colour: { value: "red" } }, data: { values: [] } };
  await expect(renderSvg(spec, {})).rejects.toThrow(/^a plot does not compile: /);
});

test("PNG has two pixels for one, and its text is painted with the program's own fonts", async () => {
  const svg = (font: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><text y="15" font-family="${font}">\u2713 read</text></svg>`;
  const own = await renderPng(svg("DejaVu Sans"));
  const { width, height } = await sharp(own).metadata();
  expect([width, height]).toEqual([120, 40]);
  expect((await sharp(own).stats()).channels.at(-1)?.max).toBe(255);
  expect(Buffer.compare(await renderPng(svg("Some Font Nobody Has, sans-serif")), own)).toBe(0);
});
