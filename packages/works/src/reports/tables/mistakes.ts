import type { Evaluation } from "tenfold";
import { type Markup, markup } from "../../pages/markup.js";
import { plural } from "../../pages/numbers.js";

const SHOWN = 8;

/** The pairs of classes that are taken for each other most often, in words. */
export function mistakeList({ confusion }: Evaluation, classNames: readonly string[]): Markup {
  const pairs = confusion
    .flatMap((row, label) => row.map((count, predicted) => ({ label, predicted, count })))
    .filter(({ label, predicted, count }) => label !== predicted && count > 0)
    .sort((a, b) => b.count - a.count);
  if (pairs.length === 0) return markup`<p>No image was taken for another class.</p>`;
  const items = pairs.slice(0, SHOWN).map(
    ({ label, predicted, count }) =>
      markup`<li><span>${classNames[label]} read as ${classNames[predicted]}</span><span>${plural(count, "time")}</span></li>
`,
  );
  return markup`<h3>Most frequent mistakes</h3>
<ol class="mistakes">${items}</ol>
${others(pairs.slice(SHOWN))}`;
}

function others(pairs: readonly { count: number }[]): Markup {
  const total = pairs.reduce((sum, { count }) => sum + count, 0);
  if (pairs.length === 0) return markup``;
  return markup`<p class="aside">${plural(pairs.length, "other pair")} of classes: ${plural(total, "mistake")}.</p>`;
}
