import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { FileOutcome } from "tenfold-works/jobs";
import { addDocument, type DocumentSettings, documentOf } from "tenfold-works/store";
import type { Service } from "./service.js";

/** How often it is asked whether a document is read, in milliseconds. */
const ASKING = 300;

/**
 * What reads the files of a watched folder: each becomes a document, once for its name and bytes, so that a file which a kill left behind is not
 * kept twice.
 */
export function documentsOfFolder({ database, jobs }: Service, settings: DocumentSettings) {
  return async (path: string, name: string): Promise<FileOutcome> => {
    const bytes = await readFile(path);
    const idempotencyKey = createHash("sha256").update(name).update("\0").update(bytes).digest("hex");
    const sent = { name, mime: "application/octet-stream", bytes, settings, source: "folder", owner: "folder", idempotencyKey };
    const { id } = await addDocument(database, sent, (queries, id) => jobs.send("read", { id }, queries));
    for (;;) {
      const found = await documentOf(database, id);
      if (!found) return { error: "the document was erased before it was read" };
      if (found.status === "failed") return { error: found.error ?? "it could not be read" };
      if (found.status === "read") return {};
      await sleep(ASKING);
    }
  };
}
