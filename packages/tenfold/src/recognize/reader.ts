import { callQueue } from "../calls/call-queue.js";
import { NONE } from "../data/class-names.js";
import type { EngineUsed, ModelUsed } from "../document/document.js";
import { startEngine } from "../engine/engine.js";
import { UsageError } from "../errors.js";
import { fieldCache } from "../fields/field-cache.js";
import type { HandParameters } from "../hands/hand-parameters.js";
import { loadHands } from "../hands/load-hands.js";
import { grayscale } from "../image/basics/grayscale.js";
import { crop, type Gray, type Picture } from "../image/basics/picture.js";
import { quarterTurned } from "../image/basics/quarter-turns.js";
import { type PenGroup, plainStrokes } from "../image/digit/pen-groups.js";
import type { Stroke } from "../image/digit/render-strokes.js";
import { scaledAndShifted } from "../image/geometry/transform.js";
import { checkOptions } from "../known-options.js";
import { loadRegionsInto } from "../regions/load-regions.js";
import type { RegionExpert } from "../regions/region-expert.js";
import { loadInto } from "../training/labels/compile.js";
import { disposingOnFailure } from "../training/passes/disposing-on-failure.js";
import { VERSION } from "../version.js";
import { refuseCame } from "../what-came.js";
import { type Care, caresOf } from "./cares.js";
import { effortOf } from "./effort.js";
import { checkHand, type HandOptions } from "./hand-use.js";
import { lookOf } from "./looks/digit-look.js";
import { lineLook } from "./looks/line-look.js";
import { middleDigit, wantsMiddle } from "./middle-digit.js";
import { networksUsed, withCalibration } from "./networks-used.js";
import { placedBack } from "./placed-reading.js";
import { checkReadOptions, checkReadStrokesOptions, type ReadOptions, type ReadStrokesOptions } from "./read-options.js";
import { type Readable, readablePicture } from "./readable-picture.js";
import { type LoadedNetworks, readerNetworks } from "./reader-networks.js";
import { checkReaderOptions, type ReaderOptions } from "./reader-options.js";
import type { Reading } from "./reading.js";
import { NO_DIGIT, seeing, type Wanted } from "./seeing.js";
import { forReview } from "./trust/for-review.js";
import { isOtherWriting, leftOut } from "./trust/other-writing.js";
import { readerCalibration } from "./trust/own/reader-calibration.js";
import { isClear, isDoubtful, type OtherWayUp, rightWayUp, turnedBack } from "./turned-reading.js";
import { type Knowledge, type ReadTogether, readInks, type SeenInk } from "./writer/seen-ink.js";

/** A picture of several that are read together, and what is to be read of it. */
export interface ToRead {
  readonly image: Readable;
  readonly options?: Omit<ReadOptions, "hand" | "writer" | "signal"> | undefined;
}

/** How: "auto" unless told. */
export interface TogetherOptions extends HandOptions {
  readonly signal?: AbortSignal | undefined;
}

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
  /**
   * Reads several pictures as what they may be: written by one hand, as the fields of a form are. The digits of all of them show it.
   *
   * @throws UsageError when an option is unknown or impossible
   * @throws InputError when a picture is too large
   */
  readTogether(items: readonly ToRead[], options?: TogetherOptions): Promise<ReadTogether>;
  /** Which networks read, as documents name them. */
  readonly model: ModelUsed;
  /** What runs them, as documents name it; how many threads there are, and in words why there are fewer than asked for. */
  readonly engine: EngineUsed & { readonly threads: number; readonly notice?: string | undefined };
  /** Ends the engine once the call at work has ended. Those that wait, and all later ones, fail with a sentence. */
  dispose(): Promise<void>;
}

/** What a reader is loaded with beside its networks. */
type OtherOptions = Omit<ReaderOptions, "model" | "lines" | "signs">;

/**
 * A reader, with the network that comes with the package unless another is given.
 *
 * @throws UsageError when an option is unknown or impossible, or the network is no reader's
 * @throws InputError when the network that comes with the package is not where it is looked for
 * @throws FormatError when the calibration is none, or one of other networks
 */
export async function loadReader(options: ReaderOptions = {}): Promise<Reader> {
  const { model, lines, signs, ...others } = checkReaderOptions("loadReader", options);
  const given = { model, lines, signs };
  const networks = await readerNetworks({ ...given, base: others.base });
  return readerWith(networks, networksUsed(networks, given), others);
}

/** A reader that looks with these networks, by the names that documents have of them; it throws what `loadReader` throws. */
export async function readerWith(networks: LoadedNetworks, used: ModelUsed, options: OtherOptions = {}): Promise<Reader> {
  const { base, calibration, effort: asked, ...computing } = options;
  const { network, lines, signs } = networks;
  const { whole, own } = readerCalibration(calibration, used);
  const usual = effortOf("loadReader", asked, own?.effort);
  const cares = caresOf(networks, whole);
  const engine = await startEngine(computing);
  const { model, looksAtLines } = await disposingOnFailure(engine, () => ({
    model: loadInto(engine, network),
    looksAtLines: [lines, signs].flatMap((file) => (file ? lineLook(engine, file) : [])),
  }));
  const fieldOf = fieldCache();
  const see = seeing({ look: lookOf(model), looksAtLines, fieldOf, careOf, own, knowsSigns: network.classNames.length > NONE + 1 });
  const calls = callQueue();
  let known: Promise<HandParameters> | undefined;
  let regional: Promise<Pick<RegionExpert, "terms">> | undefined;
  const knowledge: Knowledge = {
    hands: () => (known ??= loadHands({ base })), // few are asked to hear a hand, or told where somebody is from
    regions: () => (regional ??= loadRegionsInto(engine, { base })),
  };

  /** The effort that a call asks for, or else the reader's. */
  function careOf({ effort }: Wanted): Care {
    return cares[effort === undefined ? usual : effortOf("read", effort, own?.effort)];
  }

  async function readAsItIs(image: Readable, options: ReadOptions): Promise<Reading> {
    return readAlone(await see.picture(image, options), options);
  }

  /** The reading of the picture on its side or head where that is plainly better; all lines count until it is. */
  async function readTurned(asItIs: Reading, picture: Picture, options: ReadOptions): Promise<Reading> {
    const gray = grayscale(picture);
    const layout = asItIs.grids.length > 0 ? "grid" : "lines"; // what is no grid is none any way up
    const others: OtherWayUp[] = [];
    for (const degrees of [90, 180, 270] as const) {
      const whole = await readIfClear(quarterTurned(gray, degrees), { ...options, layout, all: true });
      others.push({ whole, kept: turnedBack(options.all ? whole : withoutOtherWriting(whole), degrees, gray) });
    }
    return rightWayUp(asItIs, others);
  }

  /** Only a few of its lines, and those at a glance, where they are not clear: most pages lie as they should, and many that are tried so are pages of print. */
  async function readIfClear(gray: Gray, options: ReadOptions): Promise<Reading> {
    const quick = { ...options, effort: effortOf("read", own ? undefined : "fast", own?.effort), some: FEW_LINES };
    const glance = await readAlone(await see.picture(gray, quick), quick);
    return isClear(glance) ? readAsItIs(gray, options) : glance;
  }

  async function read(image: Readable, options: ReadOptions): Promise<Reading> {
    const ink = await see.picture(image, options);
    const asItIs = await readAlone(ink, options);
    const { field, cells } = options;
    if (cells) return asItIs;
    if (field === undefined) return mayBeTurned(asItIs, ink.lattices.length) ? readTurned(asItIs, readablePicture(image), options) : asItIs;
    return wantsMiddle(fieldOf(field), asItIs) ? readMiddle(asItIs, readablePicture(image), options) : asItIs;
  }

  /** The reading of the digit in the middle where more is written than the one that is wanted, and by itself it reads as it does among the others. */
  async function readMiddle(asItIs: Reading, picture: Picture, options: ReadOptions): Promise<Reading> {
    const gray = grayscale(picture);
    const middle = middleDigit(await readAsItIs(gray, { ...options, field: undefined, layout: "lines", all: true }), gray);
    if (!middle) return asItIs;
    const { digit, part, isPlain } = middle;
    const alone = await readAsItIs(crop(gray, part), options);
    if (alone.strings[0]?.text !== String(digit.value)) return asItIs;
    const placed = placedBack(alone, scaledAndShifted(1, [part.left, part.top]));
    return isPlain ? placed : forReview(placed, MORE_WRITTEN);
  }

  /** One reading by its hand, with what that did. */
  async function readAlone(ink: SeenInk, options: HandOptions): Promise<Reading> {
    const { readings, context } = await readInks([ink], options, knowledge);
    return { ...(readings[0] as Reading), ...(context && { context }) };
  }

  async function readTogether(items: readonly ToRead[], how: HandOptions): Promise<ReadTogether> {
    const inks: SeenInk[] = [];
    for (const { image, options = {} } of items) inks.push(await see.picture(image, options));
    return readInks(inks, how, knowledge);
  }

  async function readStrokes(strokes: readonly Stroke[], options: ReadStrokesOptions): Promise<Reading> {
    return readAlone(await see.strokes(strokes, options), { hand: options.hand, writer: options.writer });
  }

  return {
    async read(image, options = {}) {
      checkReadOptions(options);
      return calls.run(() => read(image, options), options.signal);
    },
    async readTogether(items, options = {}) {
      checkTogether(items, options);
      return calls.run(() => readTogether(items, { ...options, hand: options.hand ?? "auto" }), options.signal);
    },
    async readStrokes(strokes, options = {}) {
      checkReadStrokesOptions(options);
      const copied = plainStrokes(strokes);
      return calls.run(() => readStrokes(copied, options), options.signal);
    },
    model: withCalibration(used, own),
    engine: {
      name: "tenfold",
      version: VERSION,
      build: engine.build,
      get threads() {
        return engine.threads; // fewer where one of them could not start, which is known a little later
      },
      get notice() {
        return engine.notice;
      },
    },
    async dispose() {
      await calls.close(new UsageError("the reader was disposed; load it again"));
      await model.dispose();
    },
  };
}

/** @throws UsageError when an option of `readTogether` is unknown or impossible */
export function checkTogether(items: readonly ToRead[], options: TogetherOptions): void {
  checkOptions("readTogether", options, ["hand", "writer", "signal"]);
  checkHand("readTogether", options);
  if (!Array.isArray(items)) refuseCame("readTogether: the pictures", items, "a list of { image, options }");
  for (const item of items as readonly ToRead[]) {
    if (typeof item !== "object" || item === null) refuseCame("readTogether: a picture", item, "{ image, options }");
    if (typeof item.image !== "object" || item.image === null)
      refuseCame(
        "readTogether: the image of a picture",
        item.image,
        "decoded pixels, as { image: page.picture } of a page of decodePages(),",
      );
    checkReadOptions(item.options ?? {});
    refuseOwn(item.options ?? {});
  }
}

/** What all pictures of a call have in common; told of one of them, it would change nothing, without a word. */
function refuseOwn(options: ReadOptions): void {
  const own = (["hand", "writer", "signal"] as const).find((name) => options[name] !== undefined);
  if (own !== undefined)
    throw new UsageError(
      `readTogether: the options of a picture have ${own}, which is of all of them; pass it beside them, as readTogether(pictures, { ${own} })`,
    );
}

const MORE_WRITTEN = "more is written here than one digit; this is the one in the middle";

/** A reading of lines without those that are likelier other writing, and with a notice of them. */
function withoutOtherWriting(reading: Reading): Reading {
  if (reading.grids.length > 0) return reading;
  const strings = reading.strings.filter((string) => !isOtherWriting(string));
  return { ...reading, strings, ...leftOut(reading.strings.length - strings.length) };
}

/** Of a picture that is tried another way up so many lines are looked at first. */
const FEW_LINES = 8;

/** Whether a picture has ink, and little of what was read of it is sure; in a grid of blank cells there is none. */
function mayBeTurned(reading: Reading, lines: number): boolean {
  return isDoubtful(reading, lines) && (reading.strings.length > 0 || reading.reason === NO_DIGIT);
}
