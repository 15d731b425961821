import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseTemplate, readForm } from "../../src/forms/index.js";
import type { FormPage } from "../../src/forms/template/template.js";
import { mnist } from "../../src/node/sets/mnist.js";
import { loadReader } from "../../src/recognize/index.js";
import { drawnForm, scanned } from "../drawn-form.js";
import { filledIn } from "../filled-form.js";
import { launchChromium, withoutChromium } from "./chromium.js";
import { serve } from "./serve.js";

const dpi = 120;
const form = {
  name: "Membership application",
  units: "mm",
  pages: [
    {
      size: [120, 70],
      anchors: [6, 114].flatMap((x) => [6, 64].map((y) => ({ kind: "square", at: [x, y], size: 4 }))),
      fields: [
        { name: "member", box: [14, 14, 40, 8], cells: 5, field: "digits", required: true },
        { name: "zip", box: [70, 14, 35, 8], cells: 5, field: "us-zip" },
        { name: "phone", box: [14, 40, 60, 9], field: "digits" },
      ],
    },
  ],
};

describe.skipIf(withoutChromium)("forms in Chromium (skipped where /usr/bin/chromium is missing)", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  afterAll(() => browser?.close());

  it("finds the fields of a scan and reads them as Node does", { timeout: 60_000 }, async () => {
    const template = parseTemplate(form);
    const page = template.pages[0] as FormPage;
    const { test } = await mnist();
    const digits = Array.from({ length: 15 }, (_, row) => ({
      pixels: test.images.pixels.slice(row * 784, (row + 1) * 784),
      height: 28,
      width: 28,
    }));
    const { picture } = scanned(filledIn(drawnForm(page, { dpi }), page, digits, { dpi }), { degrees: 2 });
    const reader = await loadReader({ threads: 1, build: "plain" });
    const inNode = summary(await readForm({ ...picture, channels: 1 }, template, { reader }));
    await reader.dispose();
    expect(inNode.fields.map(({ name }) => name)).toEqual(["member", "zip", "phone"]);
    expect(inNode.fields[0]?.text).toMatch(/^\d{5}$/);

    const server = await serve(false);
    const tab = await browser.newPage();
    try {
      await tab.goto(server.url);
      const { pixels, height, width } = picture;
      const inPage = (await tab.evaluate(
        `(async () => {
          const [{ parseTemplate, readForm }, { loadReader }] = await Promise.all([import("/dist/forms/index.js"), import("/dist/recognize/index.js")]);
          const reader = await loadReader({ build: "plain" });
          const pixels = Uint8Array.from(${JSON.stringify([...pixels])});
          const template = parseTemplate(${JSON.stringify(form)});
          const reading = await readForm({ pixels, height: ${height}, width: ${width}, channels: 1 }, template, { reader });
          await reader.dispose();
          return (${summary})(reading);
        })()`,
      )) as typeof inNode;
      expect(inPage).toEqual(inNode);
    } finally {
      await tab.close();
      await server.close();
    }
  });
});

/** What is the same in every JavaScript engine: places to a thousandth of a pixel, confidences to a millionth. */
function summary({ registration, fields }: Awaited<ReturnType<typeof readForm>>) {
  return {
    toPicture: registration.toPicture.map((number) => Number(number.toFixed(3))),
    fields: fields.map(({ name, text, status, confidence }) => ({ name, text, status, confidence: confidence.toFixed(6) })),
  };
}
