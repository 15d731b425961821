import { apply, scaleAt, type Transform } from "../../image/geometry/transform.js";
import { sightEnds } from "../see/sight-ends.js";
import { type SeenLine, sightLines } from "../see/sight-lines.js";
import type { Sighting } from "../see/sighting.js";
import type { FormFeatures } from "../template/form-features.js";
import type { PrintedLine } from "../template/printed-lines.js";
import { adjusted } from "./adjust.js";
import { distortion } from "./distortion.js";
import type { Pose } from "./guess.js";
import { matchedMarks } from "./match-features.js";
import type { Scene } from "./scene.js";

/** Which lines are looked for, and how many millimeters they may be off. */
export interface Search {
  readonly stretches: readonly PrintedLine[];
  readonly reach: number;
}

/** How well a pose lays the form's print onto that of the picture. */
export interface Fit extends Pose {
  readonly score: number;
  readonly lines: readonly SeenLine[];
  /** How much of the lines' length was seen. */
  readonly share: number;
  /** How much of it is hidden: ink covers its place. */
  readonly hidden: number;
  /** How much of it is promised in vain: there is paper. */
  readonly inVain: number;
  readonly seenMarks: number;
  /** Whether marks tell where the form lies. */
  readonly isHeld: boolean;
  /** Pixels a millimeter, at the form's middle. */
  readonly scale: number;
  readonly distortion: number;
  readonly sightings: readonly Sighting[];
}

/** Millimeters that marks may be off in any case. */
const MARKS_NEAR = 2;
/** For marks to hold a form, so many must be seen, as writing may look like one; and this share of them. */
export const HELD = { least: 2, share: 0.7 };

/** Looks for all that is printed where a pose expects it. */
export function fitOf({ map, prior }: Pose, scene: Scene, { stretches, reach }: Search): Fit {
  const { form, ink } = scene;
  const lines = sightLines(ink.ink, map, stretches, { reach });
  const marks = matchedMarks({ map, allowance: { near: Math.max(MARKS_NEAR, reach), share: 0 }, known: [] }, scene);
  const found = lines.filter(({ isSeen }) => isSeen);
  const total = lengthOf(lines);
  const shareOf = (some: readonly SeenLine[]) => (total > 0 ? lengthOf(some) / total : 0);
  const [share, hidden] = [shareOf(found), shareOf(lines.filter(({ isHidden }) => isHidden))];
  const ofMarks = Math.max(form.marks.length, 1);
  const figures = { prior, share, hidden, scale: scaleAt(map, form.center), distortion: distortion(map, form) };
  const score = scoreOf({
    ...figures,
    marked: (marks.length / ofMarks) * (total > 0 ? MARKED.besideLines : MARKED.alone),
    others: marks.filter(({ isOther }) => isOther).length / ofMarks,
    off: found.reduce((sum, { offset }) => sum + Math.abs(offset), 0) / Math.max(found.length, 1) / figures.scale,
    turned: turnOf(map, form),
  });
  return {
    ...figures,
    map,
    score,
    lines,
    inVain: 1 - share - hidden,
    seenMarks: marks.length,
    isHeld: marks.length >= HELD.least && marks.length >= HELD.share * form.marks.length,
    sightings: [...found.flatMap(({ sightings }) => sightings), ...marks.flatMap(({ sightings }) => sightings)],
  };
}

/** Of lines in the form, in millimeters. */
function lengthOf(lines: readonly SeenLine[]): number {
  return lines.reduce((sum, { line: { from, to } }) => sum + Math.hypot(to[0] - from[0], to[1] - from[1]), 0);
}

/** A line that may be there under writing counts as half of one that is. */
const HIDDEN = 0.5;
/** What all marks count beside all lines, and where there are none. */
const MARKED = { besideLines: 0.5, alone: 1 };
/** What lines off by a millimeter cost: a little, so that of two neighbors' places the nearer wins. */
const OFF = 0.02;
/** What marks cost that look like other kinds than the template's: more than a half turn. */
const OTHER = 0.1;
/**
 * In doubt a page stands upright and is seen from the front: what a half turn costs, and being seen from aslant, as shares of the lines. Of rows
 * of boxes that look the same both ways up, writing hides a few more one way or the other: at 0.01 a photo of such was laid upside down.
 */
const IN_DOUBT = { turned: 0.04, aslant: 0.01 };

type Evidence = Pick<Fit, "prior" | "share" | "hidden" | "distortion"> & { marked: number; others: number; off: number; turned: number };

function scoreOf({ prior, share, hidden, marked, off, others, turned, distortion }: Evidence): number {
  const found = prior + share + HIDDEN * hidden + marked;
  return found - OFF * off - OTHER * others - IN_DOUBT.turned * turned - IN_DOUBT.aslant * distortion;
}

/** 0 for an upright page, 1 for one upside down. */
function turnOf(map: Transform, { center: [x, y] }: FormFeatures): number {
  const [at, below] = [apply(map, [x, y]), apply(map, [x, y + 1])];
  return (1 - (below[1] - at[1]) / Math.hypot(below[0] - at[0], below[1] - at[1])) / 2;
}

/** Millimeters that the print of a form laid right is off at most. */
export const CLOSE = 0.9;

/** All that is printed, close to where a pose expects it. */
export function closeFit(pose: Pose, scene: Scene): Fit {
  return fitOf(pose, scene, { stretches: scene.form.stretches.all, reach: CLOSE });
}

/** A pose made to fit lines and marks, looked for within ever smaller distances: Gauss-Newton from coarse to fine. */
export function refined({ map: start, prior }: Pose, scene: Scene, { stretches, reach: first }: Search): Pose {
  let map = start;
  for (const reach of [first, 0.7 * first, 0.5 * first, 1.5, 1, ...Array<number>(SETTLING).fill(0.8)]) {
    const { sightings, scale } = fitOf({ map, prior }, scene, { stretches, reach });
    const all = [...sightings, ...endsIn(map, scene, reach)];
    for (let step = 0; step < STEPS; step++) map = adjusted(map, all, { ...scene.form, scale: NEAR * reach * scale });
  }
  return { map, prior };
}

/** Rounds at the last distance: perspective, which is damped, comes right slowly; after 2 rounds a photo was 0.4 mm off, after 8 it is 0.15. */
const SETTLING = 8;
/** Steps a round. */
const STEPS = 2;
/** The share of the distance beyond which what was sighted hardly counts. */
const NEAR = 0.4;

/** The ends of lines, where nothing else tells where the form lies along them. */
function endsIn(map: Transform, { form, ink }: Scene, reach: number): Sighting[] {
  return form.isBare ? sightEnds(ink.ink, map, form.lines, { reach }) : [];
}
