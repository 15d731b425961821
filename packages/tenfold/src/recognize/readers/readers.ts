import type { ModelUsed } from "../../document/document.js";
import { bestBuild } from "../../engine/build.js";
import { UsageError } from "../../errors.js";
import { type PenGroup, plainStrokes } from "../../image/digit/pen-groups.js";
import type { Stroke } from "../../image/digit/render-strokes.js";
import { encodeModel, type ModelFile } from "../../model/files/model-file.js";
import { startPool } from "../../pool/pool.js";
import { refuseCame } from "../../what-came.js";
import { effortOf } from "../effort.js";
import { networksUsed, withCalibration } from "../networks-used.js";
import { checkReadOptions, checkReadStrokesOptions, type ReadOptions, type ReadStrokesOptions } from "../read-options.js";
import { type Readable, readablePicture } from "../readable-picture.js";
import { checkTogether, type Reader, type TogetherOptions, type ToRead } from "../reader.js";
import { readerNetworks } from "../reader-networks.js";
import type { ReaderOptions } from "../reader-options.js";
import type { Reading } from "../reading.js";
import { readerCalibration } from "../trust/own/reader-calibration.js";
import type { ReadTogether } from "../writer/seen-ink.js";
import { copied, moved, pictureJob, refuseMoved } from "./picture-transfer.js";
import { poolOptions, type ReadersOptions } from "./readers-options.js";
import { sendable } from "./sendable.js";
import { inSharedMemory, type ShippedFiles, shippedFiles } from "./shipped-files.js";
import { ownWorkerProgram, unstarted } from "./worker-program.js";

export interface ReadersReadOptions extends ReadOptions {
  /** Whether the picture's pixels move to the worker; false sends a copy, and leaves them to the caller. True unless told. */
  readonly transfer?: boolean | undefined;
}

/** Readers in threads of their own, behind the same calls as one `Reader`; the calling thread stays free. `dispose` it. */
export interface Readers extends Reader {
  /**
   * Reads a picture, as `Reader.read` does, by the next worker that is free. Many calls at once come to what they would come to one by one.
   *
   * The picture's pixels move to the worker rather than being copied: the array that they came in is empty from the call on. They are copied
   * with `transfer: false`, and where they share their buffer with something else.
   *
   * @throws UsageError when an option is impossible, or the pixels have moved away in a call before
   * @throws InputError when the picture is too large
   * @throws BusyError when all workers are at work, and as many calls wait as `queue` has room for; the picture has not moved then
   * @throws TimeoutError when it takes longer than `timeoutMs`
   * @throws Error when the worker dies at it; another takes its place
   */
  read(image: Readable, options?: ReadersReadOptions): Promise<Reading>;
  /** Reads pen strokes, as `Reader.readStrokes` does, by the next worker that is free; it throws what `read` throws. */
  readStrokes(strokes: readonly (Stroke | PenGroup)[], options?: ReadStrokesOptions): Promise<Reading>;
  /** Reads several pictures of one hand, as `Reader.readTogether` does, by one worker, which is sent copies; it throws what `read` throws. */
  readTogether(items: readonly ToRead[], options?: TogetherOptions): Promise<ReadTogether>;
  /** How many there are. */
  readonly workers: number;
  /** How many calls they are at. */
  readonly atWork: number;
  /** How many calls wait. */
  readonly waiting: number;
  /** Ends the workers once the calls that they are at have ended. Those that wait, and all later ones, fail with a sentence. */
  dispose(): Promise<void>;
}

/**
 * Readers in worker threads (Node) or workers (browsers), one a worker, that share the calls that come. Each loads its weights once, and takes
 * some 100 MB of memory.
 *
 * @throws UsageError when an option is impossible, or a network is no reader's
 * @throws InputError when a network is not where it is looked for, or a worker cannot be started
 */
export async function loadReaders(options: ReadersOptions = {}): Promise<Readers> {
  const { workers, queue, timeoutMs } = poolOptions(options);
  const { worker: program = ownWorkerProgram() } = options;
  const opening = { method: "open", input: await openingOf(options), transfer: [] };
  const closed = new UsageError("the readers were disposed; load them again");
  const pool = await startPool({ program, opening, startingMs: STARTING_MS, unstarted, closed, workers, queue, timeoutMs });

  async function read(image: Readable, options: ReadersReadOptions): Promise<Reading> {
    checkReadOptions(options, ["transfer"]);
    const { signal, transfer, ...own } = options;
    if (transfer !== undefined && typeof transfer !== "boolean") refuseCame("read: transfer", transfer, "true or false");
    refuseMoved("read", image);
    const picture = readablePicture(image);
    const settings = sendable("read", own);
    return (await pool.call("read", () => pictureJob(transfer === false ? copied(picture) : moved(picture), settings), signal)) as Reading;
  }

  async function readStrokes(strokes: readonly (Stroke | PenGroup)[], options: ReadStrokesOptions): Promise<Reading> {
    checkReadStrokesOptions(options);
    const { signal, ...own } = options;
    const input = sendable("readStrokes", [plainStrokes(strokes), own]);
    return (await pool.call("readStrokes", () => ({ method: "readStrokes", input, transfer: [] }), signal)) as Reading;
  }

  async function readTogether(items: readonly ToRead[], options: TogetherOptions): Promise<ReadTogether> {
    checkTogether(items, options);
    const { signal, ...own } = options;
    const pictures = items.map(({ image, ...one }) => ({ ...one, image: readablePicture(image) }));
    const input = sendable("readTogether", [pictures, own]);
    return (await pool.call("readTogether", () => ({ method: "readTogether", input, transfer: [] }), signal)) as ReadTogether;
  }

  const { model, engine } = pool.opened as Opened;
  return {
    read: (image, options = {}) => read(image, options),
    readTogether: (items, options = {}) => readTogether(items, options),
    readStrokes: (strokes, options = {}) => readStrokes(strokes, options),
    model,
    engine,
    workers,
    get atWork() {
      return pool.atWork;
    },
    get waiting() {
      return pool.waiting;
    },
    dispose: () => pool.dispose(),
  };
}

/** Longer than any start takes, of a script on a slow line, too. */
const STARTING_MS = 60_000;

/** What a worker loads its reader with: files as they lie beside the code, or the bytes of networks that were given, as networks themselves hold functions. */
export interface Opening {
  readonly options: ReaderOptions;
  readonly shipped?: ShippedFiles | undefined;
  /** The names by which documents have networks that were given. */
  readonly used?: ModelUsed | undefined;
}

/** What it answers. */
export type Opened = Pick<Reader, "model" | "engine">;

async function openingOf(given: ReadersOptions): Promise<Opening> {
  const { model, lines, signs, calibration, effort: asked, base, threads = 1, build = await bestBuild() } = given;
  const beside = { threads, build, ...(calibration && { calibration }), ...(base !== undefined && { base: String(base) }) }; // what is known of hands lies there
  if (model === undefined && lines === undefined && signs === undefined) {
    if (asked !== undefined) effortOf("loadReaders", asked, undefined);
    return { options: { ...beside, effort: asked }, shipped: inSharedMemory(await shippedFiles({ base })) };
  }
  const networks = await readerNetworks(given);
  const used = networksUsed(networks, given);
  const { own } = readerCalibration(calibration, used);
  const effort = effortOf("loadReaders", asked, own?.effort);
  const bytes = (file: ModelFile | false) => file && encodeModel(file, file.metadata);
  const encoded = { model: bytes(networks.network) as Uint8Array, lines: bytes(networks.lines), signs: bytes(networks.signs) };
  return { options: { ...beside, ...encoded, effort }, used: withCalibration(used, own) };
}
