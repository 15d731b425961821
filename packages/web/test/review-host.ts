import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startReview } from "tenfold-server";
import { type JournalReview, openJournalReview } from "tenfold-works/review";
import type { AppHost } from "./app-under-test.js";

/** What `tenfold review` serves, and what it serves from. */
export interface ReviewHost extends AppHost {
  readonly journal: JournalReview;
}

/** Serves a review of a page as `tenfold read` writes it; read.jsonl and corrected.* lie in the folder. */
export async function reviewHost(folder: string, file: string, strings: readonly object[]): Promise<ReviewHost> {
  await writeFile(join(folder, "read.jsonl"), `${JSON.stringify({ file, page: 1, pages: 1, strings, grids: [] })}\n`);
  const journal = await openJournalReview({ read: join(folder, "read.jsonl"), out: join(folder, "corrected") });
  const { address, stop } = await startReview(journal);
  return {
    address,
    journal,
    async close() {
      await stop();
      await journal.close();
    },
  };
}
