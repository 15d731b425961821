import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { InputError } from "tenfold/errors";
import { type FileOutcome, sendDocument } from "tenfold-works/jobs";
import { addDocument, type DocumentSettings, documentOf, NoRoomError, pagesOf } from "tenfold-works/store";
import type { Service } from "./service.js";

/** How often it is asked whether a document is read, and whether the database answers again or there is room again, in milliseconds. */
const [ASKING, AGAIN] = [300, 2000];

export interface WatchedOptions {
  /** Ends the waiting; the file is put back at the next start. */
  readonly signal: AbortSignal;
  /** Told in a sentence that something else than a file fails, once, and that it goes on. */
  readonly tell?: ((sentence: string) => void) | undefined;
}

/**
 * What reads the files of a watched folder: each becomes a document, once for its name and bytes, so that a file which a kill left behind is not
 * kept twice. Where the database is away or the disk is full, the file waits, and that is told.
 */
export function documentsOfFolder(
  { database, jobs }: Pick<Service, "database" | "jobs">,
  settings: DocumentSettings,
  { signal, tell }: WatchedOptions,
) {
  let trouble: string | undefined;
  const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        const done = await work();
        if (trouble !== undefined) tell?.("The files of the watched folder are read again");
        trouble = undefined;
        return done;
      } catch (error) {
        const isOfTheFile = error instanceof InputError && !(error instanceof NoRoomError);
        if (isOfTheFile || signal.aborted) throw error;
        const why = inWords(error as Error);
        if (why !== trouble) tell?.(`The files of the watched folder wait: ${why}; it is tried again every ${AGAIN / 1000} s`);
        trouble = why;
        await sleep(AGAIN, undefined, { signal }).catch(() => {});
      }
    }
  };
  return async (path: string, name: string): Promise<FileOutcome> => {
    const bytes = await readFile(path);
    const idempotencyKey = createHash("sha256").update(name).update("\0").update(bytes).digest("hex");
    const sent = { name, mime: "application/octet-stream", bytes, settings, source: "folder", owner: "folder", idempotencyKey };
    const { id } = await patiently(async () => {
      await database.refuseWithoutRoom({ bytes: bytes.length, what: "request" });
      return addDocument(database, sent, (queries, id) => sendDocument(jobs, queries, id));
    });
    for (;;) {
      const found = await patiently(() => documentOf(database, id));
      if (!found) return { error: "the document was erased before it was read" };
      if (found.status === "failed") return { error: found.error ?? "it could not be read" };
      if (found.status === "read") return { error: await patiently(() => whyUnread(id)) };
      await sleep(ASKING);
    }
  };

  /** Why no page could be read; nothing where one was. */
  async function whyUnread(id: string): Promise<string | undefined> {
    const errors = (await pagesOf(database, id)).map((page) => ("error" in page ? page.error : undefined));
    return errors.every((error) => error !== undefined) ? errors[0] : undefined;
  }
}

/** Databases that are away are told of with what they were asked; a line is enough. */
function inWords(error: Error): string {
  if (error instanceof NoRoomError) return error.message;
  const [first = ""] = error.message.split("\n");
  return `the database does not answer (${first.slice(0, 200)})`;
}
