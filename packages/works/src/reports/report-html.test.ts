import { expect, test } from "vitest";
import { exampleRun, fullRun } from "../../test/example-run.js";
import type { ReportData } from "./report-data.js";
import { reportHtml } from "./report-html.js";

const bare: ReportData = { title: "bare", history: [], samples: [], classNames: ["0"], config: {}, versions: {}, machine: "" };

/** The page without the bytes of its pictures, in which any letters may stand. */
function pageOf(data: ReportData): Promise<string> {
  const page = pages.get(data) ?? reportHtml(data).then((html) => html.replace(/;base64,[A-Za-z0-9+/=]*/g, ";base64,"));
  pages.set(data, page);
  return page;
}
/** Those that were made: several tests look at the same one. */
const pages = new Map<ReportData, Promise<string>>();
const headingsOf = (html: string) => [...html.matchAll(/<h[12]>([^<]*)<\/h[12]>/g)].map((match) => match[1]);

test("tells the run in order, from the verdict to what it cost", async () => {
  const html = await pageOf(fullRun);
  expect(headingsOf(html)).toEqual([
    "98.67\u00a0% of 300 test images right, 4 wrong",
    ...["Training", "Confusion matrix", "3 test images", "Mistakes and doubts", "First filters", "Classes", "Calibration", "Rejection"],
    ...["Robustness", "Writers", "Other things", "Network", "Recipe", "Data", "Cost and machine"],
  ]);
  expect(html.match(/<figure><svg role="img" aria-label="[^"]+"/g)).toHaveLength(7);
  for (const fact of ["adam, rate 0.001", "12.3 s", "25,003 images/s", "107,786", "11.9 million an image", "0fa7898d", "24.21.0"]) {
    expect(html).toContain(fact);
  }
  for (const fact of [
    "The temperature 1.25 was fitted on 120 validation images.",
    "Grad-CAM",
    "Worst: fog",
    "letters: 8.20\u00a0% of 50 pass",
  ]) {
    expect(html).toContain(fact);
  }
  expect(html).not.toMatch(/NaN|undefined|Infinity|\[object|class="missing"/);
});

test("is titled with folder, preset and day", async () => {
  const html = await pageOf({ ...fullRun, config: { ...fullRun.config, begun: "2026-11-30T16:26:01.123Z" } });
  expect(html).toContain("<title>runs/example, preset quick, 2026-11-30: 98.67\u00a0% of 300 test images right, 4 wrong</title>");
  expect(html).toContain('<p class="run">runs/example \u00b7 preset quick \u00b7 2026-11-30</p>');
});

test("lists its sections, and each link of the list finds one", async () => {
  const html = await pageOf(fullRun);
  const ids = [...html.matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id);
  const links = [...html.matchAll(/<li><a href="#([^"]*)">/g)].map(([, id]) => id);
  expect(links).toEqual(ids);
  expect(links).toContain("mistakes-and-doubts");
  expect(new Set(ids).size).toBe(ids.length);
});

test("shows the layers and every epoch, with the one whose weights were kept", async () => {
  const html = await pageOf(fullRun);
  expect(html).toContain("quick takes 28\u00a0×\u00a028\u00a0×\u00a01 numbers an image: 2 layers, 2,355 parameters.");
  expect(html).toContain('<tr><th scope="row" title="Dense">dense</th><td>3</td>');
  expect(html).toContain('<tr class="kept"><th scope="row">4</th><td>0.0489</td><td>98.53\u00a0%</td><td>0.0318</td><td>99.10\u00a0%</td>');
  expect(html.match(/<details class="rows" open>/g)).toHaveLength(2);
});

test("a table of many epochs waits to be unfolded", async () => {
  const [first] = exampleRun.history;
  const history = Array.from({ length: 40 }, (_, index) => ({ ...(first as NonNullable<typeof first>), epoch: index + 1 }));
  expect(await pageOf({ ...exampleRun, history })).toContain('<details class="rows"><summary>Epoch by epoch</summary>');
});

test("says where the fitted curve is the worse one, and only there", async () => {
  const full = fullRun.full as NonNullable<ReportData["full"]>;
  const { before, after } = full.calibration;
  const swapped = { ...full.calibration, before: after as typeof before, after: before };
  expect(await pageOf({ ...fullRun, full: { ...full, calibration: swapped } })).toContain(
    "On these images the fitted curve is the worse one: confidence and share right lie 1.670\u00a0% apart at the temperature, 1.200\u00a0% as trained.",
  );
  expect(await pageOf(fullRun)).not.toContain("the worse one");
});

test("the pictures of what spoke for a class say how that was found", async () => {
  const html = await pageOf(fullRun);
  const captions = [...html.matchAll(/<figcaption>([^<]*)</g)].map(([, text]) => text);
  expect(captions.slice(0, 3)).toEqual(["image", "Grad-CAM", "occlusion"]);
});

test("a judgment that is not full has a line for each of the rest", async () => {
  const html = await pageOf(exampleRun);
  const folded = ["First filters", "Mistakes and doubts", "Calibration", "Rejection", "Robustness", "Writers", "Other things"];
  const shown = headingsOf(await pageOf(fullRun)).filter((heading) => !folded.includes(heading as string));
  shown.splice(shown.indexOf("Recipe"), 0, "Not shown");
  expect(headingsOf(html)).toEqual(shown);
  for (const sentence of [
    "The test images were not at hand, so none are shown.",
    "Whether its confidence can be believed was not measured.",
    "What leaving unsure images to a human buys was not measured.",
    "Spoiled images were not tried; tenfold evaluate --full tries them.",
    "Who wrote the images is not known; tenfold evaluate --full --writers tells it.",
    "Whether other things pass for one of its classes was not measured.",
  ]) {
    expect(html).toContain(sentence);
  }
});

test("each cell of the matrix with images has a button, and each button a panel with its images", async () => {
  const html = await pageOf(fullRun);
  const buttons = [...html.matchAll(/<button popovertarget="(cell-\d+-\d+)" title/g)].map((match) => match[1]);
  const panels = [...html.matchAll(/<div popover id="(cell-\d+-\d+)"/g)].map((match) => match[1]);
  expect(buttons).toEqual(["cell-0-0", "cell-0-2", "cell-1-1", "cell-2-0", "cell-2-2"]);
  expect([...panels].sort()).toEqual(buttons);
  expect(html).toContain("<h3>2 read as 0</h3>");
  expect(html).toContain("2 of 3 images, the surest first");
});

test("three images say what they cannot tell", async () => {
  const html = await pageOf(await fewImages());
  expect(html).not.toMatch(/NaN|undefined|Infinity|not a number/);
  expect(html).toContain('<td data-head="As trained">not enough data</td>');
  expect(html).toContain('<td data-head="Read">not enough data</td>');
  expect(html).toContain("<b>Robustness</b> Not enough data for robustness: 3 images, at least 100 are needed.</li>");
  expect(html).toContain("Not enough data for the read rate at 0.1 % error: 3 images, at least 1000 are needed.");
});

test("with 47 classes the matrix scrolls in its place, with a row and a column a class", async () => {
  const classNames = Array.from({ length: 47 }, (_, index) => `c${index}`);
  const confusion = classNames.map((_, label) => classNames.map((_, predicted) => (label === predicted ? 40 : (label + predicted) % 5)));
  const perClass = classNames.map((label) => ({ label, support: 1, precision: 1, recall: 1, f1: 1 }));
  const { gallery, full, ...run } = fullRun;
  const many = { ...run, classNames, evaluation: { count: 99, loss: 1, accuracy: 0.5, confusion, perClass } };
  const html = await reportHtml(many);
  expect(html).toContain('<div class="scroll"><table class="matrix many">');
  expect(html.match(/<th scope="row">c\d+<\/th><td title/g)?.length).toBeGreaterThanOrEqual(37);
  expect(html.length).toBeLessThan(3e6);
});

test("asks the network for nothing, and forbids itself to", async () => {
  const html = await pageOf(fullRun);
  expect(html).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`);
  expect(html).not.toMatch(/<script|@import|url\(/);
  const links = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1] as string);
  expect(links.filter((link) => !/^data:(image\/(png|svg\+xml)|text\/csv);base64,$|^data:,$|^#[a-z-]+$/.test(link))).toEqual([]);
});

test("says what is missing instead of showing holes", async () => {
  const html = await pageOf(bare);
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
  const html = await pageOf({ ...exampleRun, history: diverged, stopped: "the loss is not a number" });
  expect(html).toContain("Accuracy was not recorded during training.");
  expect(html).toContain("No epoch had a loss that is a number: the training diverged.");
  expect(html).toContain("<dd>the loss is not a number</dd>");
  expect(html).not.toMatch(/NaN|undefined/);
});

test("no name or setting can become a tag", async () => {
  const evil = `"><img src=x onerror=alert(1)>`;
  const html = await pageOf({
    ...fullRun,
    full: hostile(fullRun.full as NonNullable<ReportData["full"]>, evil),
    title: evil,
    stopped: evil,
    machine: evil,
    classNames: [evil, evil, evil],
    evaluation: {
      ...(exampleRun.evaluation as NonNullable<ReportData["evaluation"]>),
      perClass: [0, 1, 2].map(() => ({ label: evil, support: 1, precision: 1, recall: 1, f1: 1 })),
    },
    config: { preset: evil, [evil]: { [evil]: [evil] } },
    data: [{ name: evil, count: 1, hashes: { [evil]: evil } }],
    versions: { [evil]: evil },
  });
  expect(html).not.toContain("<img src=x");
  expect(html).not.toContain(`"><img`);
});

test("every color that is used is set for light and for dark", async () => {
  const html = await pageOf(fullRun);
  const [light = "", dark = ""] = [...html.matchAll(/:root \{[^}]*\}/g)].map(([rule]) => rule);
  for (const [, name] of html.matchAll(/var\((--[\w-]+)\)/g)) {
    expect(light).toContain(`${name}:`);
    expect(dark).toContain(`${name}:`);
  }
});

/** A value with every text in it replaced, but for the names that decide what is drawn. */
function hostile<T>(value: T, evil: string): T {
  const known = ["mahalanobis", "fog"];
  return JSON.parse(JSON.stringify(value, (_, part) => (typeof part === "string" && !known.includes(part) ? evil : part)));
}

/** The example, judged on three images of one class. */
async function fewImages(): Promise<ReportData> {
  const { fullEvaluation } = await import("tenfold");
  const predictions = { probabilities: Float32Array.of(0.9, 0.1, 0, 0.6, 0.3, 0.1, 0.2, 0.7, 0.1), labels: [0, 0, 0], classes: 3 };
  const confusion = [
    [2, 1, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  const perClass = ["0", "1", "2"].map((label) => ({ label, support: label === "0" ? 3 : 0, precision: null, recall: null, f1: null }));
  const evaluation = { count: 3, loss: 0.9, accuracy: 2 / 3, confusion, perClass };
  const notes = ["Not enough data for robustness: 3 images, at least 100 are needed."];
  const none = { imagesPerSecond: null, robustness: null, writers: null, notes };
  const full = { ...(fullRun.full as NonNullable<ReportData["full"]>), ...fullEvaluation({ evaluation, predictions, validation: "none" }) };
  return { ...fullRun, evaluation, full: { ...full, ...none }, gallery: { cells: [], mistakes: [], hits: [] } };
}
