import { type Markup, markup, trusted } from "../pages/markup.js";
import type { Drawings } from "./draw.js";
import type { PlotName } from "./plots.js";

/** A plot as a figure of the page, with its files to take away; `missing` is said when there is nothing to draw. */
export function figure(drawings: Drawings, name: PlotName, missing: string): Markup {
  const drawn = drawings.get(name);
  if (!drawn) return markup`<p class="missing">${missing}</p>`;
  return markup`<figure>${trusted(drawn.inPage)}${takeAway(drawings, name)}</figure>`;
}

/** A file larger than this is not put into the page; it lies in `plots` only. */
const LARGEST = 150_000;

/** Links to a plot as SVG and PNG and to the numbers behind it. They hold the files themselves, so that the page needs no other. */
export function takeAway(drawings: Drawings, name: PlotName): Markup {
  const drawn = drawings.get(name);
  if (!drawn) return markup``;
  const files = [
    ["svg", "SVG", "image/svg+xml", Buffer.from(drawn.svg)],
    ["png", "PNG", "image/png", drawn.png],
    ["csv", "numbers (CSV)", "text/csv", Buffer.from(drawn.csv)],
  ] as const;
  const links = files.map(([ending, title, type, bytes]) =>
    bytes.length > LARGEST
      ? markup` <span>${title}: plots/${name}.${ending}</span>`
      : markup` <a download="${name}.${ending}" href="data:${type};base64,${Buffer.from(bytes).toString("base64")}">${title}</a>`,
  );
  return markup`<p class="files">Save as${links}</p>`;
}
