import type { EpochRecord } from "tenfold";
import { unfolding } from "../../pages/blocks.js";
import { type Markup, markup } from "../../pages/markup.js";
import { duration, percent, threeDigits, whole } from "../../pages/numbers.js";
import { bestEpoch } from "../verdict.js";

/** A column of the table; `of` is undefined where an epoch has no such measure. */
interface Column {
  readonly head: string;
  readonly of: (epoch: EpochRecord) => string | undefined;
}

const COLUMNS: readonly Column[] = [
  { head: "Loss", of: ({ loss }) => threeDigits(loss) },
  { head: "Accuracy", of: ({ accuracy }) => share(accuracy) },
  { head: "Validation loss", of: ({ val_loss }) => (val_loss === undefined ? undefined : threeDigits(val_loss)) },
  { head: "Validation accuracy", of: ({ val_accuracy }) => share(val_accuracy) },
  { head: "Learning rate", of: ({ learning_rate }) => threeDigits(learning_rate) },
  { head: "Time", of: ({ seconds }) => duration(seconds) },
];

/** What each epoch came to, a row an epoch; the one whose weights were kept stands out. Long tables unfold when they are pressed. */
export function epochTable(history: readonly EpochRecord[]): Markup {
  const columns = COLUMNS.filter(({ of }) => history.some((epoch) => of(epoch) !== undefined));
  const best = bestEpoch(history, "val_loss", "lowest")?.epoch;
  const rows = history.map((epoch) => {
    const cells = columns.map(({ of }) => markup`<td>${of(epoch) ?? "\u2013"}</td>`);
    const kept = epoch.epoch === best ? markup` class="kept"` : undefined;
    return markup`<tr${kept}><th scope="row">${whole(epoch.epoch)}</th>${cells}</tr>
`;
  });
  const head = ["Epoch", ...columns.map(({ head }) => head)].map((name) => markup`<th scope="col">${name}</th>`);
  const table = markup`<div class="scroll"><table class="epochs"><thead><tr>${head}</tr></thead>
<tbody>${rows}</tbody></table></div>
${best === undefined ? undefined : markup`<p class="aside">Bold: the epoch with the lowest validation loss, whose weights were kept.</p>`}`;
  return unfolding("Epoch by epoch", table, history.length);
}

function share(value: number | undefined): string | undefined {
  return value === undefined ? undefined : percent(value);
}
