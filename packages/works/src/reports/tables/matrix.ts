import type { Evaluation } from "tenfold";
import { type ConfusionCell, type ConfusionView, confusionCells, confusionViews } from "tenfold";
import { type Markup, markup } from "../../pages/markup.js";
import { plural, whole } from "../../pages/numbers.js";
import type { Drawings } from "../draw.js";
import { takeAway } from "../figure.js";
import { cellImages } from "../images/cell-images.js";
import { confusionName } from "../plots.js";
import type { ReportData } from "../report-data.js";

const VIEWS: Readonly<Record<ConfusionView, { title: string; explained: string }>> = {
  counts: { title: "Counts", explained: "Images. A row is a true class, a column what it was read as." },
  true: { title: "By true", explained: "Percent of each true class: a row adds up to 100." },
  predicted: { title: "By predicted", explained: "Percent of each predicted class: a column adds up to 100." },
  all: { title: "Of all", explained: "Percent of all images: everything adds up to 100." },
  mistakes: { title: "Mistakes", explained: "The mistakes alone, with their sums in the last row and column." },
};

/** From so many classes on, cells are small, and the table has the width of the page and scrolls rather than shrinks. */
export const MANY = 16;

/**
 * The confusion matrix as a table with a button a cell that opens its images, and a switch of views. Neither needs a script: the buttons open
 * popovers, and style follows the switch.
 */
export async function confusionMatrix({ confusion }: Evaluation, { classNames, gallery }: ReportData, drawings: Drawings): Promise<Markup> {
  const images = gallery?.cells ?? [];
  const opened = new Set(images.map(({ label, predicted }) => idOf(label, predicted)));
  const switches = confusionViews.map(
    (view, index) => markup`<input type="radio" name="view" id="view-${view}"${index === 0 ? CHECKED : undefined}>`,
  );
  const labels = confusionViews.map((view) => markup`<label for="view-${view}">${VIEWS[view].title}</label>`);
  const explained = confusionViews.map((view) => markup`<p class="aside in-${view}">${VIEWS[view].explained}</p>`);
  const files = confusionViews.map((view) => markup`<div class="in-${view}">${takeAway(drawings, confusionName(view))}</div>`);
  return markup`<div class="views">${switches}
<div class="switch" role="presentation">${labels}</div>
${explained}
<div class="scroll"><table class="matrix${classNames.length >= MANY ? " many" : ""}">
<caption>True class down, predicted class across${opened.size > 0 ? "; press a cell to see its images" : ""}</caption>
<thead><tr><td></td>${classNames.map((name) => markup`<th scope="col">${name}</th>`)}<th scope="col" class="in-mistakes">all</th></tr></thead>
<tbody>${rowsOf(confusion, classNames, opened)}</tbody>
<tfoot class="in-mistakes">${sumRow(confusion)}</tfoot></table></div>
${files}
${await Promise.all(images.map((cell) => cellImages(cell, idOf(cell.label, cell.predicted), classNames)))}</div>`;
}

const CHECKED: Markup = markup` checked`;

function idOf(label: number, predicted: number): string {
  return `cell-${label}-${predicted}`;
}

function rowsOf(confusion: Evaluation["confusion"], classNames: readonly string[], opened: ReadonlySet<string>): Markup[] {
  const views = confusionViews.map((view) => {
    const cells = new Map<string, ConfusionCell>();
    for (const cell of confusionCells(confusion, view)) cells.set(idOf(cell.label, cell.predicted), cell);
    return { view, cells };
  });
  return confusion.map((row, label) => {
    const cells = row.map((count, predicted) => {
      const id = idOf(label, predicted);
      if (count === 0) return markup`<td></td>`;
      const texts = views.map(({ view, cells }) => {
        const cell = cells.get(id);
        return cell && markup`<span class="in-${view} level-${cell.level}">${cell.text}</span>`;
      });
      const title = `${classNames[label]} read as ${classNames[predicted]}: ${plural(count, "image")}`;
      if (!opened.has(id)) return markup`<td title="${title}">${texts}</td>`;
      return markup`<td><button popovertarget="${id}" title="${title}" aria-label="${title}">${texts}</button></td>`;
    });
    const wrong = row.reduce((sum, count, predicted) => sum + (predicted === label ? 0 : count), 0);
    return markup`<tr><th scope="row">${classNames[label]}</th>${cells}<td class="in-mistakes sum">${whole(wrong)}</td></tr>
`;
  });
}

function sumRow(confusion: Evaluation["confusion"]): Markup {
  const sums = confusion.map((_, predicted) =>
    confusion.reduce((sum, row, label) => sum + (label === predicted ? 0 : (row[predicted] as number)), 0),
  );
  const all = sums.reduce((total, sum) => total + sum, 0);
  return markup`<tr><th scope="row">all</th>${sums.map((sum) => markup`<td class="sum">${whole(sum)}</td>`)}<td class="sum">${whole(all)}</td></tr>`;
}
