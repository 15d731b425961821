import { grayscale } from "../../image/basics/grayscale.js";
import type { Gray, Picture } from "../../image/basics/picture.js";
import { shrink } from "../../image/basics/shrink.js";
import { type Component, connectedComponents } from "../../image/ink/connected-components.js";
import { evenLight } from "../../image/ink/even-light.js";
import { histogram, quantile } from "../../image/ink/histogram.js";
import { onLightPaper } from "../../image/ink/polarity.js";
import { thresholded } from "../../image/ink/thresholded.js";

/** A page in even light. */
export interface PageShades {
  /** 255 for ink, light evened. */
  readonly ink: Gray;
  /** As it was seen, light 255, dark ink on light paper; as large as `ink`. */
  readonly gray: Gray;
  /** Pixels of the picture a pixel of these. */
  readonly factor: number;
}

/** A page binarized: what is printed and written on it told from the paper. */
export interface PageInk extends PageShades {
  /** 1 for what is certainly ink. */
  readonly mask: Gray;
  readonly components: readonly Component[];
}

/** Ink weaker than this is paper, of 255: faint lines are a quarter of black. */
export const FAINTEST = 28;
/** What is certainly ink has this share of the strength of the page's strong ink. As `cleanPage` has it. */
const FAINT = 0.25;

/** The shades of a picture, made smaller by a whole factor so that its longer side has about `enough` pixels, or fewer. */
export function pageShades(picture: Picture, enough: number): PageShades {
  const factor = shrinkFactor(picture, enough);
  const gray = onLightPaper(shrink(grayscale(picture), factor));
  return { ink: evenLight(gray), gray, factor };
}

/** How many of its pixels a side become one. */
export function shrinkFactor({ height, width }: Picture, enough: number): number {
  return Math.max(1, Math.round(Math.max(height, width) / enough));
}

/** The ink of a picture, as large as its `pageShades`. */
export function pageInk(picture: Picture, enough: number): PageInk {
  const shades = pageShades(picture, enough);
  const mask = inkMask(shades.ink);
  return { ...shades, mask, components: connectedComponents(mask) };
}

/** What is certainly ink. */
export function inkMask(ink: Gray): Gray {
  const strong = quantile(histogram(ink.pixels), 0.9, { from: FAINTEST });
  return thresholded(ink, Math.max(FAINTEST, FAINT * strong));
}
