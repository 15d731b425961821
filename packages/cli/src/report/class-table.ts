import { type Markup, markup } from "./markup.js";
import { percent, whole } from "./numbers.js";
import type { ClassScore } from "./report-data.js";

/** Precision, recall, F1 and support of each class. */
export function classTable(classes: readonly ClassScore[]): Markup {
  const rows = classes.map(
    ({ label, precision, recall, f1, support }) =>
      markup`<tr><th scope="row">${label}</th>${[precision, recall, f1].map(cell)}<td>${whole(support)}</td></tr>
`,
  );
  const undefinedRatio = classes.some(({ precision, recall, f1 }) => precision === null || recall === null || f1 === null);
  return markup`<table>
<thead><tr>${["Class", "Precision", "Recall", "F1", "Images"].map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table>
<p class="aside">Precision: of the images read as this class, the share that is. Recall: of the images of this class, the share read as it.
F1: their harmonic mean.${undefinedRatio ? " A dash: no image to take the share of." : ""}</p>`;
}

function cell(ratio: number | null): Markup {
  return markup`<td>${ratio === null ? "\u2013" : percent(ratio)}</td>`;
}
