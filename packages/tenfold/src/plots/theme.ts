/** The colors of a plot, any CSS color each. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  /** Axis labels and asides: still readable as small text. */
  readonly muted: string;
  readonly grid: string;
  readonly training: string;
  readonly validation: string;
  /** Fill of a confusion matrix's diagonal: there, but quiet. */
  readonly correct: string;
  /** Five fills from few mistakes to many. */
  readonly errors: readonly [string, string, string, string, string];
  /** Text on the last two of `errors`. */
  readonly onErrors: string;
}

export type ThemeName = "light" | "dark";

/**
 * Blue for what the network is judged by, gray for what it was taught with, orange for mistakes.
 *
 * Blue and orange are the pair that every common color vision deficiency keeps apart (Okabe and Ito, 2008). Text reaches a contrast
 * of 4.5:1 and lines 3:1 on the paper (WCAG 2.2); theme.test.ts measures both.
 */
export const palettes: Readonly<Record<ThemeName, Palette>> = {
  light: {
    paper: "#ffffff",
    ink: "#1d2329",
    muted: "#5a6470",
    grid: "#e4e7ea",
    training: "#7b8591",
    validation: "#0064a8",
    correct: "#eef1f4",
    errors: ["#fdebdc", "#fad0ae", "#f4a672", "#bf4d10", "#8a2c05"],
    onErrors: "#ffffff",
  },
  dark: {
    paper: "#15191d",
    ink: "#e6e9ec",
    muted: "#a3adb8",
    grid: "#2b3137",
    training: "#87919c",
    validation: "#64b2f2",
    correct: "#20262c",
    errors: ["#3c281b", "#5a341b", "#7e431c", "#df832f", "#ffbd80"],
    onErrors: "#17120d",
  },
};

/** Native to the reader's system; "DejaVu Sans" is what the command line's PNG pictures are set in. */
const FONTS = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";

/** The `config` of a light or dark plot: `{ ...accuracyCurves(history.epochs), config: theme("dark") }`. */
export function theme(name: ThemeName): Record<string, unknown> {
  return themeOf(palettes[name]);
}

/** The `config` in colors of your own, which may be CSS variables: then one SVG follows the page it stands in. */
export function themeOf(palette: Palette): Record<string, unknown> {
  const { ink, muted, grid, training, validation, correct, errors, onErrors } = palette;
  const axis = { labelColor: muted, titleColor: muted, labelFontSize: 13, titleFontSize: 13, titleFontWeight: 400, labelPadding: 6 };
  return {
    background: palette.paper,
    font: FONTS,
    view: { stroke: null },
    title: { color: ink, fontSize: 16, fontWeight: 600, anchor: "start", subtitleColor: muted, subtitleFontSize: 12, subtitlePadding: 4 },
    axis: { ...axis, gridColor: grid, domain: false, ticks: false },
    range: { heatmap: errors },
    style: {
      training: { color: training, strokeWidth: 1.5 },
      "training-point": { color: training, size: 14 },
      "training-label": { color: muted, fontSize: 13 },
      validation: { color: validation, strokeWidth: 2.25 },
      "validation-point": { color: validation, size: 22 },
      "validation-label": { color: validation, fontSize: 13, fontWeight: 600 },
      "best-rule": { color: muted, strokeWidth: 1, strokeDash: [2, 3] },
      "best-point": { color: ink, strokeWidth: 2, size: 90 },
      "best-label": { color: ink, fontSize: 13 },
      spread: { color: grid, strokeWidth: 12 },
      mean: { color: validation, thickness: 3, size: 20 },
      "seed-point": { color: ink, size: 26 },
      front: { color: validation, strokeWidth: 1.5 },
      "front-point": { color: validation, size: 70 },
      "beaten-point": { color: training, size: 50 },
      correct: { color: correct },
      "correct-count": { color: muted },
      "error-count": { color: ink, fontWeight: 600 },
      "error-count-strong": { color: onErrors, fontWeight: 600 },
    },
  };
}
