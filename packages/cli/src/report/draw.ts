import { type Palette, palettes, themeOf } from "tenfold";
import { csv } from "./csv.js";
import { type PlotName, plotsOf } from "./plots.js";
import { renderPng, renderSvg } from "./render.js";
import type { ReportData } from "./report-data.js";

/** A plot in every form that it is handed out in. */
export interface Drawn {
  /** In the page's colors by name and in its font. */
  readonly inPage: string;
  /** Complete in itself, light. */
  readonly svg: string;
  readonly png: Uint8Array;
  /** The numbers behind it. */
  readonly csv: string;
}

export type Drawings = ReadonlyMap<PlotName, Drawn>;

/** Draws every plot that the data allows. */
export async function drawPlots(data: ReportData): Promise<Drawings> {
  const drawings = new Map<PlotName, Drawn>();
  for (const [name, { spec, numbers }] of plotsOf(data)) {
    const named = await renderSvg(spec, themeOf(cssPalette));
    const svg = inLight(named);
    drawings.set(name, { inPage: named.replace(/ font-family="[^"]*"/g, ""), svg, png: await renderPng(svg), csv: csv(numbers) });
  }
  return drawings;
}

/** The page's colors by name, so that one drawing serves light, dark and print; page-style.ts sets the variables. */
const cssPalette: Palette = {
  paper: "var(--paper)",
  ink: "var(--ink)",
  muted: "var(--muted)",
  grid: "var(--grid)",
  training: "var(--training)",
  validation: "var(--validation)",
  correct: "var(--correct)",
  errors: ["var(--errors-1)", "var(--errors-2)", "var(--errors-3)", "var(--errors-4)", "var(--errors-5)"],
  onErrors: "var(--onErrors)",
};

/** Names of colors back to the colors of the light theme. */
function inLight(svg: string): string {
  const { errors, ...light } = palettes.light;
  return svg.replace(/var\(--(\w+)(?:-(\d))?\)/g, (text, name: string, step?: string) =>
    step ? (errors[Number(step) - 1] ?? text) : (light[name as keyof typeof light] ?? text),
  );
}
