import { apply, type Transform } from "../image/transform.js";
import { adjusted, type Sighting } from "./adjust.js";
import { distortion } from "./distortion.js";
import { type FormFeatures, matched, type SeenFeatures, scaleAt } from "./form-features.js";
import type { PageInk } from "./page-ink.js";
import type { PrintedLine } from "./printed-lines.js";
import { sightEnds } from "./sight-ends.js";
import { type SeenLine, sightLines } from "./sight-lines.js";

/** A form and a picture of it, to be laid onto each other. */
export interface Scene {
  readonly form: FormFeatures;
  readonly seen: SeenFeatures;
  readonly stretches: readonly PrintedLine[];
  /** Whole lines, for their ends. */
  readonly ends: readonly PrintedLine[];
  readonly ink: PageInk;
  readonly prior: number;
  /** Millimeters that lines may be off. */
  readonly reach: number;
}

/** How well a map lays the form's print onto that of the picture. */
export interface Fit {
  readonly map: Transform;
  readonly prior: number;
  readonly score: number;
  readonly lines: readonly SeenLine[];
  /** How much of the lines' length was seen. */
  readonly share: number;
  /** How much of it is hidden: ink covers its place. The rest is promised in vain, where there is paper. */
  readonly hidden: number;
  readonly seenMarks: number;
  readonly sightings: readonly Sighting[];
}

/** Ink of at least this strength may be a printed line's, of 255: faint ones are a quarter of black. */
const THRESHOLD = 28;

/** Looks for all that is printed where a map expects it. */
export function fitOf(map: Transform, { form, seen, stretches, ink, prior, reach }: Scene): Fit {
  const lines = sightLines(ink.ink, map, stretches, { reach, threshold: THRESHOLD });
  const marks = matched({ ...form, boxes: [] }, { ...seen, boxes: [] }, map, { near: Math.max(2, reach), share: 0 }, []);
  const length = ({ line: { from, to } }: SeenLine) => Math.hypot(to[0] - from[0], to[1] - from[1]);
  const total = lines.reduce((sum, line) => sum + length(line), 0);
  const found = lines.filter(({ isSeen }) => isSeen);
  const shareOf = (some: readonly SeenLine[]) => (total > 0 ? some.reduce((sum, line) => sum + length(line), 0) / total : 0);
  const [share, hidden] = [shareOf(found), shareOf(lines.filter(({ isHidden }) => isHidden))];
  const others = marks.filter(({ isOther }) => isOther).length / Math.max(form.marks.length, 1);
  const marked = form.marks.length > 0 ? marks.length / form.marks.length : 0;
  // Lines off by much count a little less, so that of two neighbors' places the nearer wins.
  const off = found.reduce((sum, { offset }) => sum + Math.abs(offset), 0) / Math.max(found.length, 1) / scaleAt(map, form.center);
  return {
    map,
    prior,
    score:
      prior +
      share +
      HIDDEN * hidden +
      marked * (total > 0 ? 0.5 : 1) -
      0.02 * off -
      OTHER * others -
      IN_DOUBT.turned * turnOf(map, form) -
      IN_DOUBT.aslant * distortion(map, form),
    lines,
    share,
    hidden,
    seenMarks: marks.length,
    sightings: [...found.flatMap(({ sightings }) => sightings), ...marks.flatMap(({ sightings }) => sightings)],
  };
}

/** What marks cost that look like other kinds than the template's: more than a half turn. */
const OTHER = 0.1;

/** How much of the lines' length should be where there is paper. */
export function inVain({ share, hidden }: Pick<Fit, "share" | "hidden">): number {
  return 1 - share - hidden;
}

/** A line that may be there under writing counts as half of one that is. */
const HIDDEN = 0.5;

/**
 * In doubt a page stands upright and is seen from the front: what a half turn costs, and being seen from aslant, as shares of the lines. Of rows
 * of boxes that look the same both ways up, writing hides a few more one way or the other: at 0.01 a photo of such was laid upside down.
 */
const IN_DOUBT = { turned: 0.04, aslant: 0.01 };

/** 0 for an upright page, 1 for one upside down. */
function turnOf(map: Transform, { center: [x, y] }: FormFeatures): number {
  const [at, below] = [apply(map, [x, y]), apply(map, [x, y + 1])];
  return (1 - (below[1] - at[1]) / Math.hypot(below[0] - at[0], below[1] - at[1])) / 2;
}

/** The map made to fit lines and marks, looked for within ever smaller distances. */
export function refined(start: Transform, scene: Scene): Transform {
  let map = start;
  for (const reach of [scene.reach, 0.7 * scene.reach, 0.5 * scene.reach, 1.5, 1, ...Array<number>(SETTLING).fill(0.8)]) {
    const sightings = [...fitOf(map, { ...scene, reach }).sightings, ...endsIn(map, { ...scene, reach })];
    const scale = 0.4 * reach * scaleAt(map, scene.form.center);
    for (let step = 0; step < 2; step++) map = adjusted(map, sightings, { ...scene.form, scale });
  }
  return map;
}

/** Rounds at the last distance: perspective, which is damped, comes right slowly; after 2 rounds a photo was 0.4 mm off, after 8 it is 0.15. */
const SETTLING = 8;

/** The ends of lines, where nothing else tells where the form lies along them. */
function endsIn(map: Transform, { form, ends, ink, reach }: Scene): Sighting[] {
  return form.marks.length + form.boxes.length > 0 ? [] : sightEnds(ink.ink, map, ends, { reach, threshold: THRESHOLD });
}
