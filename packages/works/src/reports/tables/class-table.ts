import { classificationReport, type Evaluation, type ReportLine } from "tenfold";
import { type Markup, markup } from "../../pages/markup.js";
import { whole } from "../../pages/numbers.js";

/** Precision, recall, F1 and support of each class with their averages: scikit-learn's classification report, to four decimals. */
export function classTable({ confusion, perClass, accuracy, count }: Evaluation): Markup {
  const rows = perClass.map(
    ({ label, precision, recall, f1, support }) =>
      markup`<tr><th scope="row">${label}</th>${[precision, recall, f1].map(cell)}<td>${whole(support)}</td></tr>
`,
  );
  const averages = classificationReport(
    confusion,
    perClass.map((_, index) => String(index)),
  );
  const undefinedRatio = perClass.some(({ precision, recall, f1 }) => precision === null || recall === null || f1 === null);
  return markup`<div class="columns wide-left"><div class="scroll"><table>
<thead><tr>${["Class", "Precision", "Recall", "F1", "Images"].map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody>
<tfoot><tr><th scope="row">Accuracy</th><td></td><td></td>${cell(accuracy)}<td>${whole(count)}</td></tr>
${average("Macro average", averages["macro avg"])}
${average("Weighted average", averages["weighted avg"])}</tfoot></table></div>
<p class="aside">Precision: of the images read as this class, the share that is. Recall: of the images of this class, the share read as it.
F1: their harmonic mean. The macro average counts classes alike, the weighted one by their images.${undefinedRatio ? UNDEFINED : ""}</p></div>`;
}

const UNDEFINED = " A dash: no image to take the share of; the averages count it as 0, as scikit-learn does.";

function average(name: string, { precision, recall, "f1-score": f1, support }: ReportLine): Markup {
  return markup`<tr><th scope="row">${name}</th>${[precision, recall, f1].map(cell)}<td>${whole(support)}</td></tr>`;
}

function cell(ratio: number | null): Markup {
  return markup`<td>${ratio === null ? "\u2013" : ratio.toFixed(4)}</td>`;
}
