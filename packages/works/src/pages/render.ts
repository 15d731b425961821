import { createRequire } from "node:module";
import type { PlotSpec } from "tenfold";
import type { TopLevelSpec } from "vega-lite";
import { markup } from "./markup.js";

/** The family that PNG pictures are set in; it comes with the program, since a server may have no font at all. */
export const PNG_FONT = "DejaVu Sans";
const PNG_SCALE = 2;

/** Draws a plot as SVG text in the colors of a theme's `config`. */
export async function renderSvg(spec: PlotSpec, config: Readonly<Record<string, unknown>>): Promise<string> {
  const [{ compile }, { parse, View }] = await Promise.all([import("vega-lite"), import("vega")]); // slow to load
  // `aria: false`: no label a mark.
  const { spec: vega } = compile({ ...spec, config: { ...config, aria: false } } as unknown as TopLevelSpec, { logger: refuseWarnings });
  const view = new View(parse(vega), { renderer: "none" });
  try {
    return withOneLabel(await view.toSVG(), spec.description);
  } finally {
    view.finalize();
  }
}

/** Vega describes its own groups ("group mark container"); what helps a reader who cannot see is one label that says what is shown. */
function withOneLabel(svg: string, label: string): string {
  const silent = svg.replace(/ (role="graphics-|aria-roledescription="|aria-hidden=")[^"]*"/g, "");
  return silent.replace("<svg ", () => markup`<svg role="img" aria-label="${label}" `.markup);
}

/** Paints SVG text as PNG bytes, two pixels for one. Only the program's own fonts are used, so that the same SVG gives the same PNG. */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await import("@resvg/resvg-js");
  const image = await renderAsync(svg, {
    fitTo: { mode: "zoom", value: PNG_SCALE },
    font: { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: PNG_FONT, sansSerifFamily: PNG_FONT },
  });
  return image.asPng();
}

function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) => resolve(`dejavu-fonts-ttf/ttf/${file}`));
}

/** What Vega-Lite would only warn about, a spec of ours must not have. */
const refuseWarnings = {
  level: () => refuseWarnings,
  error: fail,
  warn: fail,
  info: () => refuseWarnings,
  debug: () => refuseWarnings,
};

function fail(...reasons: readonly unknown[]): never {
  throw new Error(`a plot does not compile: ${reasons.join(" ")}`);
}
