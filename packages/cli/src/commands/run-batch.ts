import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type DocumentPage, isUnread } from "tenfold/document";
import { InputError, UsageError } from "tenfold/errors";
import { pageDecoder } from "tenfold/node";
import { Interrupted, jsonLine } from "tenfold-works";
import {
  type BatchProgress,
  batchHead,
  batchProgress,
  bytesInBatch,
  failuresOf,
  listWhole,
  progressText,
  retryBatch,
  submitBatch,
  wholeBatch,
  wholeBatchPages,
} from "tenfold-works/batches";
import { sharedFolder } from "tenfold-works/files";
import type { Format } from "tenfold-works/formats";
import { dropJobs, type JobQueue, openJobs } from "tenfold-works/jobs";
import {
  grayPages,
  listInputs,
  openSinks,
  PartlyReadError,
  readTally,
  settingsFrom,
  settingsOf,
  tableOptionsOf,
  toldOf,
} from "tenfold-works/reading";
import { cancelBatch, type Database, type DocumentSettings, openDatabase } from "tenfold-works/store";
import { quieted, type World } from "../terminal/world.js";
import { printedPages } from "../texts/printed-pages.js";
import { outputsOf } from "./read-outputs.js";
import { serverPlace } from "./server-place.js";

/** What may be done with batches. */
export type BatchAction = "submit" | "list" | "status" | "results" | "cancel" | "retry";

/** What the command line says. */
export interface BatchOptions {
  readonly action: string;
  readonly what: readonly string[];
  readonly database?: string;
  readonly field?: string;
  readonly template?: string;
  readonly find?: boolean;
  readonly maxError?: number;
  readonly effort?: string;
  readonly hand?: string;
  readonly all?: boolean;
  readonly name?: string;
  readonly shared?: string;
  readonly eraseDays?: number;
  readonly again?: boolean;
  readonly watch?: boolean;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly format?: Format;
  readonly out?: string;
  readonly wide?: boolean;
  readonly alternatives?: boolean;
  readonly bom?: boolean;
  readonly partial?: boolean;
  readonly quiet?: boolean;
}

/** Where and for whom something is done. */
interface Desk {
  readonly database: Database;
  readonly options: BatchOptions;
  readonly world: World;
  /** Without prose where that is not wanted. */
  readonly host: World;
}

/**
 * Does what is asked for with a batch.
 *
 * @throws UsageError when options mean nothing for it
 * @throws InputError when there is no such database or batch, or, in the end, when some of it could not be read
 */
export async function runBatch(action: BatchAction, options: BatchOptions, world: World): Promise<void> {
  refuseMeaningless(action, options);
  const asked = action === "submit" ? await submission(options) : undefined;
  const { database: address, data } = await serverPlace(options.database === undefined ? {} : { database: options.database }, "batch");
  const database = await openDatabase({ folder: data, address });
  const desk = { database, options, world, host: options.quiet ? quieted(world) : world };
  try {
    if (asked) return await submit(desk, asked);
    if (action === "list") return await list(desk);
    const id = idIn(options.what);
    if (action === "status") return await status(desk, id);
    if (action === "results") return await results(desk, id);
    if (action === "cancel") return await cancel(desk, id);
    await retry(desk, id);
  } finally {
    await database.close();
  }
}

/** Options that mean something for some only. */
const own = {
  submit: ["field", "template", "find", "maxError", "effort", "hand", "name", "shared", "eraseDays", "again"],
  results: ["csv", "format", "out", "wide", "alternatives", "bom", "partial"],
} as const;

function refuseMeaningless(action: BatchAction, options: BatchOptions): void {
  for (const [for_, names] of Object.entries(own)) {
    const told = names.find((name) => options[name as keyof BatchOptions] !== undefined);
    if (told === undefined || action === for_ || (action === "results" && told === "shared")) continue;
    throw new UsageError(
      `--${told.replace(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`)} is about batch ${for_}; leave it out of batch ${action}`,
    );
  }
  if (options.all && action !== "submit" && action !== "retry") throw new UsageError("--all is about batch submit and retry; leave it out");
  if (options.watch && action !== "submit" && action !== "status")
    throw new UsageError("--watch is about batch submit and status; leave it out");
  if (action === "submit" && options.what.length === 0) throw new UsageError("batch submit wants files, folders, or a list of them (.txt)");
}

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function idIn(what: readonly string[]): string {
  const [id] = what;
  if (what.length !== 1 || id === undefined || !ID.test(id))
    throw new UsageError("the id of one batch is wanted, as batch submit prints it; batch list shows those there are");
  return id;
}

interface Submission {
  readonly inputs: Awaited<ReturnType<typeof listInputs>>;
  readonly settings: DocumentSettings;
}

/** What is to be submitted, looked at before a database is. */
async function submission({ what, field, template, find, maxError, effort, hand, all }: BatchOptions): Promise<Submission> {
  const { field: checked } = await settingsOf({
    ...(field !== undefined && { field }),
    ...(template !== undefined && { template }),
    ...(find && { find }),
  });
  const settings = {
    ...(checked !== undefined && { field: checked }),
    ...(template !== undefined && { template: JSON.parse(await readFile(template, "utf8")) as unknown }),
    ...(find && { find }),
    ...(maxError !== undefined && { maxError }),
    ...(effort !== undefined && { effort }),
    ...(hand !== undefined && { hand }),
    ...(all && { all }),
  };
  const paths: string[] = [];
  for (const path of what) paths.push(...(path.endsWith(".txt") ? await listed(path) : [path]));
  return { inputs: await listInputs(paths), settings };
}

/** Longer lists are none of paths: 500 MB. */
const LONGEST_LIST = 500e6;

async function listed(list: string): Promise<string[]> {
  const { readBytes } = await import("tenfold/node");
  const text = new TextDecoder().decode(await readBytes(list, { most: LONGEST_LIST }));
  const paths = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (paths.length === 0) throw new InputError(`${list} names no file; it is a list of paths, one a line`);
  return paths;
}

async function submit({ database, options, world, host }: Desk, { inputs, settings }: Submission): Promise<void> {
  const { name, eraseDays, again, watch, json } = options;
  const shared = options.shared === undefined ? undefined : await sharedFolder(options.shared);
  const jobs = await queueOf(database, world);
  try {
    const batch = await submitBatch({
      ...{ database, jobs, inputs, settings, shared, again, eraseDays },
      name: name ?? basename(options.what[0] ?? ""),
      owner: "local",
      onFile: (done, of) => draw(host, done === 0 ? `${of} files looked at` : `${done} of ${of} files submitted`),
    });
    draw(host, "");
    host.tell(
      batch.isNew ? `${batch.files} files are submitted` : "The same was submitted before: this is that batch; --again makes another",
    );
    world.out(json ? jsonLine({ batch: batch.id, files: batch.files, isNew: batch.isNew }) : `${batch.id}\n`);
    if (watch) await watched({ database, options, world, host }, batch.id);
  } finally {
    await jobs.stop();
  }
}

function queueOf(database: Database, world: World): Promise<JobQueue> {
  return openJobs(database, { onError: ({ message }) => world.tell(`The queue of jobs: ${message}`) });
}

async function list({ database, options, world }: Desk): Promise<void> {
  const all = await listWhole(database);
  if (options.json) return world.out(jsonLine({ batches: all }));
  for (const { id, name, state, files, read, failed, created } of all) {
    const count = `${read + failed} of ${files}${failed > 0 ? `, ${failed} failed` : ""}`;
    world.out(`${id}  ${created.toISOString().slice(0, 16).replace("T", " ")}  ${state.padEnd(9)}  ${count}  ${name}\n`);
  }
  if (all.length === 0) world.tell("There is no batch; tenfold batch submit makes one");
}

async function known({ database }: Desk, id: string): Promise<BatchProgress> {
  const progress = await batchProgress(database, id);
  if (!progress) throw new InputError(`there is no batch ${id}; tenfold batch list shows those there are`);
  return progress;
}

async function status(desk: Desk, id: string): Promise<void> {
  const { options, world } = desk;
  if (options.watch) await watched(desk, id);
  const progress = await known(desk, id);
  const failures = await failuresOf(desk.database, id);
  if (options.json) return world.out(jsonLine({ ...progress, failures }));
  world.out(`${progressText(progress)}\n`);
  for (const { file, page, error } of failures.slice(0, SHOWN)) world.out(`  ${file}${page === null ? "" : ` page ${page}`}: ${error}\n`);
  if (failures.length > SHOWN) world.out(`  and ${failures.length - SHOWN} more; --json has all\n`);
}

/** So many failures are told one by one. */
const SHOWN = 20;
/** Time between two looks, in milliseconds, and at least so many times what a look takes, which grows with the batch and is the database's work. */
const LOOKING = { ms: 1000, times: 20 };

/** Shows how it goes on until it is done. */
async function watched(desk: Desk, id: string): Promise<void> {
  const wish = desk.world.interruption();
  try {
    for (;;) {
      const began = performance.now();
      const progress = await known(desk, id);
      const took = performance.now() - began;
      if (progress.state === "finished" || progress.state === "cancelled") return;
      draw(desk.host, progressText(progress));
      await sleep(Math.max(LOOKING.ms, LOOKING.times * took), undefined, { signal: wish.signal }).catch(() => {});
      if (wish.signal.aborted) throw new Interrupted("no longer watched; the workers go on, and batch status tells how far they are");
    }
  } finally {
    draw(desk.host, "");
    wish.end();
  }
}

/** On a terminal, where it is drawn over. */
function draw(host: World, text: string): void {
  if (host.live) host.draw(text === "" ? "\r\u001b[K" : `\r${text}\u001b[K`);
}

async function cancel({ database, host }: Desk, id: string): Promise<void> {
  const batch = await cancelBatch(database, id, "local");
  if (!batch) throw new InputError(`there is no batch ${id}; tenfold batch list shows those there are`);
  if (batch.state === "cancelled") await dropJobs(database, "read", id);
  host.tell(batch.state === "cancelled" ? "The batch is cancelled: what was not read is not read" : `The batch is ${batch.state} already`);
}

async function retry({ database, options, host, world }: Desk, id: string): Promise<void> {
  const jobs = await queueOf(database, world);
  try {
    const count = await retryBatch({ database, jobs }, id, { all: options.all === true });
    host.tell(count === 0 ? "There is nothing to read again" : `${count === 1 ? "1 file is" : `${count} files are`} read again`);
  } finally {
    await jobs.stop();
  }
}

/** What was read, as `read` would have put it where the command line says. */
async function results(desk: Desk, id: string): Promise<void> {
  const { database, options, world, host } = desk;
  const outputs = outputsOf({ ...options, files: [] });
  const progress = await known(desk, id);
  const batch = await wholeBatch(database, id);
  if (!batch) throw new InputError(`the batch ${id} was made over HTTP; GET /v1/batches/${id}/results.jsonl has its results`);
  if (progress.waiting > 0 && !options.partial) throw new InputError(`${progressText(progress)}; wait for its end, or pass --partial`);
  const head = await batchHead(database, id);
  if (!head) throw new InputError(`nothing of the batch ${id} was read yet`);
  const inputs = batch.names.map((file) => ({ file, folder: "" }));
  const tables = tableOptionsOf(options, await settingsFrom(batch.settings), inputs);
  const shared = options.shared === undefined ? undefined : await sharedFolder(options.shared);
  const decoder = pageDecoder();
  const { file, ...printing } = outputs;
  const result = file && { ...file, tables };
  const bytesOf = (name: string) => bytesInBatch(database, id, name, shared);
  const printed = printedPages(head, { ...printing, tables, silent: file !== undefined }, world.out);
  const sinks = await openSinks({
    ...{ inputs, result, resume: false, reader: head, bytesOf },
    pagesOf: grayPages(decoder),
    settings: batch.settings,
  });
  const tally = readTally();
  try {
    for await (const pages of wholeBatchPages(database, id, { partial: options.partial === true })) {
      await sinks.onFile(pages);
      tally.add(pages);
      pages.forEach(printed.print);
      for (const sentence of failuresIn(pages)) world.tell(sentence);
    }
    await printed.printWhole();
    await sinks.onEnd();
  } finally {
    printed.end();
    await sinks.close();
    decoder.close();
  }
  const text = tally.text();
  if (!tally.isWhole()) throw new PartlyReadError(text ?? "it could not be read");
  if (text !== undefined) host.tell(text);
}

function failuresIn(pages: readonly DocumentPage[]): string[] {
  return pages.filter(isUnread).map(toldOf);
}
