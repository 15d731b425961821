import type { Gray } from "../../image/basics/picture.js";
import { apply, type Point, type Transform } from "../../image/geometry/transform.js";
import type { PrintedLine } from "../template/printed-lines.js";
import type { SightOptions } from "./sight-lines.js";
import type { Sighting } from "./sighting.js";
import { isInk } from "./thin-ink.js";

/** A gap in a line that is not its end, in millimeters. */
const GAP = 0.8;
const STEP = 0.2;
/** An end says as much as so many points along a line. */
const WEIGHT = 3;

/**
 * Looks for the ends of printed lines, which tell where a line lies along itself: from within the line outward, the last ink before a gap.
 *
 * @param toPicture from the form, in millimeters, to pixels of `ink`; it lays the lines onto those of the picture already
 */
export function sightEnds(ink: Gray, toPicture: Transform, lines: readonly PrintedLine[], options: SightOptions): Sighting[] {
  return lines.flatMap(({ from, to }) =>
    [endOf(ink, toPicture, to, from, options), endOf(ink, toPicture, from, to, options)].flatMap((end) => end ?? []),
  );
}

function endOf(ink: Gray, toPicture: Transform, inner: Point, end: Point, { reach }: SightOptions): Sighting | undefined {
  const length = Math.hypot(end[0] - inner[0], end[1] - inner[1]);
  const [dx, dy] = [(end[0] - inner[0]) / length, (end[1] - inner[1]) / length];
  const [at, ahead] = [apply(toPicture, end), apply(toPicture, [end[0] + dx, end[1] + dy])];
  const scale = Math.hypot(ahead[0] - at[0], ahead[1] - at[1]);
  const normal: Point = [(ahead[0] - at[0]) / scale, (ahead[1] - at[1]) / scale];
  const isInked = (along: number) => {
    for (let beside = -2; beside <= 2; beside++) {
      if (isInk(ink, at[0] + normal[0] * along - normal[1] * beside, at[1] + normal[1] * along + normal[0] * beside)) return true;
    }
    return false;
  };
  let last = Number.NaN;
  for (let along = -Math.min(reach, length / 2); along <= reach + GAP; along += STEP) {
    if (isInked(along * scale)) last = along;
    else if (!(along - last <= GAP)) break; // also where there is none at the start
  }
  if (!(last < reach)) return undefined;
  const place = (last + STEP / 2) * scale;
  return { of: end, at: [at[0] + normal[0] * place, at[1] + normal[1] * place], normal, weight: WEIGHT };
}
