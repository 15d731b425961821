import { type EngineOptions, startEngine } from "../engine/engine.js";
import { UsageError } from "../errors.js";
import type { Field, FieldSpec } from "../fields/field.js";
import { findGrids } from "../image/find-grids.js";
import { grayscale } from "../image/grayscale.js";
import { type Box, type CanvasPixels, type Gray, type Picture, pictureOf } from "../image/picture.js";
import { onLightPaper } from "../image/polarity.js";
import type { RenderStrokesOptions, Stroke } from "../image/render-strokes.js";
import type { ModelFile } from "../model/model-file.js";
import { frameCount } from "../model/sequential.js";
import { spellingAdvice } from "../nearest-word.js";
import { pretrained } from "../pretrained/pretrained.js";
import { loadInto } from "../training/compile.js";
import { disposingOnFailure } from "../training/disposing-on-failure.js";
import type { ReadCalibration } from "./acceptance.js";
import { calibrationIn } from "./calibration-file.js";
import { cellLattice } from "./cell-lattice.js";
import { fieldCache } from "./field-cache.js";
import { gridRows } from "./grid-rows.js";
import type { Lattice } from "./lattice.js";
import { lineLook } from "./line-look.js";
import { STRIP_HEIGHT } from "./line-strip.js";
import { lookOf } from "./look.js";
import { latticesOf } from "./picture-lattices.js";
import { readGrid } from "./read-grid.js";
import { readLattice } from "./read-lattice.js";
import type { Reading, ReadString } from "./reading.js";
import { strokeLattice } from "./stroke-lattice.js";

export interface ReaderOptions extends EngineOptions {
  /** A network trained on the data set "reading", in place of the one that comes with the package. */
  readonly model?: ModelFile;
  /**
   * A network that reads lines whole, in place of the one that comes with the package, as a second opinion on what is cut into digits; false for
   * none. Beside a `model` of your own there is none unless you give it.
   */
  readonly lines?: ModelFile | false;
  /** What is known of the confidences, in place of what the networks' files say. */
  readonly calibration?: ReadCalibration;
}

export interface ReadOptions {
  /** What is written there: the name of a kind, as "us-zip", or an object with options. Digits, as many as there are, unless told. */
  readonly field?: FieldSpec;
  /** At most so large a share of the accepted strings may be wrong, above 0 and below 1; 0.005 unless told. */
  readonly maxError?: number;
  /** How what is written lies: "lines", a "grid" of cells with a digit each, or whichever there is: "auto" unless told. */
  readonly layout?: "auto" | "lines" | "grid";
  /** A box for each character of the field, in pixels of the picture, from left to right, as the combs of forms have them. */
  readonly cells?: readonly Box[];
}

export interface ReadStrokesOptions extends Pick<ReadOptions, "field" | "maxError">, Pick<RenderStrokesOptions, "y" | "pen"> {}

/** Reads handwritten digits; `dispose` it. */
export interface Reader {
  /**
   * Reads a picture: a page, a photo, a check's amount, a single digit; in any size and polarity.
   *
   * With a `field`, what is on the picture is that field: one string comes back, or none. Without one every line does, and every grid of cells.
   *
   * @param image decoded pixels, `ImageData`, or shades of gray (255 is light)
   * @throws UsageError when an option is impossible
   * @throws InputError when the picture is too large
   */
  read(image: Picture | CanvasPixels | Gray, options?: ReadOptions): Promise<Reading>;
  /**
   * Reads pen strokes from left to right, as a drawing pad gives them: x, y, x, y, … a stroke, y downward unless told.
   *
   * @throws UsageError when there is no stroke with a point, or an option is impossible
   */
  readStrokes(strokes: readonly Stroke[], options?: ReadStrokesOptions): Promise<Reading>;
  /** The network's classes, engine and threads, for those who want to know. */
  readonly engine: { readonly threads: number; readonly notice?: string | undefined };
  dispose(): Promise<void>;
}

/** Digits with what people write between them; a slash is left out, as by itself it is a 1 more often. */
const ANY: FieldSpec = { kind: "digits", separators: ".,-" };
/** Fewer cells than this are a box, not a grid. */
const FEWEST_CELLS = 6;

/**
 * A reader, with the network that comes with the package unless another is given.
 *
 * @throws UsageError when the network is no reader's
 */
export async function loadReader({ model: file, lines: given, calibration, ...options }: ReaderOptions = {}): Promise<Reader> {
  const network = file ?? (await pretrained("reader"));
  const lines = given ?? (file ? false : await pretrained("lines"));
  refuseOther(network);
  if (lines) refuseOtherLines(lines);
  const known = calibration ?? calibrationIn(network);
  const knownOfLines = calibration ?? (lines ? calibrationIn(lines) : undefined);
  const engine = await startEngine(options);
  const { model, lookAtLines } = await disposingOnFailure(engine, () => ({
    model: loadInto(engine, network),
    lookAtLines: lines ? lineLook(engine, lines) : undefined,
  }));
  const look = lookOf(model);
  const fieldOf = fieldCache();

  async function linesOf(image: Picture | Gray, { field, maxError }: ReadOptions): Promise<Reading> {
    const lattices = await latticesOf(image, look, lookAtLines);
    if (lattices.length === 0) return nothing("there is no ink to read");
    if (field === undefined) {
      const strings = lattices.map((one) => stringOf(one, fieldOf(ANY), maxError)).filter(hasDigits);
      return strings.length > 0 ? { strings, grids: [] } : nothing("there is ink, and nothing in it that looks like a digit");
    }
    const wanted = fieldOf(field);
    const readings = lattices.map((one) => stringOf(one, wanted, maxError));
    return { strings: [likeliest(readings)], grids: [] };
  }

  function stringOf(lattice: Lattice, field: Field, maxError: number | undefined): ReadString {
    return readLattice(lattice, field, trust(maxError, lattice.frames ? knownOfLines : known));
  }

  function trust(maxError: number | undefined, calibration = known) {
    return { ...(maxError !== undefined && { maxError }), ...(calibration && { calibration }) };
  }

  async function gridsOf(gray: Gray, maxError: number | undefined): Promise<Reading | undefined> {
    const found = findGrids(gray).filter(({ rows, columns }) => rows * columns >= FEWEST_CELLS);
    const grids = [];
    for (const grid of found) grids.push(await readGrid(gray, grid, look));
    return grids.length > 0 ? { strings: grids.flatMap((grid) => gridRows(grid, trust(maxError))), grids } : undefined;
  }

  return {
    async read(image, options = {}) {
      const { field, maxError, cells, layout = "auto" } = options;
      if (!["auto", "lines", "grid"].includes(layout)) throw new UsageError(`read: layout is "auto", "lines" or "grid", not "${layout}"`);
      if (field !== undefined) fieldOf(field); // an impossible one is refused before anything is looked at
      if (typeof image !== "object" || image === null)
        throw new UsageError("read takes decoded pixels, as decodePages and decodeBlob give them");
      refuseStrange("read", options, ["field", "maxError", "layout", "cells"]);
      const picture = pictureOf("data" in image || "channels" in image ? image : { ...image, channels: 1 });
      if (cells) return { strings: [stringOf(await cellLattice(picture, cells, look), fieldOf(field ?? ANY), maxError)], grids: [] };
      if (field !== undefined || layout === "lines") return linesOf(picture, options);
      const grids = await gridsOf(onLightPaper(grayscale(picture)), maxError);
      if (grids) return grids;
      return layout === "grid" ? nothing("there is no grid of cells on the picture") : linesOf(picture, options);
    },
    async readStrokes(strokes, options = {}) {
      refuseStrange("readStrokes", options, ["field", "maxError", "y", "pen"]);
      const { field, maxError, ...drawing } = options;
      const wanted = fieldOf(field ?? ANY);
      return { strings: [stringOf(await strokeLattice(strokes, look, drawing), wanted, maxError)], grids: [] };
    },
    engine: model.engine,
    dispose: () => model.dispose(),
  };
}

/** Whether one digit of a line is likelier than not: writing without is something else than digits. */
function hasDigits({ digits }: ReadString): boolean {
  return digits.some(({ confidence }) => confidence > 0.5);
}

/** An option that is misspelt would change nothing, without a word. */
function refuseStrange(who: string, options: object, known: readonly string[]): void {
  const strange = Object.keys(options).find((name) => !known.includes(name));
  if (strange !== undefined)
    throw new UsageError(`${who} has no option "${strange}"; ${spellingAdvice(strange, known, `it takes ${known.join(", ")}`)}`);
}

function nothing(reason: string): Reading {
  return { strings: [], grids: [], reason };
}

/** Of several lines that may be the field, the one that is it most probably. */
function likeliest(readings: readonly ReadString[]): ReadString {
  return readings.reduce((best, one) => (one.confidence > best.confidence ? one : best));
}

function refuseOther({ network, classNames }: ModelFile): void {
  if (classNames.length === 11 && classNames.slice(0, 10).every((name, digit) => name === String(digit))) return;
  throw new UsageError(
    `loadReader: "${network.name}" tells ${classNames.length} classes apart; a reader's network knows the ten digits and "none", as ` +
      'one trained by the preset "reader" does',
  );
}

function refuseOtherLines({ network, classNames }: ModelFile): void {
  if (classNames.length === 11 && frameCount(network) > 1 && network.input[0] === STRIP_HEIGHT && network.input[2] === 1) return;
  throw new UsageError(
    `loadReader: "${network.name}" is no network for lines, which takes gray strips ${STRIP_HEIGHT} pixels high and knows the ten digits and the blank`,
  );
}
