import type { Palette } from "tenfold";

/** The page's colors by name, so that one drawing serves light, dark and print; page-style.ts sets the variables. */
export const pageColors: Palette = {
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
