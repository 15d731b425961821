/**
 * A Vega-Lite v6 specification: a plain JSON object that vega-embed shows and vega-lite's `compile` takes.
 *
 * It says what is drawn where, and leaves colors to a theme: `{ ...spec, config: theme("dark") }`.
 */
export interface PlotSpec {
  readonly $schema: string;
  /** What the picture shows, for a reader who cannot see it. */
  readonly description: string;
  readonly [property: string]: unknown;
}

export const VEGA_LITE = "https://vega.github.io/schema/vega-lite/v6.json";

/** Width in pixels of every plot with its margins, so that plots line up one under another. */
export const PLOT_WIDTH = 440;
