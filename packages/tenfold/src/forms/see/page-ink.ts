import { grayscale } from "../../image/basics/grayscale.js";
import type { Gray, Picture } from "../../image/basics/picture.js";
import { shrink } from "../../image/basics/shrink.js";
import { type Component, connectedComponents } from "../../image/ink/connected-components.js";
import { evenLight } from "../../image/ink/even-light.js";
import { histogram, quantile } from "../../image/ink/histogram.js";
import { onLightPaper } from "../../image/ink/polarity.js";
import { thresholded } from "../../image/ink/thresholded.js";

/** A page binarized: what is printed and written on it told from the paper. */
export interface PageInk {
  /** 255 for ink, light evened. */
  readonly ink: Gray;
  /** 1 for what is certainly ink. */
  readonly mask: Gray;
  readonly components: readonly Component[];
  /** As it was seen, light 255, dark ink on light paper; as large as `ink`. */
  readonly gray: Gray;
  /** Pixels of the picture a pixel of these. */
  readonly factor: number;
}

/** Ink weaker than this is paper, of 255: faint lines are a quarter of black. */
export const FAINTEST = 28;
/** What is certainly ink has this share of the strength of the page's strong ink. As `cleanPage` has it. */
const FAINT = 0.25;

/** The ink of a picture, made smaller by a whole factor so that its longer side has about `enough` pixels, or fewer. */
export function pageInk(picture: Picture, enough: number): PageInk {
  const factor = Math.max(1, Math.round(Math.max(picture.height, picture.width) / enough));
  const gray = onLightPaper(shrink(grayscale(picture), factor));
  const ink = evenLight(gray);
  const mask = inkMask(ink);
  return { ink, mask, components: connectedComponents(mask), gray, factor };
}

/** What is certainly ink. */
export function inkMask(ink: Gray): Gray {
  const strong = quantile(histogram(ink.pixels), 0.9, { from: FAINTEST });
  return thresholded(ink, Math.max(FAINTEST, FAINT * strong));
}
