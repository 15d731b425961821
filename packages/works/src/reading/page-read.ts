import { BusyError, InputError, type Picture } from "tenfold";
import { type DocumentPage, type PageContent, type PagePlace, pageOf } from "tenfold/document";
import { type FieldReader, type FieldReaderOptions, type FormTemplate, findField, readForm } from "tenfold/forms";
import type { Effort } from "tenfold/recognize";
import type { ReadSettings } from "./page-reader.js";

/** How pages are read, and of which form they are. */
export interface ReadPageSettings extends ReadSettings {
  readonly template?: FormTemplate | undefined;
}

/** Where a page comes from. */
export interface DecodedPlace extends PagePlace {
  /** What the decoder had to guess. */
  readonly notice: string | undefined;
}

/** A page as a record, and the same with the pictures of its digits; nothing of these where it failed. */
export interface PageRead {
  readonly page: DocumentPage;
  readonly found?: PageContent;
}

/** Reads one page. Where the page is at fault, as where a form does not fit it, the record says so; other errors are bugs, and thrown. */
export async function readPage(picture: Picture, { notice, ...place }: DecodedPlace, settings: ReadPageSettings): Promise<PageRead> {
  try {
    const found = settings.template
      ? await readAsForm(picture, place.page, settings.template, settings)
      : await readFreely(picture, settings);
    const page = pageOf(found, { ...place, width: picture.width, height: picture.height, notice: together(notice, found.notice) });
    return { page, found };
  } catch (error) {
    if (isOfTheFile(error)) return { page: { ...place, error: error.message } };
    throw error;
  }
}

/** Two notices as one; nothing where there is none. */
function together(...notices: readonly (string | undefined)[]): string | undefined {
  const told = notices.filter((notice) => notice !== undefined);
  return told.length > 0 ? told.join("; ") : undefined;
}

/** Whether a file or page is at fault, and not that as much is being read as can be. */
export function isOfTheFile(error: unknown): error is InputError {
  return error instanceof InputError && !(error instanceof BusyError);
}

/** What is wanted of accepted strings, as the library takes it. */
export function wantedIn({ maxError, levels }: Omit<ReadSettings, "reader">): {
  readonly maxError?: number;
  readonly levels?: readonly number[];
} {
  return { ...(maxError !== undefined && { maxError }), ...(levels && { levels }) };
}

interface Found extends PageContent {
  readonly notice?: string | undefined;
}

/** Pages of a file are those of the form, over and over. */
async function readAsForm(
  picture: Picture,
  number: number,
  template: FormTemplate,
  { reader, all: _, effort, hand, writer, profileOf, ...settings }: ReadSettings,
): Promise<Found> {
  const careful = effort ? carefully(reader, effort) : reader;
  const page = ((number - 1) % template.pages.length) + 1;
  const known = { ...(hand && { hand }), ...(writer && { writer }), ...(profileOf && { profileOf }) };
  const { fields, registration, context, notice } = await readForm(picture, template, {
    reader: careful,
    page,
    ...known,
    ...wantedIn(settings),
  });
  return { strings: fields, notice: together(registration.notice, notice), ...(context && { context }) };
}

/** A reader that looks at each field as often as is asked for. */
function carefully(reader: FieldReader, effort: Effort): FieldReader {
  const readTogether = reader.readTogether?.bind(reader);
  const withEffort = (options: FieldReaderOptions) => ({ ...options, effort });
  return {
    read: (cut, options) => reader.read(cut, withEffort(options)),
    ...(readTogether && {
      readTogether: (items, options) =>
        readTogether(
          items.map(({ image, options: own }) => ({ image, options: withEffort(own) })),
          options,
        ),
    }),
  };
}

function readFreely(
  picture: Picture,
  { reader, field, find, all, layout, effort, hand, writer, ...settings }: ReadSettings,
): Found | Promise<Found> {
  if (find && field !== undefined) {
    const careful = effort ? carefully(reader, effort) : reader;
    return findField(picture, { field, reader: careful, ...(writer && { writer }), ...wantedIn(settings) });
  }
  const asked = {
    ...(field !== undefined && { field }),
    ...(all && { all }),
    ...(layout && { layout }),
    ...(effort && { effort }),
    ...(hand && { hand }),
    ...(writer && { writer }),
  };
  return reader.read(picture, { ...asked, ...wantedIn(settings) });
}
