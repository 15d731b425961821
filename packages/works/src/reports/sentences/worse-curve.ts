import type { Calibration } from "tenfold";
import { percent } from "../../pages/numbers.js";

/** A temperature is fitted on validation images, and may make things worse on others: then a sentence, else none. */
export function worseCurve({ before, after }: Pick<Calibration, "before" | "after">): string[] {
  if (!after || before.ece === null || after.ece === null || after.ece <= before.ece) return [];
  return [
    `On these images the fitted curve is the worse one: confidence and share right lie ${percent(after.ece, 3)} apart at the temperature, ` +
      `${percent(before.ece, 3)} as trained. It was fitted on the validation images, not on these.`,
  ];
}
