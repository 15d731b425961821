import { SIGNS } from "../data/class-names.js";
import type { ReadString } from "../document/document.js";
import type { Field, FieldSpec } from "../fields/field.js";
import { fieldCache } from "../fields/field-cache.js";
import { grayscale } from "../image/basics/grayscale.js";
import type { Gray, Picture } from "../image/basics/picture.js";
import type { Stroke } from "../image/digit/render-strokes.js";
import { onLightPaper } from "../image/ink/polarity.js";
import type { Care, Known } from "./cares.js";
import { pageGrids } from "./cells/page-grids.js";
import type { Lattice } from "./lattice.js";
import { cellLattices } from "./lattices/cell-lattices.js";
import { gridLattices } from "./lattices/grid-lattices.js";
import { lineLattices } from "./lattices/line-lattices.js";
import { strokeLattices } from "./lattices/stroke-lattices.js";
import type { DigitLook } from "./looks/digit-look.js";
import { seenInViews } from "./looks/digit-views.js";
import type { LineLook } from "./looks/line-look.js";
import type { ReadOptions, ReadStrokesOptions } from "./read-options.js";
import { type Readable, readablePicture } from "./readable-picture.js";
import type { Reading } from "./reading.js";
import { gridRows, judgedCells } from "./trust/grid-rows.js";
import { isOtherWriting, leftOut } from "./trust/other-writing.js";
import type { OwnCalibration } from "./trust/own/own-calibration.js";
import { readField } from "./trust/read-field.js";
import { readGrid } from "./trust/read-grid.js";
import { type ReadLatticeOptions, readLattice } from "./trust/read-lattice.js";
import type { SeenInk } from "./writer/seen-ink.js";
import { shownApart, shownInLine } from "./writer/shown-pieces.js";

/** How ink is looked at. */
export interface SeenOptions extends ReadOptions {
  /** So many lines at most, from all over the picture: all unless told. */
  readonly some?: number | undefined;
}

/** What is wanted of the strings that are accepted. */
export type Wanted = Pick<ReadOptions, "maxError" | "levels" | "effort">;

/** What a reader looks with. */
export interface SeeingParts {
  readonly look: DigitLook;
  readonly looksAtLines: readonly LineLook[];
  /** Whether the network for digits knows the signs that people write between them. */
  readonly knowsSigns: boolean;
  readonly fieldOf: (spec: FieldSpec) => Field;
  readonly careOf: (wanted: Wanted) => Care;
  readonly own: OwnCalibration | undefined;
}

/** Ink as it is seen, to be read with or without what is known of who wrote it. */
export interface Seeing {
  /** Chooses how: by the boxes that are told, as a grid where there is one, or as lines. */
  picture(image: Readable, options: SeenOptions): Promise<SeenInk>;
  strokes(strokes: readonly Stroke[], options: ReadStrokesOptions): Promise<SeenInk>;
}

/** Digits with what people write between them. To a network that knows no signs a slash is left out, as by itself it is a 1 more often. */
function anything(knowsSigns: boolean): FieldSpec {
  return { kind: "digits", separators: knowsSigns ? SIGNS.join("") : ".,-" };
}

/** A maker of lattices for what there is to read, and what its lattices come to as strings and grids. */
export function seeing({ look, looksAtLines, knowsSigns, fieldOf, careOf, own }: SeeingParts): Seeing {
  const any = fieldCache()(anything(knowsSigns)); // another than one that somebody asks for in the same words

  function lookApart(wanted: Wanted): DigitLook {
    return seenInViews(look, careOf(wanted).views.digits);
  }

  async function linesOf(image: Picture | Gray, { field, all = false, some, ...wanted }: SeenOptions): Promise<SeenInk> {
    const { views, line, cut } = careOf(wanted);
    let reason = "there is no ink to read";
    const tell = (told: string) => {
      reason = told;
    };
    const lattices = await lineLattices(image, look, looksAtLines, { isField: field !== undefined, views: views.lines, some, tell });
    const shown = (lattice: Lattice) => {
      const isWriting = field !== undefined || all || !isOtherWriting(stringOf(lattice, any, wanted));
      return isWriting ? shownInLine(lattice, field === undefined ? any : fieldOf(field)) : [];
    };
    const read = (lattices: readonly Lattice[]): Reading => {
      if (lattices.length === 0) return nothing(reason);
      if (field === undefined) {
        const found = lattices.map((one) => stringOf(one, any, wanted)).filter(hasDigits);
        const strings = all ? found : found.filter((string) => !isOtherWriting(string));
        const notice = leftOut(found.length - strings.length);
        if (strings.length === 0) return { ...nothing(NO_DIGIT), ...notice };
        return { strings, grids: [], ...notice };
      }
      const read = readField(lattices, fieldOf(field), trust(wanted, lattices[0]?.frames ? line : cut));
      return { strings: [read], grids: [] };
    };
    return { lattices, shown, read };
  }

  /** A string each, whatever it holds. */
  function apart(lattices: readonly Lattice[], field: Field, wanted: Wanted): SeenInk {
    return {
      lattices,
      shown: (lattice) => shownInLine(lattice, field),
      read: (lattices) => ({ strings: lattices.map((lattice) => stringOf(lattice, field, wanted, true)), grids: [] }),
    };
  }

  function stringOf(lattice: Lattice, field: Field, wanted: Wanted, areApart = false): ReadString {
    const { line, apart, cut } = careOf(wanted);
    const known = lattice.frames ? line : areApart ? apart : cut;
    return readLattice(lattice, field, { ...trust(wanted, known), isFree: field === any });
  }

  function trust({ maxError, levels }: Wanted, known: Known): ReadLatticeOptions {
    return { ...known, ...(maxError !== undefined && { maxError }), ...(levels && { levels }), ...(own && { own }) };
  }

  async function gridsOf(gray: Gray, wanted: Wanted): Promise<SeenInk | undefined> {
    const known = trust(wanted, careOf(wanted).apart);
    const found: (readonly Lattice[])[] = [];
    for (const grid of pageGrids(gray)) found.push(await gridLattices({ gray, grid }, lookApart(wanted)));
    if (found.length === 0) return undefined;
    const read = (rows: readonly Lattice[]): Reading => {
      const starts = found.map((_, at) => found.slice(0, at).flat().length);
      const grids = found.map(({ length }, at) => {
        const start = starts[at] as number;
        return judgedCells(readGrid(rows.slice(start, start + length)), known);
      });
      return { strings: grids.flatMap((grid) => gridRows(grid, known)), grids };
    };
    return { lattices: found.flat(), shown: shownApart, read };
  }

  async function picture(image: Readable, options: SeenOptions): Promise<SeenInk> {
    const { field, cells, layout = "auto" } = options;
    if (field !== undefined) fieldOf(field); // an impossible one is refused before anything is looked at
    const shown = readablePicture(image);
    if (cells)
      return apart(await cellLattices({ picture: shown, cells }, lookApart(options)), field === undefined ? any : fieldOf(field), options);
    if (field !== undefined || layout === "lines") return linesOf(shown, options);
    const grids = await gridsOf(onLightPaper(grayscale(shown)), options);
    if (grids) return grids;
    return layout === "grid" ? blank("there is no grid of cells on the picture") : linesOf(shown, options);
  }

  async function strokes(drawn: readonly Stroke[], options: ReadStrokesOptions): Promise<SeenInk> {
    const { field, maxError, levels, effort, hand, writer, signal: _, ...drawing } = options;
    const wanted = field === undefined ? any : fieldOf(field);
    return apart(await strokeLattices({ ...drawing, strokes: drawn }, lookApart(options)), wanted, options);
  }

  return { picture, strokes };
}

/** Why there is nothing on a picture with ink. */
export const NO_DIGIT = "there is ink, and nothing in it that looks like a digit";

/** A digit of which at least this is sure: looks that find another number of digits count against each. */
const SOME = 0.2;

/** Whether one digit of a line is somewhat sure: writing without is something else than digits. */
function hasDigits({ digits }: ReadString): boolean {
  return digits.some(({ confidence }) => confidence > SOME);
}

function blank(reason: string): SeenInk {
  return { lattices: [], shown: () => [], read: () => nothing(reason) };
}

function nothing(reason: string): Reading {
  return { strings: [], grids: [], reason };
}
