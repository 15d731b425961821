import { randomUUID } from "node:crypto";
import { copyFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FormatError, InputError } from "../../errors.js";
import { makeFolder, readsAsFile } from "../files.js";
import { cacheFolder } from "./cache-folder.js";
import { holding } from "./file-lock.js";
import { hashLike, hashText, type PublishedFile } from "./published-file.js";
import { discard, resumedTransfer } from "./resumed-transfer.js";
import { TransferError } from "./transfer-error.js";

export interface FetchOptions {
  /** Where files are kept; `cacheFolder()` unless told. */
  readonly cache?: string | undefined;
  /** An address under which the files lie too, asked before the official ones. */
  readonly mirror?: string | undefined;
  /** Takes only what is kept already. */
  readonly offline?: boolean | undefined;
  /** Told how far a file is. */
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  /** Told in a sentence what takes time or went amiss without being the end. */
  readonly notice?: ((sentence: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** A server that sends next to nothing for so long has stalled; 30 seconds unless told. */
  readonly stallMs?: number | undefined;
  /** The pause before a server is asked again, doubled each time; one second unless told. */
  readonly retryMs?: number | undefined;
}

export interface FetchProgress {
  readonly file: string;
  /** Bytes that are there. */
  readonly received: number;
  /** Bytes that there will be, where that is known. */
  readonly total: number | undefined;
}

/**
 * Where a published file lies on this machine, whole and with the hash it was published with: from the cache, or fetched into it. A
 * transfer that broke off is resumed, also by another process and another day; the file appears under its name only when it is
 * whole; and two processes that want it at a time do not get in each other's way.
 *
 * @param folder below the cache
 * @throws InputError when it is to be had nowhere, saying what each address did and what to do
 */
export async function fetched(file: PublishedFile, folder: string, options: FetchOptions = {}): Promise<string> {
  const { cache = cacheFolder(), offline, notice, signal } = options;
  const path = join(cache, folder, file.name);
  if (await isPublished(path, file, notice)) return path;
  if (offline) throw new InputError(`${file.name} is not in ${join(cache, folder)}; fetch it first, or copy it there`);
  await makeFolder(join(cache, folder));
  const onWait = (holder: string) => notice?.(`Waiting for ${holder}, which fetches ${file.name} too`);
  await holding(
    `${path}.lock`,
    async () => {
      if (!(await isPublished(path, file))) await fetchFrom(urlsOf(file, options), path, file, options);
    },
    { onWait, signal },
  );
  return path;
}

/**
 * Copies a file from a folder into the cache, when it is the published one.
 *
 * @throws InputError when it is not there
 * @throws FormatError when it is another file
 */
export async function copied(
  file: PublishedFile,
  folder: string,
  from: string,
  { cache = cacheFolder() }: FetchOptions = {},
): Promise<string> {
  const source = join(from, file.name);
  await readsAsFile(source);
  const hash = await hashLike(file.hash, source);
  if (hash !== file.hash) {
    throw new FormatError(
      `${source} is not the file that was published: its hash is ${hashText(hash)}, not ${hashText(file.hash)}; get it again`,
    );
  }
  await makeFolder(join(cache, folder));
  const path = join(cache, folder, file.name);
  const aside = `${path}.${randomUUID()}.tmp`;
  try {
    await copyFile(source, aside);
    await rename(aside, path);
  } finally {
    await rm(aside, { force: true });
  }
  return path;
}

/** Whether a file of that name lies there and is the published one. */
async function isPublished(path: string, { name, hash }: PublishedFile, notice?: FetchOptions["notice"]): Promise<boolean> {
  if (!(await stat(path).catch(() => undefined))?.isFile()) return false;
  const same = (await hashLike(hash, path)) === hash;
  if (!same) notice?.(`${name} in the cache is damaged and is fetched again`);
  return same;
}

/** How often one address is asked, when it broke off or stalled. */
const ATTEMPTS = 4;
/** Where the length is not known: far more than any file here has. */
const LIMIT = 2 ** 30;

function urlsOf({ name, urls }: PublishedFile, { mirror }: FetchOptions): readonly string[] {
  return mirror === undefined ? urls : [`${mirror.replace(/\/$/, "")}/${name}`, ...urls];
}

/** Asks one address after the other until one gives the published file. */
async function fetchFrom(urls: readonly string[], path: string, file: PublishedFile, options: FetchOptions): Promise<void> {
  const failures: string[] = [];
  for (const url of urls) {
    const failure = await fetchAt(url, path, file, options);
    if (failure === undefined) return;
    failures.push(`${url} ${failure}`);
    if (failures.length < urls.length) options.notice?.(`${url} ${failure}; trying ${urls[failures.length]}`);
  }
  throw new InputError(
    `cannot fetch ${file.name}: ${failures.join("; ")}. Connect to the internet and try again, ` +
      `or fetch ${file.urls[0]} on another machine and hand it over with tenfold data get --from`,
  );
}

/** Nothing when the file is there, or what the address did instead. */
async function fetchAt(url: string, path: string, file: PublishedFile, options: FetchOptions): Promise<string | undefined> {
  const part = `${path}.part`;
  const { retryMs = 1000, onProgress, signal, stallMs } = options;
  const progress = (received: number, total = file.size) => onProgress?.({ file: file.name, received, total });
  const how = { size: file.size, limit: file.size ?? LIMIT, signal, stallMs, onProgress: progress };
  for (let attempt = 1; ; attempt++) {
    try {
      const { resumed } = await resumedTransfer(url, part, how);
      const hash = await hashLike(file.hash, part);
      if (hash === file.hash) {
        await rename(part, path);
        await discard(part);
        return undefined;
      }
      await discard(part);
      const wrong = `sent another file than was published (${hashText(hash)} instead of ${hashText(file.hash)})`;
      throw new TransferError(wrong, { again: resumed });
    } catch (error) {
      if (!(error instanceof TransferError)) throw error;
      if (!error.again || attempt === ATTEMPTS) return error.message;
      options.notice?.(`${url} ${error.message}; asking again`);
      await sleep(retryMs * 2 ** (attempt - 1), undefined, { signal });
    }
  }
}
