import { InputError } from "tenfold";
import { type DocumentPage, isUnread, type UnreadPage } from "tenfold/document";
import { type Host, Interrupted } from "../host.js";
import { inParts, type Part } from "../resumable/parts.js";
import { heedingWishes } from "../resumable/wish-to-stop.js";
import { type ReadFileSettings, readFilePages } from "./read-file.js";
import { type ReadTally, readTally } from "./read-tally.js";
import { type Input, isPenFile, nameOf } from "./sources/list-inputs.js";

export interface ReadAllSettings extends ReadFileSettings {
  /** How many files are read at a time; one unless told. */
  readonly jobs?: number | undefined;
  /** Files that need not be read again. */
  readonly done?: ReadonlySet<string>;
  /** Those of them that were given up before: the whole has failed with them. */
  readonly givenUp?: ReadonlySet<string>;
  /** Gets the records of each file as soon as it is read. */
  readonly onFile: (records: readonly DocumentPage[]) => Promise<void>;
  /** Called once everything was read, also where some could not be, before that is told. */
  readonly onEnd?: (() => Promise<void>) | undefined;
  /** Gets a sentence about each file and page that cannot be read, as soon as that is known; of a single one the error says it. */
  readonly onFailure: (sentence: string) => void;
}

/** What is thrown in the end where some could not be read and the rest was. */
export class PartlyReadError extends InputError {
  override name = "PartlyReadError";
}

/**
 * Reads files, one after the other, and tells a host how it goes on and, of several, what came of them. A file that cannot
 * be read is told of, and the rest goes on.
 *
 * @throws PartlyReadError in the end when some could not be read, with what came of all
 * @throws Interrupted when somebody wishes to stop; of the file that is being read nothing is kept
 */
export async function readAll(inputs: readonly Input[], settings: ReadAllSettings, host: Host): Promise<void> {
  const left = inputs.filter(({ file }) => !settings.done?.has(file));
  if (left.length < inputs.length) host.tell(`${inputs.length - left.length} of ${inputs.length} files were read before`);
  const lost = inputs.filter(({ file }) => settings.givenUp?.has(file)).length;
  if (lost > 0) host.tell(`${lost} of these could not be decoded within the limits; --retry tries them again`);
  const [tally, start] = [readTally(), performance.now()];
  let alone: string | undefined; // of a single file the error says it
  const onFailure = (sentence: string, isAlone: boolean) => {
    if (isAlone) alone = sentence;
    else settings.onFailure(sentence);
  };
  const own = { ...settings, tally, onFailure };
  const started = startedAhead(left, own);
  const interrupted = (after: number) => new Interrupted(`stopped after ${after} of ${left.length} files; with --out, --resume goes on`);
  const parts = left.map((input, at) =>
    partOf(input, { number: at + 1, files: left.length, interrupted, reading: () => started(at) }, own, host),
  );
  try {
    await heedingWishes(host, (wish) => inParts(parts, wish, interrupted));
  } finally {
    host.progress({ of: "reading", end: true });
  }
  const text = alone ?? tally.text((performance.now() - start) / 1000);
  await settings.onEnd?.().catch((error: unknown) => {
    if (text !== undefined) host.tell(text);
    throw error;
  });
  if (!tally.isWhole()) throw new PartlyReadError(text);
  if (lost > 0) throw new PartlyReadError(text ?? `${lost} of ${inputs.length} files could not be decoded`);
  if (text !== undefined) host.tell(text);
}

/** One of several files. */
interface Place {
  readonly number: number;
  readonly files: number;
  /** Stopped after so many. */
  interrupted(after: number): Interrupted;
  /** Begins to read it, unless that was done before, and those that are read beside it. */
  reading(): Promise<DocumentPage[]>;
}

interface PartSettings extends Omit<ReadAllSettings, "onFailure"> {
  readonly tally: ReadTally;
  readonly onFailure: (sentence: string, isAlone: boolean) => void;
}

function partOf({ file }: Input, { reading, interrupted, ...place }: Place, settings: PartSettings, host: Host): Part<void> {
  return {
    async perform(signal) {
      host.progress({ of: "reading", file, ...place });
      const records = await unlessStopped(reading(), signal);
      if (!records) throw interrupted(place.number - 1);
      settings.tally.add(records);
      const told = records.filter(isUnread).map(toldOf);
      host.progress({ of: "reading", end: true });
      await settings.onFile(records);
      for (const sentence of told) settings.onFailure(sentence, place.files === 1 && records.length === 1);
    },
  };
}

/** What comes of work, or nothing once somebody wishes to stop. */
async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  let hear = () => {};
  const stopped = new Promise<undefined>((resolve) => {
    hear = () => resolve(undefined);
    if (signal.aborted) hear();
    signal.addEventListener("abort", hear);
  });
  return Promise.race([work, stopped]).finally(() => signal.removeEventListener("abort", hear));
}

/** Files as they are read: so many at a time, each begun once; of one at a time the next one is decoded meanwhile. */
function startedAhead(inputs: readonly Input[], { jobs = 1, ...settings }: PartSettings): (at: number) => Promise<DocumentPage[]> {
  const begun: Promise<DocumentPage[]>[] = [];
  const begin = ({ file, error }: Input) => {
    const reading = error === undefined ? readFilePages(file, settings) : Promise.resolve([{ file, error }]);
    reading.catch(() => {}); // heard when its turn comes
    return reading;
  };
  return (at) => {
    for (const input of inputs.slice(begun.length, at + jobs)) begun.push(begin(input));
    const next = inputs[at + 1];
    if (jobs === 1 && next && next.error === undefined && !isPenFile(next.file)) settings.ahead?.expect(next.file);
    const own = begun[at] as Promise<DocumentPage[]>;
    begun[at] = Promise.resolve([]); // many files: what was told is let go
    return own;
  };
}

/** Why a page or a file was not read, as a sentence. */
export function toldOf({ file, page, error, exceeded }: UnreadPage): string {
  const name = nameOf(file);
  const where = page === undefined ? name : `${name} page ${page}`;
  const sentence = error.includes(name) ? error : `${where}: ${error}`;
  return exceeded && exceeded !== "decoder" ? `${sentence} (${LIMITS[exceeded]})` : sentence;
}

/** What allows more. */
const LIMITS = { time: "--page-timeout", memory: "--page-memory" } as const;
