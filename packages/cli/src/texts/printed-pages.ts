import { type DocumentPage, documentOf, type EngineUsed, isUnread, type ModelUsed } from "tenfold/document";
import { jsonLine } from "tenfold-works";
import { csvHeading, csvRows, type DocumentFormat, type TableOptions, writtenDocument } from "tenfold-works/formats";
import { readingText } from "./reading-text.js";

/** In which form pages are printed: text unless told. */
export interface PageForm {
  readonly json?: boolean | undefined;
  readonly csv?: boolean | undefined;
  /** A format that is printed as a whole, once all is read. */
  readonly whole?: DocumentFormat | undefined;
  readonly tables: TableOptions;
  /** Nothing for people, as where a file keeps the result. */
  readonly silent?: boolean;
}

/** Prints what was read, page by page. */
export interface PrintedPages {
  print(record: DocumentPage): void;
  /** Prints what is printed as a whole; once all is read. */
  printWhole(): Promise<void>;
  /** @param more what else a document tells: keys and values */
  end(more?: Readonly<Record<string, unknown>>): void;
}

/** Who reads, as a document names it. */
export interface Readers {
  readonly model: ModelUsed;
  readonly engine: EngineUsed;
}

/** Begins to print pages, as text, as CSV or as one document in JSON. */
export function printedPages(readers: Readers, form: PageForm, out: (text: string) => void): PrintedPages {
  const { json, csv, whole, tables, silent } = form;
  const { pages: _, ...head } = documentOf([], readers);
  if (json) out(`${jsonLine(head).trimEnd().slice(0, -1)},"pages":[`);
  if (csv) out(csvHeading(tables));
  let count = 0;
  const pages: DocumentPage[] = [];
  return {
    print(record) {
      if (whole) pages.push(record);
      else if (json) out(`${count++ > 0 ? "," : ""}\n${jsonLine(record).trimEnd()}`);
      else if (csv) out(csvRows(record, tables));
      else if (!silent && !isUnread(record)) out(readingText(record));
    },
    async printWhole() {
      if (whole) out(String(await writtenDocument({ ...head, pages }, whole, tables)));
    },
    end(more = {}) {
      if (json)
        out(
          `\n]${Object.entries(more)
            .map(([key, value]) => `,\n${JSON.stringify(key)}:${jsonLine(value).trimEnd()}`)
            .join("")}}\n`,
        );
    },
  };
}
