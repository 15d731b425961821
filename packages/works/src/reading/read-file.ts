import { DecodingError, InputError, type Picture, parsePenFile } from "tenfold";
import { type DocumentPage, type PageContent, pageOf, type UnreadPage } from "tenfold/document";
import { decodePages, type PageDecoder, readBytes, type UndrawnPage } from "tenfold/node";
import { type DecodedPlace, isOfTheFile, type PageRead, type ReadPageSettings, readPage, wantedIn } from "./page-read.js";
import { isPenFile, nameOf } from "./sources/list-inputs.js";
import { type PagesAhead, pagesAhead } from "./sources/pages-ahead.js";
import type { BytesOf } from "./sources/scanned-pages.js";

export interface ReadFileSettings extends ReadPageSettings {
  /** What reads a page: `readPage` in this thread, unless told. */
  readonly read?: ((picture: Picture, place: DecodedPlace) => Promise<PageRead>) | undefined;
  /** How many pages of a file are read at a time; one unless told. */
  readonly sideBySide?: number | undefined;
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
  const pages: Promise<DocumentPage>[] = [];
  try {
    if (isPenFile(file)) return [await readPenFile(file, await bytesOf(file), settings)];
    const onUndrawn = ({ number, of, error }: UndrawnPage) =>
      void pages.push(Promise.resolve({ file, page: number, pages: of, ...failureOf(error) }));
    const { sideBySide = 1, read = (picture, place) => readPage(picture, place, settings) } = settings;
    for await (const { picture, number, of, notice } of ahead.pages(file, { onUndrawn })) {
      refuseMore(file, of, settings.mostPages);
      const reading = read(picture, { file, page: number, pages: of, notice }).then(async ({ page, found }) => {
        await settings.onPage?.(page, picture, found);
        return page;
      });
      reading.catch(() => {}); // heard in the end
      pages.push(reading);
      await pages.at(-sideBySide);
    }
  } catch (error) {
    if (!isOfTheFile(error)) throw error;
    pages.push(Promise.resolve({ file, ...failureOf(error) }));
  }
  if (pages.length === 0) return [{ file, error: `${nameOf(file)} holds no page; open it elsewhere and save it again` }];
  return Promise.all(pages);
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

/** Pen strokes as one page, as large as they reach; there is no picture of it to draw on. */
async function readPenFile(
  file: string,
  bytes: Uint8Array,
  { reader, field, template, hand, writer, ...settings }: ReadFileSettings,
): Promise<DocumentPage> {
  const strokes = parsePenFile(bytes, nameOf(file));
  if (template) throw new InputError(`${file} holds pen strokes, which are no page of a form; leave out --template`);
  if (!reader.readStrokes) throw new InputError(`${file} holds pen strokes, which this reader does not read`);
  const found = await reader.readStrokes(strokes, {
    ...(field !== undefined && { field }),
    ...(hand && { hand }),
    ...(writer && { writer }),
    ...wantedIn(settings),
  });
  const reach = (from: 0 | 1) =>
    Math.max(
      1,
      Math.ceil(
        strokes.reduce((most, stroke) => stroke.reduce((far, value, at) => (at % 2 === from ? Math.max(far, value) : far), most), 0),
      ),
    );
  return pageOf(found, { file, page: 1, pages: 1, width: reach(0), height: reach(1) });
}
