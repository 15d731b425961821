import { readdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pageDecoder } from "tenfold/node";
import { loadReaders } from "tenfold/recognize";
import { sharedFolder } from "tenfold-works/files";
import { announceTo, openJobs, watchFolder } from "tenfold-works/jobs";
import { listSaidFields, readersInUse, type TrainingWorkPlace, usableNamed } from "tenfold-works/learning";
import { noteMachine, workAt } from "tenfold-works/machines";
import { type PlainSettings, settingsFrom } from "tenfold-works/reading";
import { isRunning } from "tenfold-works/resumable";
import { KEEP_DAYS, pruneHourly } from "tenfold-works/retention";
import { databaseDesk, type ListPart } from "tenfold-works/review";
import { type DocumentSettings, makeDataFolder, openDatabase } from "tenfold-works/store";
import { gate } from "./gate.js";
import { isLoopback } from "./guard/local-only.js";
import { imageModels } from "./image-models.js";
import { type Limits, usualLimits } from "./limits.js";
import { listening, refuseTakenPort } from "./listening.js";
import type { Service } from "./service.js";
import { serviceApp } from "./service-app.js";
import { serviceLog } from "./service-log.js";
import { documentsOfFolder } from "./watched-documents.js";

export interface ServerOptions {
  /** Where it listens; 127.0.0.1 and 8080 unless told. Port 0 is any that is free. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** The folder of what it keeps. */
  readonly data: string;
  /** `postgres://…`; a database in the folder unless told. */
  readonly database?: string | undefined;
  /** Readers, each in a thread of its own; as many as cores unless told. */
  readonly workers?: number | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** Whether requests of this machine need a key, too, as behind a proxy. */
  readonly keysOnly?: boolean | undefined;
  /** How many days messages to webhooks, ended batches and superseded models are kept; 90 unless told. */
  readonly keepDays?: number | undefined;
  /** After how many days documents are erased; never unless told. */
  readonly eraseDays?: number | undefined;
  /** Whether webhooks may be addresses of this machine and of private networks. */
  readonly privateWebhooks?: boolean | undefined;
  /** A folder whose files become documents, and how these are read. */
  readonly watch?: { readonly folder: string; readonly settings: PlainSettings } | undefined;
  /** A folder that all machines see, for batches whose files lie in it. */
  readonly shared?: string | undefined;
  /** How trainings are done otherwise than usual, as in tests: with fewer held fields, or less of the base set. */
  readonly learning?: Pick<TrainingWorkPlace, "least" | "sizes" | "threads"> | undefined;
  /** Gets log lines as JSON. Unless told, those of faults alone go to the standard error stream. */
  readonly log?: ((line: string) => void) | undefined;
  /** Told in a sentence what takes time. */
  readonly tell?: ((sentence: string) => void) | undefined;
}

/** A server that answers. */
export interface RunningServer {
  /** "http://127.0.0.1:8080" */
  readonly address: string;
  /** Takes nothing new; what is being read is read to its end. */
  stop(): Promise<void>;
}

/** Pictures that are decoded while all readers are at work. */
const AHEAD = 2;
/** Calls that may wait for a reader, for each there is. */
const QUEUE = 16;
/** A page that takes longer ends its reader, in milliseconds. */
const READING_MS = 60_000;

/**
 * Starts the service: its database, its readers, its jobs, and the server before them.
 *
 * @throws InputError when the port is taken, the folder cannot be written in, or the database is not there, in use, or of another version
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host = "127.0.0.1", port = 8080, data, database: address, workers, log, tell } = options;
  const logger = serviceLog(log);
  const ends: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    await refuseTakenPort(host, port);
    await makeDataFolder(data);
    tell?.("Opening the database");
    const database = await openDatabase({ folder: data, address });
    ends.push(() => database.close());
    const uploads = await ownUploads(join(data, "uploads"));
    ends.push(() => rm(uploads, { recursive: true, force: true }));
    const pool = { ...(workers !== undefined && { workers }), queue: QUEUE * (workers ?? availableParallelism()), timeoutMs: READING_MS };
    const readers = await readersInUse(
      database,
      (networks) => loadReaders({ ...pool, ...networks }),
      (error) => logger.error({ err: error }, "the model in use"),
    );
    ends.push(() => readers.dispose());
    const decoder = pageDecoder({ processes: readers.now.workers + 1 }); // one for those who look at a page meanwhile
    ends.push(async () => decoder.close());
    const models = imageModels(async (name) => (await usableNamed(database, name))?.bytes);
    ends.push(() => models.dispose());
    const kinds = ["read", "webhook", "train"] as const;
    const onError = (error: Error) => logger.error({ err: error }, "what goes on beside requests");
    const notes = await noteMachine(database, { kinds, readers, pid: process.pid, onError });
    ends.push(notes.end);
    const jobs = await openJobs(database, { onError: (error) => logger.error({ err: error }, "the queue of jobs") });
    ends.push(() => jobs.stop());
    const limits = { ...usualLimits, ...options.limits };
    const room = gate(readers.now.workers + AHEAD, QUEUE * readers.now.workers);
    const { keysOnly = false, privateWebhooks = false } = options;
    const announce = announceTo(jobs);
    const desk = databaseDesk(database, announce);
    const saidFields = (part: ListPart) => listSaidFields(database, part);
    const parts = { database, jobs, readers, decoder, models, limits, uploads, gate: room, desk, saidFields, announce };
    const service = { ...parts, keysOnly, privateWebhooks };
    const app = await serviceApp(service, logger);
    ends.push(() => app.close());
    const { keepDays = KEEP_DAYS, eraseDays, learning, shared: folder } = options;
    const shared = folder === undefined ? undefined : await sharedFolder(folder);
    const place = { database, jobs, kinds, readers, decoder, data, shared, announce, privateWebhooks, learning, notes };
    ends.push(await workAt({ ...place, tell }));
    ends.push(pruneHourly({ database, announce, keepDays, eraseDays, onError }));
    if (options.watch) ends.push(await watching(service, options.watch, tell));
    return { address: await listening(app, host, port), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Begins to watch a folder; gives what ends it. */
async function watching(
  service: Service,
  { folder, settings }: NonNullable<ServerOptions["watch"]>,
  tell: ServerOptions["tell"],
): Promise<() => Promise<void>> {
  await settingsFrom(settings);
  const end = new AbortController();
  const onFile = documentsOfFolder(service, settings as DocumentSettings, { signal: end.signal, tell });
  let trouble: unknown;
  const watched = watchFolder(folder, { onFile, signal: end.signal, tell }).catch((error: unknown) => {
    trouble = error;
    if (!end.signal.aborted) tell?.(`The folder is watched no longer: ${(error as Error).message}`);
  });
  await Promise.race([watched, new Promise((done) => setTimeout(done, 300))]); // a folder that is not there is told before the address is
  if (trouble !== undefined) throw trouble;
  return async () => {
    end.abort();
    await watched;
  };
}

/** Whether an address is reached from other machines, and so wants a key. */
export function wantsKeys(host: string): boolean {
  return !isLoopback(host);
}

/** A folder for the uploads of this process; those of processes that have died are nobody's. */
async function ownUploads(path: string): Promise<string> {
  await makeDataFolder(path);
  for (const name of await readdir(path)) {
    const pid = Number(name);
    const isInUse = Number.isInteger(pid) && pid !== process.pid && isRunning(pid);
    if (!isInUse) await rm(join(path, name), { recursive: true, force: true });
  }
  const own = join(path, String(process.pid));
  await makeDataFolder(own);
  return own;
}
