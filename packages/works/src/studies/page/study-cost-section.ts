import { asides, section, table } from "../../pages/blocks.js";
import { type Markup, markup } from "../../pages/markup.js";
import { plural, rough, whole } from "../../pages/numbers.js";
import { spread } from "../../pages/spread.js";
import type { StudyResults } from "../study-results.js";

/** What the settings of a study cost: size, work, time. */
export function costSection({ settings, threads }: StudyResults): Markup {
  const rows = settings.map(({ name, parameters, multiplyAdds, secondsPerEpoch, seconds, latencyMs, runs }) => [
    name,
    whole(parameters),
    rough(multiplyAdds),
    epochsText(runs.map(({ epochs }) => epochs)),
    spread(secondsPerEpoch),
    spread(seconds),
    spread(latencyMs),
  ]);
  const head = ["Setting", "Parameters", "Multiply-adds", "Epochs", "s/epoch", "Seconds", "One image, ms"];
  return section(
    "Cost",
    markup`${table(head, rows)}
${asides([
  `Wall-clock seconds with ${threads.map((count) => plural(count, "thread")).join(" or ")}, validation after each epoch included; runs of different settings took turns, seed by seed. One image: the median of up to 200 predictions of a single image.`,
])}`,
  );
}

function epochsText(epochs: readonly number[]): string {
  const [least, most] = [Math.min(...epochs), Math.max(...epochs)];
  return least === most ? String(least) : `${least}–${most}`;
}
