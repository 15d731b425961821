import { type Palette, type PlotSpec, themeOf } from "tenfold";
import { type Markup, markup, trusted } from "../report/markup.js";
import { renderSvg } from "../report/render.js";

/** A plot as a figure of a page, in the page's colors and font. */
export async function drawnFigure(spec: PlotSpec): Promise<Markup> {
  const svg = await renderSvg(spec, themeOf(pageColors));
  return markup`<figure>${trusted(svg.replace(/ font-family="[^"]*"/g, ""))}</figure>`;
}

/** The page's colors by name, so that one drawing serves light, dark and print; page-style.ts sets the variables. */
const pageColors: Palette = {
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
