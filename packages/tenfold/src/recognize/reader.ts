import { callQueue } from "../calls/call-queue.js";
import { NONE, SIGNS } from "../data/class-names.js";
import type { EngineUsed, ModelUsed, ReadString } from "../document/document.js";
import { startEngine } from "../engine/engine.js";
import { UsageError } from "../errors.js";
import type { Field, FieldSpec } from "../fields/field.js";
import { fieldCache } from "../fields/field-cache.js";
import { grayscale } from "../image/basics/grayscale.js";
import type { Gray, Picture } from "../image/basics/picture.js";
import { type PenGroup, plainStrokes } from "../image/digit/pen-groups.js";
import type { Stroke } from "../image/digit/render-strokes.js";
import { onLightPaper } from "../image/ink/polarity.js";
import type { ModelFile } from "../model/files/model-file.js";
import { loadInto } from "../training/labels/compile.js";
import { disposingOnFailure } from "../training/passes/disposing-on-failure.js";
import { VERSION } from "../version.js";
import { type Care, caresOf, type Known } from "./cares.js";
import { pageGrids } from "./cells/page-grids.js";
import { effortOf } from "./effort.js";
import type { Lattice } from "./lattice.js";
import { cellLattices } from "./lattices/cell-lattices.js";
import { gridLattices } from "./lattices/grid-lattices.js";
import { lineLattices } from "./lattices/line-lattices.js";
import { strokeLattices } from "./lattices/stroke-lattices.js";
import { type DigitLook, lookOf } from "./looks/digit-look.js";
import { seenInViews } from "./looks/digit-views.js";
import { lineLook } from "./looks/line-look.js";
import { networksUsed, withCalibration } from "./networks-used.js";
import { checkReadOptions, checkReadStrokesOptions, type ReadOptions, type ReadStrokesOptions } from "./read-options.js";
import { type Readable, readablePicture } from "./readable-picture.js";
import { readerNetworks } from "./reader-networks.js";
import { checkReaderOptions, type ReaderOptions } from "./reader-options.js";
import type { Reading } from "./reading.js";
import { gridRows, judgedCells } from "./trust/grid-rows.js";
import { isOtherWriting, leftOut } from "./trust/other-writing.js";
import { readerCalibration } from "./trust/own/reader-calibration.js";
import { readField } from "./trust/read-field.js";
import { readGrid } from "./trust/read-grid.js";
import { type ReadLatticeOptions, readLattice } from "./trust/read-lattice.js";

/**
 * Reads handwritten digits; `dispose` it.
 *
 * Calls take turns, in the order in which they are made, so that many at once come to what they would come to one after the other; one
 * that fails does not stop those behind it.
 */
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
  read(image: Readable, options?: ReadOptions): Promise<Reading>;
  /**
   * Reads pen strokes from left to right, as a drawing pad gives them: x, y, x, y, … a stroke, y downward unless told.
   *
   * @throws UsageError when there is no stroke with a point, or an option is impossible
   */
  readStrokes(strokes: readonly (Stroke | PenGroup)[], options?: ReadStrokesOptions): Promise<Reading>;
  /** Which networks read, as documents name them. */
  readonly model: ModelUsed;
  /** What runs them, as documents name it; how many threads there are, and in words why there are fewer than asked for. */
  readonly engine: EngineUsed & { readonly threads: number; readonly notice?: string | undefined };
  /** Ends the engine once the call at work has ended. Those that wait, and all later ones, fail with a sentence. */
  dispose(): Promise<void>;
}

/** Digits with what people write between them. To a network that knows no signs a slash is left out, as by itself it is a 1 more often. */
function anything({ classNames }: ModelFile): FieldSpec {
  return { kind: "digits", separators: classNames.length > NONE + 1 ? SIGNS.join("") : ".,-" };
}

/** What is wanted of the strings that are accepted. */
type Wanted = Pick<ReadOptions, "maxError" | "levels" | "effort">;

/**
 * A reader, with the network that comes with the package unless another is given.
 *
 * @throws UsageError when an option is unknown or impossible, or the network is no reader's
 * @throws InputError when the network that comes with the package is not where it is looked for
 * @throws FormatError when the calibration is none, or one of other networks
 */
export async function loadReader(options: ReaderOptions = {}): Promise<Reader> {
  const { model: given, lines: givenForLines, base, calibration, effort: asked, ...computing } = checkReaderOptions("loadReader", options);
  const { network, lines } = await readerNetworks({ model: given, lines: givenForLines, base });
  const used = networksUsed(network, lines, { model: given, lines: givenForLines });
  const { whole, own } = readerCalibration(calibration, used);
  const usual = effortOf("loadReader", asked, own?.effort);
  const cares = caresOf(network, lines, whole);
  const engine = await startEngine(computing);
  const { model, lookAtLines } = await disposingOnFailure(engine, () => ({
    model: loadInto(engine, network),
    lookAtLines: lines ? lineLook(engine, lines) : undefined,
  }));
  const look = lookOf(model);
  const fieldOf = fieldCache();
  const any = fieldCache()(anything(network)); // another than one that somebody asks for in the same words
  const calls = callQueue();

  /** The effort that a call asks for, or else the reader's. */
  function careOf({ effort }: Wanted): Care {
    return cares[effort === undefined ? usual : effortOf("read", effort, own?.effort)];
  }

  function lookApart(wanted: Wanted): DigitLook {
    return seenInViews(look, careOf(wanted).views.digits);
  }

  async function linesOf(image: Picture | Gray, { field, all = false, ...wanted }: ReadOptions): Promise<Reading> {
    const { views, line, cut } = careOf(wanted);
    let reason = "there is no ink to read";
    const tell = (told: string) => {
      reason = told;
    };
    const lattices = await lineLattices(image, look, lookAtLines, { isField: field !== undefined, views: views.lines, tell });
    if (lattices.length === 0) return nothing(reason);
    if (field === undefined) {
      const found = lattices.map((one) => stringOf(one, any, wanted)).filter(hasDigits);
      const strings = all ? found : found.filter((string) => !isOtherWriting(string));
      const notice = leftOut(found.length - strings.length);
      if (strings.length === 0) return { ...nothing("there is ink, and nothing in it that looks like a digit"), ...notice };
      return { strings, grids: [], ...notice };
    }
    const read = readField(lattices, fieldOf(field), trust(wanted, lattices[0]?.frames ? line : cut));
    return { strings: [read], grids: [] };
  }

  /** A string each, whatever it holds. */
  function readingOf(lattices: readonly Lattice[], field: Field, wanted: Wanted): Reading {
    return { strings: lattices.map((lattice) => stringOf(lattice, field, wanted, true)), grids: [] };
  }

  function stringOf(lattice: Lattice, field: Field, wanted: Wanted, areApart = false): ReadString {
    const { line, apart, cut } = careOf(wanted);
    const known = lattice.frames ? line : areApart ? apart : cut;
    return readLattice(lattice, field, { ...trust(wanted, known), isFree: field === any });
  }

  function trust({ maxError, levels }: Wanted, known: Known): ReadLatticeOptions {
    return { ...known, ...(maxError !== undefined && { maxError }), ...(levels && { levels }), ...(own && { own }) };
  }

  async function gridsOf(gray: Gray, wanted: Wanted): Promise<Reading | undefined> {
    const known = trust(wanted, careOf(wanted).apart);
    const grids = [];
    for (const grid of pageGrids(gray)) {
      grids.push(judgedCells(readGrid(await gridLattices({ gray, grid }, lookApart(wanted))), known));
    }
    return grids.length > 0 ? { strings: grids.flatMap((grid) => gridRows(grid, known)), grids } : undefined;
  }

  async function read(image: Readable, options: ReadOptions): Promise<Reading> {
    const { field, cells, layout = "auto" } = options;
    if (field !== undefined) fieldOf(field); // an impossible one is refused before anything is looked at
    const picture = readablePicture(image);
    if (cells)
      return readingOf(await cellLattices({ picture, cells }, lookApart(options)), field === undefined ? any : fieldOf(field), options);
    if (field !== undefined || layout === "lines") return linesOf(picture, options);
    const grids = await gridsOf(onLightPaper(grayscale(picture)), options);
    if (grids) return grids;
    return layout === "grid" ? nothing("there is no grid of cells on the picture") : linesOf(picture, options);
  }

  async function readStrokes(strokes: readonly Stroke[], options: ReadStrokesOptions): Promise<Reading> {
    const { field, maxError, levels, effort, signal: _, ...drawing } = options;
    const wanted = field === undefined ? any : fieldOf(field);
    return readingOf(await strokeLattices({ ...drawing, strokes }, lookApart(options)), wanted, options);
  }

  return {
    async read(image, options = {}) {
      checkReadOptions(options);
      return calls.run(() => read(image, options), options.signal);
    },
    async readStrokes(strokes, options = {}) {
      checkReadStrokesOptions(options);
      const copied = plainStrokes(strokes);
      return calls.run(() => readStrokes(copied, options), options.signal);
    },
    model: withCalibration(used, own),
    engine: { name: "tenfold", version: VERSION, build: engine.build, threads: engine.threads, notice: engine.notice },
    async dispose() {
      await calls.close(new UsageError("the reader was disposed; load it again"));
      await model.dispose();
    },
  };
}

/** A digit of which at least this is sure: looks that find another number of digits count against each. */
const SOME = 0.2;

/** Whether one digit of a line is somewhat sure: writing without is something else than digits. */
function hasDigits({ digits }: ReadString): boolean {
  return digits.some(({ confidence }) => confidence > SOME);
}

function nothing(reason: string): Reading {
  return { strings: [], grids: [], reason };
}
