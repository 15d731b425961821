import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { InputError } from "tenfold";
import { DOCUMENT_VERSION, type DocumentPage, type EngineUsed, isUnread, type ModelUsed, parsePage } from "tenfold/document";
import { listFolder, type PageDecoder, writeAside } from "tenfold/node";
import { exists } from "../files/exists.js";
import { refuseExisting } from "../files/new-file.js";
import type { Format } from "../formats/format-of.js";
import { pageXml } from "../formats/page-xml.js";
import { searchablePdf } from "../formats/searchable-pdf.js";
import { type TableOptions, writtenDocument } from "../formats/written-document.js";
import { wholeLines } from "../resumable/journal.js";
import type { Input } from "./sources/list-inputs.js";
import { type BytesOf, scannedPages } from "./sources/scanned-pages.js";

/** A file that is to hold what was read, once all is read; until then, and where it cannot be written, that stands in a journal beside it. */
export interface ResultFile {
  readonly path: string;
  readonly format: Format;
  readonly tables: TableOptions;
}

/** JSON lines are their own journal. */
export function journalOf({ path, format }: Pick<ResultFile, "path" | "format">): string {
  return format === "jsonl" ? path : `${path}.jsonl`;
}

/**
 * Refuses a result that would be written over.
 *
 * @throws InputError when there is one, unless it is to be gone on with and its journal is there, too
 */
export async function refuseOtherResult(file: ResultFile, resume: boolean): Promise<void> {
  const journal = journalOf(file);
  if (journal === file.path || (resume && (await exists(journal)))) return;
  const remedy = resume
    ? `there is no ${journal} to go on with, so pass another --out, or move it away`
    : ((await exists(journal)) && "go on with it with --resume, pass another --out, or move it away") || undefined;
  if (file.format !== "page") return refuseExisting(file.path, remedy);
  const [stem, ending] = stemOf(file.path);
  const isOurs = (name: string) => name.startsWith(basename(stem)) && /^(-\d+)?$/.test(name.slice(basename(stem).length, -ending.length));
  const before = (await listFolder(dirname(file.path))).filter((name) => name.endsWith(ending)).find(isOurs);
  if (before !== undefined) await refuseExisting(join(dirname(file.path), before), remedy);
}

export interface WrittenResult {
  readonly inputs: readonly Input[];
  readonly reader: { readonly model: ModelUsed; readonly engine: EngineUsed };
  readonly bytesOf: BytesOf;
  readonly pagesOf?: PageDecoder["pages"] | undefined;
}

/**
 * Writes a result from its journal, files in the order in which they were asked for.
 *
 * @returns whether all could be read, so that the journal holds nothing to go on with
 * @throws InputError when it cannot be written, which loses nothing
 */
export async function writeResult(file: ResultFile, { inputs, reader, bytesOf, pagesOf }: WrittenResult): Promise<boolean> {
  const journal = journalOf(file);
  if (journal === file.path) return false;
  const pages = inOrder(await pagesIn(journal), inputs);
  try {
    if (file.format === "page") await writePages(file.path, pages, reader.engine);
    else await writeAside(file.path, await contentOf(file, pages, { reader, bytesOf, pagesOf }));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${error.message}; nothing is lost: what was read stands in ${journal}, and --resume goes on from there`, {
      cause: error,
    });
  }
  return !pages.some(isUnread);
}

function contentOf(
  { format, tables }: ResultFile,
  pages: readonly DocumentPage[],
  { reader: { model, engine }, bytesOf, pagesOf }: Omit<WrittenResult, "inputs">,
): Promise<string | Uint8Array> {
  if (format === "pdf") return searchablePdf(scannedPages(pages, bytesOf, pagesOf), engine);
  const { name, version, build } = engine;
  const head = { version: DOCUMENT_VERSION, model, engine: { name, version, ...(build !== undefined && { build }) } } as const;
  return writtenDocument({ ...head, pages }, format as Exclude<Format, "page" | "pdf">, tables);
}

/** A file a page: "read.page.xml", or of several "read-1.page.xml" and so on. */
async function writePages(path: string, pages: readonly DocumentPage[], engine: EngineUsed): Promise<void> {
  const [stem, ending] = stemOf(path);
  for (const [at, page] of pages.entries()) {
    if (!isUnread(page)) await writeAside(pages.length === 1 ? path : `${stem}-${at + 1}${ending}`, pageXml(page, { engine }));
  }
}

/** "read.page.xml" -> "read", ".page.xml" */
function stemOf(path: string): readonly [stem: string, ending: string] {
  const [ending = ""] = /(\.page)?(\.[^./\\]*)?$/i.exec(path) ?? [];
  return [path.slice(0, path.length - ending.length), ending];
}

async function pagesIn(journal: string): Promise<DocumentPage[]> {
  return [...wholeLines(await readFile(journal))].map((line) => parsePage(line, journal));
}

/** What was read again comes last in a journal; here it stands in its place, and what an earlier run read beside these files before them. */
function inOrder(pages: readonly DocumentPage[], inputs: readonly Input[]): DocumentPage[] {
  const places = new Map(inputs.map(({ file }, at) => [file, at]));
  return pages.toSorted((one, other) => (places.get(one.file) ?? -1) - (places.get(other.file) ?? -1));
}
