import { grayscale } from "../basics/grayscale.js";
import type { Gray, Picture } from "../basics/picture.js";
import { rectify } from "../basics/rectify.js";
import { shrink } from "../basics/shrink.js";
import { homography } from "../geometry/homography.js";
import type { Quad } from "../geometry/quad.js";
import { chained, identity, scaledAndShifted, type Transform } from "../geometry/transform.js";
import { type Component, connectedComponents } from "../ink/connected-components.js";
import { evenLight } from "../ink/even-light.js";
import { histogram, quantile } from "../ink/histogram.js";
import { paperNoise } from "../ink/paper-noise.js";
import { onLightPaper } from "../ink/polarity.js";
import { erase, partFromWriting } from "../ink/specks.js";
import { thresholded } from "../ink/thresholded.js";
import { combTeeth } from "./comb-teeth.js";
import { skewDegrees, turnedBack } from "./deskew.js";
import { pageEdges } from "./page-edges.js";
import { type RulingLine, rulingLines } from "./ruling-lines.js";
import { isRulingRemains } from "./ruling-remains.js";
import { withoutRuling } from "./without-ruling.js";

export interface CleanPageOptions {
  /** Ruling lines at least as long as this are taken away; a twelfth of the page's shorter side unless told, no lines when 0. */
  readonly ruling?: number | undefined;
}

/** A page as it is read: upright, evenly lit, without its lines and dirt. */
export interface CleanPage {
  /** 255 for ink, 0 for paper. */
  readonly ink: Gray;
  /** What is written, in connected components of what is certainly ink. */
  readonly components: readonly Component[];
  /** What was taken away. */
  readonly lines: readonly RulingLine[];
  /** From the pixels of `ink` to those of the picture. */
  readonly toSource: Transform;
}

/** Pixels that are enough to read a page, A4 at 420 dpi: one of more is made smaller, which keeps memory within bounds. */
const ENOUGH = 17_000_000;
/** Ink weaker than this share of the page's strong ink is paper. */
const FAINT = 0.25;
/** A page that is turned by less stays as it is. */
const LEAST_SKEW = 0.1;

/**
 * A page as it is read: of light ink on dark paper the negative; a sheet on a table cut out and set upright; light evened, skew turned back; lines,
 * boxes, comb teeth and specks gone. A page of more than 17 million pixels is made smaller by a whole factor first.
 */
export function cleanPage(picture: Picture, { ruling }: CleanPageOptions = {}): CleanPage {
  const factor = Math.ceil(Math.sqrt((picture.height * picture.width) / ENOUGH));
  const onLight = onLightPaper(shrink(grayscale(picture), factor));
  const sheet = pageEdges(onLight);
  const page = sheet ? cutOut(onLight, sheet) : { gray: onLight, toSource: identity };
  const { ink, mask, toSource } = upright(evenLight(page.gray));
  const length = ruling ?? Math.min(ink.height, ink.width) / 12;
  const straight = length > 0 ? rulingLines(mask, { length, toEnds: true }) : [];
  const lines = [...straight, ...combTeeth(mask, straight)];
  const cleaned = lines.length > 0 ? withoutRuling(ink, mask, lines) : ink;
  const parted = partFromWriting(connectedComponents(maskOf(cleaned)), cleaned);
  const remains = parted.written.filter((component) => isRulingRemains(component, lines));
  const written = parted.written.filter((component) => !remains.includes(component));
  erase(cleaned, [...parted.dirt, ...remains], 1);
  return {
    ink: cleaned,
    components: written,
    lines,
    toSource: chained(chained(toSource, page.toSource), scaledAndShifted(factor, [0, 0])),
  };
}

/** What is left out along a sheet's edges, as a share of its sides: the edge is never found to the pixel. */
const RIM = 0.01;

/** A sheet set upright, as large as it is in the picture. */
function cutOut(gray: Gray, quad: Quad): { gray: Gray; toSource: Transform } {
  const side = (from: 0 | 1 | 2 | 3, to: 0 | 1 | 2 | 3) => Math.hypot(quad[to][0] - quad[from][0], quad[to][1] - quad[from][1]);
  const width = Math.round(Math.max(side(0, 1), side(3, 2)));
  const height = Math.round(Math.max(side(0, 3), side(1, 2)));
  const [left, top, right, bottom] = [-RIM * width, -RIM * height, (1 + RIM) * width, (1 + RIM) * height];
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ] as const;
  const toSource = homography(corners, quad);
  return { gray: rectify(gray, toSource, { height, width }, 255), toSource };
}

function upright(ink: Gray): { ink: Gray; mask: Gray; toSource: Transform } {
  const mask = maskOf(ink);
  const degrees = skewDegrees(connectedComponents(mask), ink);
  if (Math.abs(degrees) < LEAST_SKEW) return { ink, mask, toSource: identity };
  const toSource = turnedBack(degrees, ink);
  const turned = rectify(ink, toSource, ink);
  return { ink: turned, mask: maskOf(turned), toSource };
}

/** What is certainly ink. */
function maskOf(ink: Gray): Gray {
  const floor = paperNoise(ink);
  const strong = quantile(histogram(ink.pixels), 0.9, { from: Math.ceil(floor) });
  return thresholded(ink, Math.max(floor, FAINT * strong));
}
