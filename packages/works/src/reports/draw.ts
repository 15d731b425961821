import { palettes, themeOf } from "tenfold";
import { csv } from "../pages/csv.js";
import { pageColors } from "../pages/page-colors.js";
import { renderPng, renderSvg } from "../pages/render.js";
import { type PlotName, plotsOf } from "./plots.js";
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
    const named = await renderSvg(spec, themeOf(pageColors));
    const svg = inLight(named);
    drawings.set(name, { inPage: named.replace(/ font-family="[^"]*"/g, ""), svg, png: await renderPng(svg), csv: csv(numbers) });
  }
  return drawings;
}

/** Names of colors back to the colors of the light theme. */
function inLight(svg: string): string {
  const { errors, ...light } = palettes.light;
  return svg.replace(/var\(--(\w+)(?:-(\d))?\)/g, (text, name: string, step?: string) =>
    step ? (errors[Number(step) - 1] ?? text) : (light[name as keyof typeof light] ?? text),
  );
}
