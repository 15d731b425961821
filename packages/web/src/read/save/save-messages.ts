import type { ReadDocument } from "tenfold/document";
import type { FieldSpec } from "tenfold/recognize";
import type { Format, TableOptions } from "tenfold-works/formats";

/** What is asked of the worker that writes files of what was read. */
export interface SaveWish {
  readonly document: ReadDocument;
  readonly format: Format;
  readonly tables: PlainTables;
  /** The pictures of the document's pages, for a PDF; absent where a page has none. */
  readonly scans: readonly (SavedScan | undefined)[];
  /** What the file is to be called, without its ending. */
  readonly stem: string;
}

/** How tables are written, in words that a worker can be sent. */
export interface PlainTables extends Pick<TableOptions, "bom" | "alternatives" | "wide"> {
  /** What kind of field every string is. */
  readonly kind?: FieldSpec | undefined;
  /** What kind of field a string is, by its name. */
  readonly kinds?: Readonly<Record<string, FieldSpec>> | undefined;
}

/** The picture of a page. */
export interface SavedScan {
  readonly image: Blob;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels an inch, where that is known. */
  readonly dpi?: number | undefined;
}

export type SaveAnswer =
  | { readonly kind: "written"; readonly name: string; readonly content: string | Uint8Array<ArrayBuffer>; readonly type: string }
  | { readonly kind: "refused"; readonly sentence: string };
