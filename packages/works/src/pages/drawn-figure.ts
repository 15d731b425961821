import { type PlotSpec, themeOf } from "tenfold";
import { type Markup, markup, trusted } from "./markup.js";
import { pageColors } from "./page-colors.js";
import { renderSvg } from "./render.js";

/** A plot as a figure of a page, in the page's colors and font. */
export async function drawnFigure(spec: PlotSpec): Promise<Markup> {
  const svg = await renderSvg(spec, themeOf({ ...pageColors, paper: "transparent" }));
  return markup`<figure>${trusted(svg.replace(/ font-family="[^"]*"/g, ""))}</figure>`;
}
