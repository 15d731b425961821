import { type Markup, markup } from "../pages/markup.js";
import { percent, whole } from "../pages/numbers.js";
import type { ReportData } from "./report-data.js";
import { judged } from "./verdict.js";

/** What a reader asks next after the verdict; only what was measured. */
export function keyFigures(data: ReportData): Markup | undefined {
  const { full } = data;
  if (!judged(data) || !full) return undefined;
  const strict = full.rejection.readRates.find(({ error, readRate }) => error === 0.001 && readRate !== null);
  const figures: readonly (readonly [what: string, figure: string])[] = [
    ...(strict ? [["read when at most 0.1\u00a0% may be wrong", percent(strict.readRate ?? 0)] as const] : []),
    ...(full.calibration.before.ece === null ? [] : [["calibration error", percent(full.calibration.before.ece)] as const]),
    ...(full.robustness ? [["right on spoiled images", percent(full.robustness.mean, 1)] as const] : []),
    ...(full.imagesPerSecond === null ? [] : [["images a second", whole(full.imagesPerSecond)] as const]),
  ];
  if (figures.length === 0) return undefined;
  return markup`<dl class="key">${figures.map(([what, figure]) => markup`<div><dt>${what}</dt><dd>${figure}</dd></div>`)}</dl>`;
}
