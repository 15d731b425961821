import { InputError, type Picture } from "tenfold";
import { type DocumentPage, type PageContent, pageOf } from "tenfold/document";
import { openPdfFile } from "./pdf/open-pdf-file.js";
import { PDF_DPI } from "./pdf/pdf-messages.js";
import { decodedPicture } from "./picture/decoded-picture.js";
import type { ReadablePage } from "./picture/readable-page.js";
import { toldDpi } from "./told-dpi.js";

/** A page as it was read, and as it is shown. */
export interface ShownPage {
  readonly page: DocumentPage;
  /** How many pages the file has. */
  readonly of: number;
  /** Its picture; absent where it could not be drawn. */
  readonly picture?: ShownPicture;
}

export interface ShownPicture {
  /** Which `freePicture` frees. */
  readonly address: string;
  /** Of a smaller one, until somebody looks closer: of large pictures only. */
  readonly preview?: string | undefined;
  readonly image: Blob;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels an inch, where that is known. */
  readonly dpi?: number | undefined;
}

/** What reads pages. */
export interface PageReading {
  /** Whether it takes shades of gray. */
  readonly isGray: boolean;
  /** Reads the picture of a page, counted from 1. Its pixels may move away. */
  read(picture: Picture, number: number): Promise<PageContent & { readonly notice?: string | undefined }>;
}

export interface PagesOfFileOptions {
  readonly signal: AbortSignal;
  /** Gets each page's picture before it is read; `freePicture` frees it. */
  readonly onDrawn: (picture: ShownPicture) => void;
}

/**
 * Reads a file page by page: a picture is a file of one page. A page that cannot be drawn or read is told as its reason, and the others go on.
 *
 * @throws InputError when the file cannot be opened
 */
export async function* pagesOfFile(
  file: File,
  { isGray, read }: PageReading,
  { signal, onDrawn }: PagesOfFileOptions,
): AsyncGenerator<ShownPage> {
  for await (const drawn of picturesOfFile(file, signal, isGray)) {
    if ("error" in drawn) yield { page: { file: file.name, page: drawn.number, pages: drawn.of, error: drawn.error }, of: drawn.of };
    else yield await shown(drawn);
  }

  async function shown(drawn: DrawnPage): Promise<ShownPage> {
    const { picture, number, of, notice: told } = drawn;
    const own = shownPicture(drawn);
    onDrawn(own);
    const place = { file: file.name, page: number, pages: of };
    try {
      const reading = await read(picture, number);
      const notice = [told, reading.notice].filter((one) => one !== undefined).join("; ");
      const page = pageOf(reading, { ...place, width: own.width, height: own.height, ...(notice !== "" && { notice }) });
      return { page, of, picture: own };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { page: { ...place, error: error.message }, of, picture: own };
    }
  }
}

/** A page as it was drawn, before it is read. */
interface DrawnPage extends ReadablePage {
  readonly number: number;
  readonly of: number;
  readonly dpi: number | undefined;
  /** Whether it was drawn with so many pixels an inch, and the file only says so else. */
  readonly isDpiSure: boolean;
  readonly notice: string | undefined;
}

/** A page of which there is no picture, and why. */
interface UndrawnPage {
  readonly number: number;
  readonly of: number;
  readonly error: string;
}

/**
 * The pictures of a file's pages.
 *
 * @param isGray whether their shades of gray are all that is read of them
 * @throws InputError when the file cannot be opened, or its only page not be drawn
 */
export async function* picturesOfFile(file: File, signal: AbortSignal, isGray = false): AsyncGenerator<DrawnPage | UndrawnPage> {
  if (!(await isPdf(file))) {
    const dpi = await toldDpi(file);
    yield { ...(await decodedPicture(file, file.name, isGray)), number: 1, of: 1, dpi, isDpiSure: false, notice: undefined };
    return;
  }
  const pdf = await openPdfFile(file, file.name);
  try {
    for (let number = 1; number <= pdf.pages && !signal.aborted; number++) {
      const drawn = await pdf.page(number, isGray).catch((error: unknown) => error as Error);
      if (!(drawn instanceof Error)) yield { ...drawn, notice: drawn.notice, number, of: pdf.pages, dpi: PDF_DPI, isDpiSure: true };
      else if (pdf.pages === 1 || !(drawn instanceof InputError)) throw drawn;
      else yield { number, of: pdf.pages, error: drawn.message };
    }
  } finally {
    pdf.close();
  }
}

/** By its bytes: names and types are what somebody says. */
async function isPdf(file: Blob): Promise<boolean> {
  return (await file.slice(0, 1024).text()).includes("%PDF-");
}

/** A page's picture under an address, which whoever shows it frees. */
export function shownPicture({ picture: { width, height }, image, preview, dpi }: ReadablePage & Pick<DrawnPage, "dpi">): ShownPicture {
  const address = URL.createObjectURL(image);
  return { address, image, width, height, dpi, ...(preview && { preview: URL.createObjectURL(preview) }) };
}

export function freePicture({ address, preview }: Pick<ShownPicture, "address" | "preview">): void {
  URL.revokeObjectURL(address);
  if (preview !== undefined) URL.revokeObjectURL(preview);
}
