import { BusyError, DecodingError, InputError, type Picture, parsePenFile } from "tenfold";
import { type DocumentPage, type PageContent, type PagePlace, pageOf, type UnreadPage } from "tenfold/document";
import { type FieldReaderOptions, type FormTemplate, readForm } from "tenfold/forms";
import { decodePages, type PageDecoder, readBytes, type UndrawnPage } from "tenfold/node";
import type { ReadSettings } from "./page-reader.js";
import { nameOf } from "./sources/list-inputs.js";
import { type PagesAhead, pagesAhead } from "./sources/pages-ahead.js";
import type { BytesOf } from "./sources/scanned-pages.js";

export interface ReadFileSettings extends ReadSettings {
  readonly template?: FormTemplate | undefined;
  /** A file of more pages is refused; any number unless told. */
  readonly mostPages?: number | undefined;
  /** What decodes them: this process, unless told. */
  readonly pagesOf?: PageDecoder["pages"] | undefined;
  /** What decodes them and may have begun before; in place of these two. */
  readonly ahead?: PagesAhead | undefined;
  /** Where files come from: the disk, unless told. */
  readonly bytesOf?: BytesOf | undefined;
  /** Gets every page that was read, for those who want to draw it, and the same with the pictures of its digits; nothing where it failed. */
  readonly onPage?: (record: DocumentPage, picture: Picture, found: PageContent | undefined) => Promise<void>;
}

/**
 * Reads every page of a file, one after the other. What cannot be read becomes a page with an error: a page where a form does not fit, the
 * file where it is none. Other errors are bugs, and thrown.
 */
export async function readFilePages(file: string, settings: ReadFileSettings): Promise<DocumentPage[]> {
  const { bytesOf = readBytes, pagesOf = decodePages, ahead = pagesAhead({ bytesOf, pagesOf }) } = settings;
  const pages: DocumentPage[] = [];
  try {
    if (isPenFile(file)) return [await readPenFile(file, await bytesOf(file), settings)];
    const onUndrawn = ({ number, of, error }: UndrawnPage) => void pages.push({ file, page: number, pages: of, ...failureOf(error) });
    for await (const { picture, number, of, notice } of ahead.pages(file, { onUndrawn })) {
      refuseMore(file, of, settings.mostPages);
      const { page, found } = await readPage(picture, { file, page: number, pages: of, notice }, settings);
      pages.push(page);
      await settings.onPage?.(page, picture, found);
    }
  } catch (error) {
    if (!isOfTheFile(error)) throw error;
    pages.push({ file, ...failureOf(error) });
  }
  return pages;
}

/** Why something could not be read, and which of its limits it exceeded. */
function failureOf(error: InputError): Pick<UnreadPage, "error" | "exceeded"> {
  return { error: error.message, ...(error instanceof DecodingError && { exceeded: error.exceeded }) };
}

/** The same of bytes that are there. */
export function readPages(bytes: Uint8Array, name: string, settings: Omit<ReadFileSettings, "bytesOf">): Promise<DocumentPage[]> {
  return readFilePages(name, { ...settings, bytesOf: async () => bytes });
}

function refuseMore(file: string, pages: number, most = Number.POSITIVE_INFINITY): void {
  if (pages > most) throw new InputError(`${file} has ${pages} pages; at most ${most} are read while somebody waits for them`);
}

/** Whether the file is at fault, and not that as much is being read as can be. */
function isOfTheFile(error: unknown): error is InputError {
  return error instanceof InputError && !(error instanceof BusyError);
}

/** Whether a file's name says that it holds pen strokes. */
export function isPenFile(file: string): boolean {
  return /\.(json|inkml)$/i.test(file);
}

/** Pen strokes as one page, as large as they reach; there is no picture of it to draw on. */
async function readPenFile(
  file: string,
  bytes: Uint8Array,
  { reader, field, template, ...settings }: ReadFileSettings,
): Promise<DocumentPage> {
  const strokes = parsePenFile(bytes, nameOf(file));
  if (template) throw new InputError(`${file} holds pen strokes, which are no page of a form; leave out --template`);
  if (!reader.readStrokes) throw new InputError(`${file} holds pen strokes, which this reader does not read`);
  const found = await reader.readStrokes(strokes, { ...(field !== undefined && { field }), ...wantedIn(settings) });
  const reach = (from: 0 | 1) =>
    Math.max(
      1,
      Math.ceil(
        strokes.reduce((most, stroke) => stroke.reduce((far, value, at) => (at % 2 === from ? Math.max(far, value) : far), most), 0),
      ),
    );
  return pageOf(found, { file, page: 1, pages: 1, width: reach(0), height: reach(1) });
}

interface Decoded extends PagePlace {
  /** What the decoder had to guess. */
  readonly notice: string | undefined;
}

interface PageRead {
  readonly page: DocumentPage;
  readonly found?: PageContent;
}

async function readPage(picture: Picture, { notice, ...place }: Decoded, settings: ReadFileSettings): Promise<PageRead> {
  try {
    const found = settings.template
      ? await readAsForm(picture, place.page, settings.template, settings)
      : await readFreely(picture, settings);
    const page = pageOf(found, { ...place, width: picture.width, height: picture.height, notice: notice ?? found.notice });
    return { page, found };
  } catch (error) {
    if (isOfTheFile(error)) return { page: { ...place, error: error.message } };
    throw error;
  }
}

interface Found extends PageContent {
  readonly notice?: string | undefined;
}

/** Pages of a file are those of the form, over and over. */
async function readAsForm(
  picture: Picture,
  number: number,
  template: FormTemplate,
  { reader, all: _, effort, ...settings }: ReadSettings,
): Promise<Found> {
  const careful = { read: (cut: Picture, options: FieldReaderOptions) => reader.read(cut, { ...options, ...(effort && { effort }) }) };
  const page = ((number - 1) % template.pages.length) + 1;
  const { fields, registration } = await readForm(picture, template, { reader: careful, page, ...wantedIn(settings) });
  return { strings: fields, notice: registration.notice };
}

function readFreely(picture: Picture, { reader, field, all, layout, effort, ...settings }: ReadSettings): Found | Promise<Found> {
  const asked = { ...(field !== undefined && { field }), ...(all && { all }), ...(layout && { layout }), ...(effort && { effort }) };
  return reader.read(picture, { ...asked, ...wantedIn(settings) });
}

/** What is wanted of accepted strings, as the library takes it. */
function wantedIn({ maxError, levels }: Omit<ReadSettings, "reader">): { readonly maxError?: number; readonly levels?: readonly number[] } {
  return { ...(maxError !== undefined && { maxError }), ...(levels && { levels }) };
}
