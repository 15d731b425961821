import type { Gray } from "../basics/picture.js";
import { histogram, quantile } from "./histogram.js";

/** No paper is so even that less than this is ink, of 255; and what is this dark is ink on any. */
const [LEAST, MOST] = [8, 28];
/** So many standard deviations from its usual shade hardly any pixel of paper lies. */
const DEVIATIONS = 4;

/**
 * The shade from which on a pixel is darker than the paper's own noise makes it: faint pencil on even paper is ink, grain on rough paper is
 * not.
 *
 * @param dark 0 for paper, 255 for ink; most of it paper
 * @returns 8 to 28
 */
export function paperNoise(dark: Gray): number {
  const counts = histogram(dark.pixels);
  const usual = quantile(counts, 0.5);
  const deviation = (quantile(counts, 0.8) - usual) / 0.84; // of a normal distribution, 0.8 of which lies below
  return Math.min(Math.max(usual + DEVIATIONS * deviation, LEAST), MOST);
}
