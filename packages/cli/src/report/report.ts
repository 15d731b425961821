import { classTable } from "./class-table.js";
import { figure, figuresOf } from "./figures.js";
import { type Markup, markup, trusted } from "./markup.js";
import { mistakeList } from "./mistakes.js";
import { duration, percent, plural, rough, threeDigits, whole } from "./numbers.js";
import { pageStyle } from "./page-style.js";
import { type Row, recipe } from "./recipe.js";
import type { ReportData } from "./report-data.js";
import { sampleList } from "./samples.js";
import { bestEpoch, judged, verdict } from "./verdict.js";

/**
 * The report of a run as one HTML page that asks for nothing: no script, no font, no file. It reads on a phone and on a wide screen, in
 * light and dark, and prints.
 *
 * @returns the text of the page
 */
export async function reportHtml(data: ReportData): Promise<string> {
  const { sentence, trust } = verdict(data);
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${data.title}: ${sentence}</title>
<style>${trusted(pageStyle)}</style>
</head>
<body>
<header><p class="run">${data.title}</p><h1>${sentence}</h1><p>${trust}</p></header>
<main>
${await trainingSection(data)}
${await mistakesSection(data)}
${await samplesSection(data)}
<div class="columns">
${classesSection(data)}
${recipeSection(data)}
${dataSection(data)}
${costSection(data)}
</div>
</main>
<footer>Made by Tenfold. This page is complete in itself: it opens without a network.</footer>
</body>
</html>
`;
  return page.markup;
}

async function trainingSection(data: ReportData): Promise<Markup> {
  if (data.history.length === 0) return section("Training", missing("No epoch was recorded, so there are no curves to show."));
  const { accuracy, loss, "learning-rate": rate } = figuresOf(data);
  return section(
    "Training",
    markup`<div class="columns">
${await figure(accuracy, "Accuracy was not recorded during training.")}
${await figure(loss, "No epoch had a loss that is a number: the training diverged.")}
${await figure(rate, "The learning rate was not recorded.")}
${definitions(trainingRows(data))}
</div>`,
  );
}

function trainingRows({ history, stopped }: ReportData): Row[] {
  const accuracy = bestEpoch(history, "val_accuracy", "highest");
  const loss = bestEpoch(history, "val_loss", "lowest");
  return [
    ["Epochs", whole(history.length)],
    ["Ended", stopped ?? "when the last epoch was done"],
    ["Best validation accuracy", accuracy ? `${percent(accuracy.value)} in epoch ${accuracy.epoch}` : "not measured"],
    ["Lowest validation loss", loss ? `${threeDigits(loss.value)} in epoch ${loss.epoch}` : "not measured"],
  ];
}

async function mistakesSection(data: ReportData): Promise<Markup> {
  const evaluation = judged(data);
  if (!evaluation) return section("Mistakes", missing("No test images were judged, so there is no confusion matrix."));
  const matrix = await figure(figuresOf(data).confusion, "");
  return section("Mistakes", markup`<div class="columns">${matrix}<div>${mistakeList(evaluation, data.classNames)}</div></div>`);
}

async function samplesSection({ samples, classNames }: ReportData): Promise<Markup> {
  if (samples.length === 0) return section("Test images", missing("No sample images were kept."));
  const count = samples.length === 9 ? "Nine test images" : plural(samples.length, "test image");
  return section(count, await sampleList(samples, classNames));
}

function classesSection(data: ReportData): Markup {
  const evaluation = judged(data);
  const missed = missing("No test images were judged, so there are no scores by class.");
  return section("Classes", evaluation ? classTable(evaluation.perClass) : missed);
}

function recipeSection(data: ReportData): Markup {
  const none = missing("The settings of this run were not recorded.");
  return section("Recipe", Object.keys(data.config).length > 0 ? definitions(recipe(data)) : none);
}

function dataSection({ data = [] }: ReportData): Markup {
  const sets = data.map(({ name, count, hashes = {} }) => {
    const files = Object.entries(hashes).map(([file, hash]) => markup`<li>${file}<code>${hash}</code></li>`);
    const list = files.length > 0 ? markup`<ul class="files">${files}</ul>` : missing("No hashes were recorded.");
    return markup`<h3>${name}, ${plural(count, "image")}</h3>${list}
`;
  });
  return section("Data", sets.length > 0 ? markup`${sets}` : missing("Which data was used was not recorded."));
}

function costSection(data: ReportData): Markup {
  const { history, parameters, multiplyAdds, versions, machine } = data;
  const speeds = history.map((epoch) => epoch.images_per_second).sort((a, b) => a - b);
  const speed = speeds[speeds.length >> 1];
  const seconds = data.seconds ?? (history.length > 0 ? history.reduce((sum, epoch) => sum + epoch.seconds, 0) : undefined);
  return section(
    "Cost and machine",
    definitions([
      ["Training time", seconds === undefined ? "not measured" : duration(seconds)],
      ["Training speed", speed === undefined ? "not measured" : `${whole(speed)} images/s, median of the epochs`],
      ["Parameters", parameters === undefined ? "not recorded" : whole(parameters)],
      ["Multiply-adds", multiplyAdds === undefined ? "not recorded" : `${rough(multiplyAdds)} an image`],
      ["Machine", machine || "not recorded"],
      ...Object.entries(versions).map(([name, version]): Row => [name, version]),
    ]),
  );
}

function section(title: string, content: Markup): Markup {
  return markup`<section><h2>${title}</h2>
${content}
</section>`;
}

function definitions(rows: readonly Row[]): Markup {
  return markup`<dl>${rows.map(
    ([term, value]) => markup`<dt>${term}</dt><dd>${value}</dd>
`,
  )}</dl>`;
}

function missing(sentence: string): Markup {
  return markup`<p class="missing">${sentence}</p>`;
}
