import { readFile, rm } from "node:fs/promises";
import { InputError } from "tenfold";
import { writeAside } from "tenfold/node";
import { refuseExisting } from "../files/new-file.js";
import { begunOrder, type Order } from "../resumable/begun-order.js";
import { type Journal, openJournal, wholeLines } from "../resumable/journal.js";
import { takeLock } from "../resumable/place-lock.js";

/** What was read, a record a page, a file's records together. */
export interface ReadJournal extends Journal {
  /** Files that are in it already. */
  readonly done: ReadonlySet<string>;
  /** Those of them that were given up, in whole or in part, and are not tried again. */
  readonly givenUp: ReadonlySet<string>;
  /** Closes it, and removes it with what stands beside it: a result has all of it. */
  remove(): Promise<void>;
}

export interface JournalOptions {
  readonly resume: boolean;
  /** Whether files that exceeded the limits of their decoder are read again, too: with the same limits that ends alike. */
  readonly retry: boolean;
  /** How pages are read, as JSON has it: beside the journal, so that it is not gone on with in another way. */
  readonly settings: unknown;
}

/**
 * Opens a journal for this process alone: a new one, or an earlier one to go on with, without what was left half written by a killed process and
 * without files that could not be read, which are read again.
 *
 * @throws InputError when there is one and it was not asked to go on, it holds something else, it was read with other settings, or another
 * process writes it
 */
export async function openReadJournal(path: string, { resume, retry, settings }: JournalOptions): Promise<ReadJournal> {
  if (!resume) await refuseExisting(path, "go on with it with --resume, pass another --out, or move it away");
  const release = await takeLock({ path, isFile: true });
  try {
    const before = resume ? await readFile(path).catch(() => undefined) : undefined;
    const { done, givenUp, kept } = whatIsDone(before ?? Buffer.alloc(0), path, retry);
    const order = settingsOrder(path);
    const wanted = `${JSON.stringify(settings)}\n`;
    if (before && before.length > 0) await begunOrder(order, wanted);
    await writeAside(order.file, wanted);
    const journal = await openJournal(path, before && kept);
    return {
      done,
      givenUp,
      write: journal.write,
      async close() {
        await journal.close();
        await release();
      },
      async remove() {
        await journal.close();
        for (const own of [path, order.file]) await rm(own, { force: true });
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

function settingsOrder(path: string): Order<string, string> {
  const file = `${path}.settings.json`;
  return {
    file,
    read: () => readFile(file, "utf8"),
    refuseOther(begun, wanted) {
      if (begun === wanted) return;
      throw new InputError(
        `${path} was begun with other settings, ${begun.trim()}, and these are ${wanted.trim()}; pass the same, or another --out`,
      );
    },
  };
}

/** The files whose records are whole and no failures that another try might mend, and those records. */
function whatIsDone(bytes: Buffer, path: string, retry: boolean): { done: Set<string>; givenUp: Set<string>; kept: string } {
  const [done, givenUp] = [new Set<string>(), new Set<string>()];
  let [kept, own, hasFailed] = ["", "", false];
  for (const line of wholeLines(bytes)) {
    const record = recordIn(line);
    if (!record) throw new InputError(`${path} holds something else than what was read; pass another --out`);
    own += line;
    if (record.error !== undefined) givenUp.add(record.file); // where it is done all the same
    hasFailed ||= record.error !== undefined && (retry || record.exceeded === undefined);
    if (record.page !== undefined && record.page < (record.pages ?? 1)) continue;
    if (!hasFailed) {
      done.add(record.file);
      kept += own;
    }
    [own, hasFailed] = ["", false];
  }
  for (const file of givenUp) if (!done.has(file)) givenUp.delete(file);
  return { done, givenUp, kept };
}

function recordIn(line: string): { file: string; page?: number; pages?: number; error?: unknown; exceeded?: unknown } | undefined {
  try {
    const record = Object(JSON.parse(line)) as { file?: unknown; page?: number; pages?: number; error?: unknown; exceeded?: unknown };
    return typeof record.file === "string" ? { ...record, file: record.file } : undefined;
  } catch {
    return undefined;
  }
}
