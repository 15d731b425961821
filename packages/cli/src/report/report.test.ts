import { expect, test } from "vitest";
import { exampleRun } from "../../test/example-run.js";
import { reportHtml } from "./report.js";
import type { ReportData } from "./report-data.js";

const bare: ReportData = { title: "bare", history: [], samples: [], classNames: ["0"], config: {}, versions: {}, machine: "" };

test("tells the run in order: verdict, training, mistakes, images, classes, recipe, data, cost", async () => {
  const html = await reportHtml(exampleRun);
  const headings = [...html.matchAll(/<h[12]>([^<]*)<\/h[12]>/g)].map((match) => match[1]);
  expect(headings).toEqual([
    "98.67\u00a0% of 300 test images right, 4 wrong",
    "Training",
    "Mistakes",
    "3 test images",
    "Classes",
    "Recipe",
    "Data",
    "Cost and machine",
  ]);
  expect(html.match(/<figure><svg role="img" aria-label="[^"]+"/g)).toHaveLength(4);
  for (const fact of ["adam, rate 0.001", "12.3 s", "25,003 images/s", "107,786", "11.9 million an image", "0fa7898d", "24.21.0"]) {
    expect(html).toContain(fact);
  }
});

test("asks the network for nothing, and forbids itself to", async () => {
  const html = await reportHtml(exampleRun);
  expect(html).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`);
  expect(html).not.toMatch(/<script|@import|url\(/);
  const links = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1] as string);
  expect(links.filter((link) => !link.startsWith("data:"))).toEqual([]);
});

test("says what is missing instead of showing holes", async () => {
  const html = await reportHtml(bare);
  expect(html).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
  for (const sentence of [
    "Not trained and not judged",
    "No epoch was recorded, so there are no curves to show.",
    "No test images were judged, so there is no confusion matrix.",
    "No sample images were kept.",
    "No test images were judged, so there are no scores by class.",
    "The settings of this run were not recorded.",
    "Which data was used was not recorded.",
    "not measured",
  ]) {
    expect(html).toContain(sentence);
  }
});

test("a training that diverged and one without validation still make a report", async () => {
  const diverged = exampleRun.history.map(({ epoch, learning_rate, seconds, images_per_second }) => {
    return { epoch, loss: Number.NaN, learning_rate, seconds, images_per_second };
  });
  const html = await reportHtml({ ...exampleRun, history: diverged, stopped: "the loss is not a number" });
  expect(html).toContain("Accuracy was not recorded during training.");
  expect(html).toContain("No epoch had a loss that is a number: the training diverged.");
  expect(html).toContain("<dd>the loss is not a number</dd>");
  expect(html).not.toMatch(/NaN|undefined/);
});

test("no name or setting can become a tag", async () => {
  const evil = `"><img src=x onerror=alert(1)>`;
  const html = await reportHtml({
    ...exampleRun,
    title: evil,
    stopped: evil,
    machine: evil,
    classNames: [evil, evil, evil],
    evaluation: {
      ...(exampleRun.evaluation as NonNullable<ReportData["evaluation"]>),
      perClass: [{ label: evil, support: 1, precision: 1, recall: 1, f1: 1 }],
    },
    config: { preset: evil, [evil]: { [evil]: [evil] } },
    data: [{ name: evil, count: 1, hashes: { [evil]: evil } }],
    versions: { [evil]: evil },
  });
  expect(html).not.toContain("<img src=x");
  expect(html).not.toContain(`"><img`);
});

test("every color that is used is set for light and for dark", async () => {
  const html = await reportHtml(exampleRun);
  const [light = "", dark = ""] = [...html.matchAll(/:root \{[^}]*\}/g)].map(([rule]) => rule);
  for (const [, name] of html.matchAll(/var\((--[\w-]+)\)/g)) {
    expect(light).toContain(`${name}:`);
    expect(dark).toContain(`${name}:`);
  }
});
