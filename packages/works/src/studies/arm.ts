import type { Preset } from "tenfold";

/** One of the settings that a study compares: a recipe, to be trained with every seed. */
export interface Arm {
  /** Unique in its study, as in "rotate 10, shift 0.1". */
  readonly name: string;
  /** With some seed: each run puts its own in. */
  readonly preset: Preset;
  /** Whether it is to know nothing of who wrote, though the study does. */
  readonly isBlind?: boolean;
}

/** The recipe of an arm's run. */
export function presetOfRun({ preset }: Arm, seed: number): Preset {
  return { ...preset, seed };
}
