import { type DocumentPage, isUnread } from "tenfold/document";
import { duration, whole } from "../pages/numbers.js";

/** What came of the files that were read, in numbers. */
export interface ReadTally {
  /** Takes in the records of one file. */
  add(records: readonly DocumentPage[]): void;
  /** Whether everything could be read. */
  isWhole(): boolean;
  /**
   * "12 files, 1 failed: 30 strings, 24 accepted, 6 for review, in 9.8 s, 73 pages a minute", the pace of ten pages and more, where the time is told; nothing where there is
   * one page at most, which tells that itself.
   */
  text(seconds?: number): string | undefined;
}

export function readTally(): ReadTally {
  const [files, pages] = [
    { read: 0, failed: 0 },
    { read: 0, failed: 0 },
  ];
  const strings = { accepted: 0, blank: 0, review: 0 };
  return {
    add(records) {
      files.read++;
      for (const record of records) {
        const counted = record.page === undefined ? files : pages;
        if (isUnread(record)) counted.failed++;
        if (counted === pages) pages.read++;
        if (isUnread(record)) continue;
        for (const { status, isBlank } of record.strings) strings[status === "review" ? "review" : isBlank ? "blank" : "accepted"]++;
      }
    },
    isWhole: () => files.failed + pages.failed === 0,
    text(seconds) {
      const records = pages.read + files.failed;
      if (records < 2) return undefined;
      const read =
        records > files.read ? inPages(pages, files) : [many(files.read, "file"), ...some(files.failed + pages.failed, "failed")];
      const { accepted, blank, review } = strings;
      const found = [many(accepted + blank + review, "string"), `${accepted} accepted`, ...some(blank, "blank"), `${review} for review`];
      return `${read.join(", ")}: ${found.join(", ")}${records < PACED || seconds === undefined ? "" : paceText(records, seconds)}`;
    },
  };
}

/** Of fewer pages the time says more of the start than of the pages. */
const PACED = 10;

function paceText(pages: number, seconds: number): string {
  return `, in ${duration(seconds)}, ${whole(Math.round((60 * pages) / seconds))} pages a minute`;
}

interface Read {
  readonly read: number;
  readonly failed: number;
}

/** "4 files with 42 pages", "2 pages and 1 file failed" */
function inPages(pages: Read, files: Read): string[] {
  const failed = [...(pages.failed > 0 ? [many(pages.failed, "page")] : []), ...(files.failed > 0 ? [many(files.failed, "file")] : [])];
  return [`${many(files.read, "file")} with ${many(pages.read, "page")}`, ...(failed.length > 0 ? [`${failed.join(" and ")} failed`] : [])];
}

function some(count: number, what: string): string[] {
  return count > 0 ? [`${count} ${what}`] : [];
}

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
