import type { Gray } from "../../image/basics/picture.js";
import { apply, type Point, type Transform } from "../../image/geometry/transform.js";
import { mean } from "../../mean.js";
import type { PrintedLine } from "../template/printed-lines.js";
import type { Sighting } from "./sighting.js";
import { isInk, thinInk } from "./thin-ink.js";

/** A stretch of a printed line, and what of it was seen. */
export interface SeenLine {
  readonly line: PrintedLine;
  /** Whether there is a thin line of ink at one distance from where it is expected, for most of the stretch. */
  readonly isSeen: boolean;
  /** Whether it is not seen as ink covers its place, as writing does; where neither is so there is paper, and no line. */
  readonly isHidden: boolean;
  /** That distance across the line in pixels, toward the right of its direction (downward for a level one, to the left for an upright one). */
  readonly offset: number;
  readonly sightings: readonly Sighting[];
}

/** Millimeters from point to point, and how many points a stretch has. */
const STEP = 1.5;
const [FEWEST, MOST] = [4, 16];
/** A stretch is seen when this share of its points is. */
const SEEN = 0.6;
/** No printed line is thicker than this, in millimeters. */
const THICKEST = 1.8;
/** From point to point where a line is looked at closely, in millimeters; and how far beside it there must be paper. */
const CLOSE_STEP = 0.3;
const BESIDE = 0.6;
/** The shares of these points that must have ink on the line, and paper on one side at least. A dashed line is half paper. */
const DRAWN = 0.55;
const CLEAR = 0.6;
/** Points of a stretch agree when they are this close, in millimeters, or in pixels where these are coarser. */
const AGREE = { millimeters: 0.3, pixels: 1.2 };

export interface SightOptions {
  /** How far from its place a line may lie, in millimeters. */
  readonly reach: number;
}

/**
 * Line detection along normals: looks for printed lines near where a map expects them, across each stretch, at several points, for thin ink with
 * paper on both sides, and takes the distance at which most points agree; writing is thin ink, too, but does not agree.
 *
 * @param ink 255 for ink
 * @param toPicture from the form, in millimeters, to pixels of `ink`
 */
export function sightLines(ink: Gray, toPicture: Transform, stretches: readonly PrintedLine[], options: SightOptions): SeenLine[] {
  return stretches.map((line) => sighted(ink, toPicture, line, options));
}

interface Probe {
  readonly of: Point;
  readonly at: Point;
  readonly normal: Point;
  /** Where along the normal thin ink lies, in pixels. */
  readonly offsets: readonly number[];
}

function sighted(ink: Gray, toPicture: Transform, line: PrintedLine, { reach }: SightOptions): SeenLine {
  const { from, to } = line;
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const count = Math.min(Math.max(Math.ceil(length / STEP), FEWEST), MOST);
  const [dx, dy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  let agree = AGREE.pixels;
  const probes = Array.from({ length: count }, (_, index): Probe => {
    const along = (length * (index + 0.5)) / count;
    const of: Point = [from[0] + dx * along, from[1] + dy * along];
    const at = apply(toPicture, of);
    const ahead = apply(toPicture, [of[0] + 0.5 * dx, of[1] + 0.5 * dy]);
    const scale = Math.hypot(ahead[0] - at[0], ahead[1] - at[1]) * 2; // pixels a millimeter
    agree = Math.max(agree, AGREE.millimeters * scale);
    const normal: Point = [(-2 * (ahead[1] - at[1])) / scale, (2 * (ahead[0] - at[0])) / scale];
    return { of, at, normal, offsets: thinInk(ink, at, normal, reach * scale, THICKEST * scale) };
  });
  const offset = mostAgreed(probes, agree);
  const isInked = () => inked(ink, probes, offset ?? 0) >= SEEN * count;
  if (offset === undefined) return { line, isSeen: false, isHidden: isInked(), offset: 0, sightings: [] };
  const sightings = probes.flatMap(({ of, at, normal, offsets }): Sighting[] => {
    const near = nearestTo(offsets, offset);
    if (near === undefined || Math.abs(near - offset) > agree) return [];
    return [{ of, at: [at[0] + normal[0] * near, at[1] + normal[1] * near], normal, weight: 1 }];
  });
  const isSeen = sightings.length >= SEEN * count && isDrawn(ink, sightings, length);
  return { line, isSeen, isHidden: !isSeen && isInked(), offset, sightings };
}

/** How many points have ink at this distance across the line, or a pixel beside, thick or thin. */
function inked(ink: Gray, probes: readonly Probe[], offset: number): number {
  return probes.filter(({ at, normal }) =>
    [-1, 0, 1].some((near) => isInk(ink, at[0] + normal[0] * (offset + near), at[1] + normal[1] * (offset + near))),
  ).length;
}

/** Whether ink goes on from sighting to sighting with paper beside it, as no writing and no dirt does. */
function isDrawn(ink: Gray, sightings: readonly Sighting[], length: number): boolean {
  const [first, last] = [sightings[0] as Sighting, sightings.at(-1) as Sighting];
  const span = Math.hypot(last.of[0] - first.of[0], last.of[1] - first.of[1]);
  if (span < 0.4 * length) return false;
  const scale = Math.hypot(last.at[0] - first.at[0], last.at[1] - first.at[1]) / span; // pixels a millimeter
  const count = Math.max(6, Math.round(span / CLOSE_STEP));
  const [nx, ny] = first.normal;
  const hasInk = (x: number, y: number) => isInk(ink, x, y);
  const beside = (THICKEST / 2) * scale + Math.max(BESIDE * scale, 1);
  let [drawn, clear] = [0, 0];
  for (let step = 0; step <= count; step++) {
    const share = step / count;
    const [x, y] = [first.at[0] + (last.at[0] - first.at[0]) * share, first.at[1] + (last.at[1] - first.at[1]) * share];
    if (hasInk(x, y) || hasInk(x + nx, y + ny) || hasInk(x - nx, y - ny)) drawn++;
    const isPaper = (side: 1 | -1) => {
      for (let near = -1; near <= 1; near++) if (hasInk(x + side * nx * (beside + near), y + side * ny * (beside + near))) return false;
      return true;
    };
    if (isPaper(1) || isPaper(-1)) clear++;
  }
  return drawn >= DRAWN * (count + 1) && clear >= CLEAR * (count + 1);
}

/** The offset that most probes share; of equals the smallest. */
function mostAgreed(probes: readonly Probe[], agree: number): number | undefined {
  let [best, most] = [undefined as number | undefined, 0];
  for (const { offsets } of probes) {
    for (const offset of offsets) {
      const shared = probes.filter((probe) => probe.offsets.some((other) => Math.abs(other - offset) <= agree)).length;
      if (shared > most || (shared === most && Math.abs(offset) < Math.abs(best as number))) [best, most] = [offset, shared];
    }
  }
  if (best === undefined) return undefined;
  const found = probes.flatMap(({ offsets }) => nearestTo(offsets, best as number) ?? []);
  const near = found.filter((offset) => Math.abs(offset - (best as number)) <= agree);
  return mean(near);
}

function nearestTo(offsets: readonly number[], wanted: number): number | undefined {
  let nearest: number | undefined;
  for (const offset of offsets) {
    if (nearest === undefined || Math.abs(offset - wanted) < Math.abs(nearest - wanted)) nearest = offset;
  }
  return nearest;
}
