import { dirname } from "node:path";
import { writeAside } from "tenfold/node";
import { takeLock } from "../../resumable/place-lock.js";
import type { ReviewDesk } from "../review-desk.js";
import type { ListPart, SaidField } from "../review-record.js";
import { correctedLines, correctedPage, correctedTable } from "./corrected-pages.js";
import { journalDesk } from "./journal-desk.js";
import { labelStudioAnnotations } from "./label-studio-annotations.js";
import { pageFile } from "./page-file.js";
import { readPagesOf } from "./read-pages.js";
import { openSaidJournal } from "./said-journal.js";

export interface JournalReviewOptions {
  /** JSON lines as `tenfold read --out read.jsonl` writes them. */
  readonly read: string;
  /** What results are called: "corrected" for corrected.csv, corrected.jsonl, and corrected.said.jsonl with what was said. */
  readonly out: string;
  /** Where files of pages may lie beside the current folder and the journal's own: files in no such folder are not shown. */
  readonly folders?: readonly string[] | undefined;
}

/** A review of what was read, without a database. */
export interface JournalReview {
  readonly desk: ReviewDesk;
  /** Fields of which somebody has said what stands there, in the order in which they said so. */
  saidFields(part: ListPart): Promise<SaidField[]>;
  /** The file of a document, by its id. */
  fileOf(id: string): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined>;
  /**
   * Takes what an export of Label Studio says of these pages, as if it were said here.
   *
   * @throws FormatError when it is none
   */
  annotate(json: string, name: string): Promise<TakenAnnotations>;
  /** Ends it, with all in its results. */
  close(): Promise<void>;
}

/** What came of an export of Label Studio. */
export interface TakenAnnotations {
  /** Strings of which something was said by it. */
  readonly taken: number;
  /** Those that had been looked at before, and stay as they were said then. */
  readonly before: number;
  /** Rectangles where nothing was read, and tasks of other pages: they are left out. */
  readonly drawn: number;
  readonly strange: number;
}

/** The reviewer of what comes from there. */
const LABEL_STUDIO = "Label Studio";
/** Results are written at most so often, in milliseconds: a file of thousands of pages takes some time. What was said is on the disk at once. */
const PAUSE = 500;

/**
 * Opens a review, or goes on with one. What is said is on the disk before it is acknowledged; from it the results are written anew, aside and
 * renamed, so that they are whole at any moment.
 *
 * @throws InputError when there is nothing to review, results cannot be written, or another process is at them
 */
export async function openJournalReview({ read, out, folders = [] }: JournalReviewOptions): Promise<JournalReview> {
  const pages = await readPagesOf(read);
  const release = await takeLock({ path: `${out}.said.jsonl`, isFile: true });
  try {
    const { journal, before } = await openSaidJournal(`${out}.said.jsonl`);
    const writer = inPauses(async () => {
      const corrected = pages.map((page) => correctedPage(page.page, (place) => desk.saidOf(page, place)));
      await writeAside(`${out}.jsonl`, correctedLines(corrected));
      await writeAside(`${out}.csv`, correctedTable(corrected));
    });
    const desk = journalDesk({ pages, journal, before, onSaid: writer.soon });
    await writer.now();
    const files = new Map(pages.map(({ document, page }) => [document, page.file]));
    return {
      desk,
      saidFields: desk.saidFields,
      async fileOf(id) {
        const name = files.get(id);
        return name === undefined ? undefined : { name, bytes: await pageFile(name, [".", dirname(read), ...folders]) };
      },
      async annotate(json, name) {
        const { said, drawn, strange } = labelStudioAnnotations(json, name, pages);
        let taken = 0;
        for (const { page, place, verdict, text } of said) {
          if (desk.saidOf(page, place)) continue;
          await desk.correct({ field: desk.fieldOf(page, place), reviewer: LABEL_STUDIO, verdict, text });
          taken++;
        }
        return { taken, before: said.length - taken, drawn, strange };
      },
      async close() {
        await writer.now();
        await journal.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Work that is wanted again and again: never twice at a time, and not more often than in a while. */
function inPauses(work: () => Promise<void>): { soon(): void; now(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    running = running.catch(() => {}).then(work);
    return running;
  };
  return {
    now,
    soon() {
      // What cannot be written now may be the next time; closing tells.
      timer ??= setTimeout(() => void now().catch(() => {}), PAUSE);
    },
  };
}
