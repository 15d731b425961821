import { accuracyCurves, confusionPlot, learningRateCurve, lossCurves, type Palette, type PlotSpec, themeOf } from "tenfold";
import { type Markup, markup, trusted } from "./markup.js";
import { renderSvg } from "./render.js";
import type { ReportData } from "./report-data.js";
import { judged } from "./verdict.js";

/** The plots of a run by file name; a plot without numbers to draw is absent. */
export interface Figures {
  readonly accuracy?: PlotSpec;
  readonly loss?: PlotSpec;
  readonly "learning-rate"?: PlotSpec;
  readonly confusion?: PlotSpec;
}

/** The plots that the data allows. */
export function figuresOf(data: ReportData): Figures {
  const { history, classNames } = data;
  const evaluation = judged(data);
  const has = (...fields: ("accuracy" | "val_accuracy" | "loss" | "val_loss" | "learning_rate")[]) =>
    history.some((epoch) => fields.some((field) => Number.isFinite(epoch[field])));
  return {
    ...(has("accuracy", "val_accuracy") && { accuracy: accuracyCurves(history) }),
    ...(has("loss", "val_loss") && { loss: lossCurves(history) }),
    ...(has("learning_rate") && { "learning-rate": learningRateCurve(history) }),
    ...(evaluation && { confusion: confusionPlot({ confusion: evaluation.confusion, classNames }) }),
  };
}

/** A plot as a figure of the page, in the page's colors and font; `missing` is said when there is nothing to draw. */
export async function figure(spec: PlotSpec | undefined, missing: string): Promise<Markup> {
  if (!spec) return markup`<p class="missing">${missing}</p>`;
  const svg = await renderSvg(spec, themeOf(cssPalette));
  return markup`<figure>${trusted(svg.replace(/ font-family="[^"]*"/g, ""))}</figure>`;
}

/** The page's colors by name, so that one drawing serves light, dark and print; page-style.ts sets the variables. */
const cssPalette: Palette = {
  paper: "transparent",
  ink: "var(--ink)",
  muted: "var(--muted)",
  grid: "var(--grid)",
  training: "var(--training)",
  validation: "var(--validation)",
  correct: "var(--correct)",
  errors: ["var(--errors-1)", "var(--errors-2)", "var(--errors-3)", "var(--errors-4)", "var(--errors-5)"],
  onErrors: "var(--onErrors)",
};
