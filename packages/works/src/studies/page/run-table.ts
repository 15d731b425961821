import { table } from "../../pages/blocks.js";
import type { Markup } from "../../pages/markup.js";
import { duration, percent, threeDigits } from "../../pages/numbers.js";
import type { StudyResults } from "../study-results.js";

/** A line for each run of a study. */
export function runTable({ settings }: StudyResults): Markup {
  const rows = settings.flatMap(({ name, runs }) =>
    runs.map(({ seed, bestEpoch, epochs, validation, test, seconds }) => [
      name,
      String(seed),
      `${bestEpoch} of ${epochs}`,
      percent(validation.accuracy),
      percent(test.accuracy),
      threeDigits(test.loss),
      duration(seconds),
    ]),
  );
  return table(["Setting", "Seed", "Best epoch", "Validation", "Test", "Test loss", "Training"], rows);
}
