import { mean } from "../../mean.js";
import type { Gray } from "../basics/picture.js";
import { shrink } from "../basics/shrink.js";
import { transposed } from "../basics/transpose.js";
import { isClockwise, type Quad } from "../geometry/quad.js";
import { apply, distance, type Point } from "../geometry/transform.js";
import { narrowInk } from "../ink/closing.js";
import { thresholded } from "../ink/thresholded.js";
import { type Bow, crossing } from "./bow.js";
import { areAtOnePlace, type DrawnGrid } from "./drawn-grid.js";
import { gridQuads, thickened } from "./grid-quads.js";
import { type MarksInRows, marksInRows, type PlacedMark, placedMarks, transposedMarks } from "./marks-in-cells.js";
import { type StandingLine, type StripShades, standingLines, stripShades } from "./standing-lines.js";
import { MARGIN, uprightQuad } from "./upright-quad.js";

/** Pixels of the longer side at which thick lines are still seen, and small unevenness is not. */
const ENOUGH = 700;
/** What takes so much of the light, of 255, is looked at for frames, the darkest first. */
const FRAMES = [75, 50, 38] as const;
/** Half the width of the widest line, as a share of a picture's longer side, and of a grid's shorter one. */
const [WIDEST, WIDEST_IN_GRID] = [1 / 140, 1 / 70];

/** So many rows are looked for at most, and a row is at least so many pixels high. */
const [MOST_ROWS, LEAST_PITCH] = [24, 8];
/** How far from where it is expected the frame may lie, as a share of the grid, and a line between, of a row and of the grid. */
const FRAME_SLACK = 0.045;
const SLACK = { rows: 0.15, grid: 0.02 };
/** A line stands where it is equally dark in so many of its strips. */
const STANDS = 0.5;
/** Faint lines are believed where all stand a little and they do so on average, */
const LINES = { each: 0.4, mean: 0.7 };
/** and, with so many marks, those speak for their rows or not against: so many stand in the middle of one. */
const MARKS = { count: 8, speakFor: 0.8, against: 0.65, rows: 0.65 };
/** Where marks speak for the rows, so many of the lines between them must be seen. */
const SEEN = 0.2;
/** Fewer cells than this are a box. */
const FEWEST_CELLS = 6;

/**
 * Grids whose thin lines are too weak to be seen as such, by a plainer way than `findGrids` has: the quadrilaterals of what is dark and narrow in a
 * small copy, cut evenly, in as many rows and columns as there are lines at the cuts; or, where these are hardly to be seen, as many as some lines and the
 * marks say that stand in the middles of the cells.
 *
 * @param gray light 255, dark ink on light paper
 */
export function faintGrids(gray: Gray): DrawnGrid[] {
  const factor = Math.max(1, Math.round(Math.max(gray.height, gray.width) / ENOUGH));
  const small = shrink(gray, factor);
  const ink = narrowInk(small, Math.max(3, Math.round(WIDEST * Math.max(small.height, small.width))));
  const found: DrawnGrid[] = [];
  for (const dark of FRAMES) {
    for (const quad of gridQuads(thickened(thresholded(ink, dark)))) {
      const grid = found.some((other) => areAtOnePlace(other.quad, quad)) ? undefined : gridIn(small, quad);
      if (grid) found.push(grid);
    }
  }
  const scaled = ([x, y]: Point): Point => [x * factor, y * factor];
  return found.map((grid) => ({ ...grid, crossings: grid.crossings.map(scaled), quad: grid.quad.map(scaled) as unknown as Quad }));
}

function gridIn(gray: Gray, seen: Quad): DrawnGrid | undefined {
  const quad = isRoomy(seen) ? settled(gray, seen) : undefined;
  if (!quad || !isRoomy(quad)) return undefined;
  const { gray: upright, toPicture } = uprightQuad(gray, quad, 255);
  const ink = narrowInk(upright, Math.max(3, Math.round(WIDEST_IN_GRID * (Math.min(upright.height, upright.width) - 2 * MARGIN))));
  const across = rowsOf(stripShades(upright), placedMarks(ink));
  const down = across && rowsOf(stripShades(transposed(upright)), transposedMarks(ink));
  if (!across || !down || (across.lines.length - 1) * (down.lines.length - 1) < FEWEST_CELLS) return undefined;
  const crossings = across.lines.flatMap((level) => down.lines.map((line) => apply(toPicture, crossing(level, line))));
  const [rows, columns] = [across.lines.length - 1, down.lines.length - 1];
  return { rows, columns, crossings, quad, drawn: (across.drawn + down.drawn) / 2 };
}

/** Whether two rows and two columns fit in. */
function isRoomy(quad: Quad): boolean {
  return isClockwise(quad) && quad.every((corner, at) => distance(corner, quad[(at + 1) % 4] as Point) >= 2 * LEAST_PITCH);
}

/** A quadrilateral whose sides are those of the frame: something may stick out at a corner. Nothing where there is no frame. */
function settled(gray: Gray, quad: Quad): Quad | undefined {
  const { gray: upright, toPicture } = uprightQuad(gray, quad, 255);
  const frameOf = (picture: Gray) => standingLines(stripShades(picture), 1, FRAME_SLACK * (picture.height - 2 * MARGIN));
  const sides = [frameOf(upright), frameOf(transposed(upright))] as const;
  if (sides.some((lines) => lines.some(({ stands }) => stands < STANDS))) return undefined;
  const [[top, bottom], [left, right]] = sides as unknown as readonly [[StandingLine, StandingLine], [StandingLine, StandingLine]];
  const corner = (level: StandingLine, line: StandingLine) => apply(toPicture, crossing(level.bow, line.bow));
  return [corner(top, left), corner(top, right), corner(bottom, right), corner(bottom, left)];
}

interface Rows {
  readonly lines: readonly Bow[];
  readonly drawn: number;
}

/** As many rows as there is most reason to believe in; of two numbers where one divides the other the larger. */
function rowsOf(strips: StripShades, marks: readonly PlacedMark[]): Rows | undefined {
  const height = strips.height - 2 * MARGIN;
  let best: (Rows & { readonly worth: number }) | undefined;
  for (let rows = Math.min(MOST_ROWS, Math.floor(height / LEAST_PITCH)); rows >= 1; rows--) {
    if (best && (best.lines.length - 1) % rows === 0) continue;
    const slack = Math.min((SLACK.rows * height) / rows, SLACK.grid * height);
    const found = standingLines(strips, rows, slack);
    const lines = withoutFallen(found);
    const worth = lines ? worthOf(found, marksInRows(marks, lines)) : 0;
    if (lines && worth > (best?.worth ?? 0)) best = { lines, worth, drawn: mean(found.map(({ stands }) => stands)) };
  }
  return best;
}

/** How much speaks for a number of rows, the marks counting twice; 0 where it is not to be believed. */
function worthOf(found: readonly StandingLine[], { count, central, rows }: MarksInRows): number {
  const between = found.slice(1, -1).map(({ stands }) => stands);
  if (between.length === 0) return 1;
  const areMany = count >= MARKS.count;
  const isDrawn = between.every((stands) => stands >= LINES.each) && mean(between) >= LINES.mean && (!areMany || central >= MARKS.against);
  const seen = between.filter((stands) => stands >= STANDS).length / between.length;
  const isFilled = areMany && central >= MARKS.speakFor && rows >= MARKS.rows && seen >= SEEN;
  return isDrawn || isFilled ? mean(between) + 2 * (areMany ? central : 0.5) : 0;
}

/** Lines that do not stand lie evenly between those that do; nothing where an edge does not. */
function withoutFallen(found: readonly StandingLine[]): Bow[] | undefined {
  const standing = found.flatMap(({ stands }, at) => (stands >= STANDS ? [at] : []));
  if (standing[0] !== 0 || standing.at(-1) !== found.length - 1) return undefined;
  return found.map(({ bow, stands }, at) => {
    if (stands >= STANDS) return bow;
    const before = standing.findLast((one) => one < at) as number;
    const behind = standing.find((one) => one > at) as number;
    const share = (at - before) / (behind - before);
    const [from, to] = [(found[before] as StandingLine).bow, (found[behind] as StandingLine).bow];
    return from.map((term, part) => term + share * ((to[part] as number) - term)) as unknown as Bow;
  });
}
