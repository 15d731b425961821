import { createHash } from "node:crypto";
import { InputError } from "tenfold";
import { type DocumentPage, isUnread, parsePage } from "tenfold/document";
import { readBytes } from "tenfold/node";
import { wholeLines } from "../../resumable/journal.js";

/** A page that was read, and which document of the desk its file is. */
export interface ReviewedPage {
  readonly page: DocumentPage;
  readonly document: string;
}

/** A journal of more is read by a service, not held in memory: 1 GB. */
const LARGEST = 1e9;

/**
 * What was read, from a file of JSON lines as `tenfold read --out read.jsonl` writes it: a page a line. A line that was cut off is none.
 *
 * @throws InputError when there is none, or it holds something else
 */
export async function readPagesOf(path: string): Promise<ReviewedPage[]> {
  const bytes = Buffer.from(await readBytes(path, { most: LARGEST }));
  const pages: ReviewedPage[] = [];
  for (const line of wholeLines(bytes)) {
    const page = parsePage(line, `${path} line ${pages.length + 1}`);
    pages.push({ page, document: idOf(page.file) });
  }
  if (pages.length > 0 && pages.every(({ page }) => isUnread(page)))
    throw new InputError(`nothing could be read: ${path} says of each file why`);
  if (pages.length === 0) throw new InputError(`${path} holds no page that was read; tenfold read FILES --out ${path} writes one a line`);
  return pages;
}

/** What tells a file, or a field, from others, in the form of a UUID, as the service's routes have them. It is the same every time. */
export function idOf(...parts: readonly (string | number)[]): string {
  const hex = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
