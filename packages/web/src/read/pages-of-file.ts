import { InputError, type Picture } from "tenfold";
import { type DocumentPage, pageOf } from "tenfold/document";
import { decodeBlob } from "tenfold/image";
import type { FieldSpec, Readers } from "tenfold/recognize";
import { openPdfFile } from "./pdf/open-pdf-file.js";

/** A page as it was read, and as it is shown. */
export interface ShownPage {
  readonly page: DocumentPage;
  /** How many pages the file has. */
  readonly of: number;
  /** An address of its picture, which `URL.revokeObjectURL` frees; undefined where it could not be drawn. */
  readonly picture: string | undefined;
}

/**
 * Reads a file page by page: a picture is a file of one page. A page that cannot be drawn is told as its reason, and the others go on.
 *
 * @param field what stands there; any digits unless told
 * @throws InputError when the file cannot be opened
 */
export async function* pagesOfFile(file: File, field: string | undefined, reader: Readers, signal: AbortSignal): AsyncGenerator<ShownPage> {
  if (!(await isPdf(file))) {
    yield await shown(await decodeBlob(file, file.name), { number: 1, of: 1 });
    return;
  }
  const pdf = await openPdfFile(file, file.name);
  try {
    for (let number = 1; number <= pdf.pages && !signal.aborted; number++) {
      const place = { number, of: pdf.pages };
      const drawn = await pdf.page(number).catch((error: unknown) => error as Error);
      if (!(drawn instanceof Error)) yield await shown(drawn.picture, place, drawn.notice);
      else if (pdf.pages === 1 || !(drawn instanceof InputError)) throw drawn;
      else yield { page: { file: file.name, page: number, pages: pdf.pages, error: drawn.message }, of: pdf.pages, picture: undefined };
    }
  } finally {
    pdf.close();
  }

  async function shown(
    picture: Picture,
    { number, of }: { readonly number: number; readonly of: number },
    drawn?: string,
  ): Promise<ShownPage> {
    const address = await addressOf(picture);
    const { width, height } = picture;
    const reading = await reader.read(picture, { ...(field !== undefined && { field: field as FieldSpec }) });
    const notice = [drawn, reading.notice].filter((one) => one !== undefined).join("; ");
    const place = { file: file.name, page: number, pages: of, width, height, ...(notice !== "" && { notice }) };
    return { page: pageOf(reading, place), of, picture: address };
  }
}

/** By its bytes: names and types are what somebody says. */
async function isPdf(file: Blob): Promise<boolean> {
  return (await file.slice(0, 1024).text()).includes("%PDF-");
}

/** The decoded pixels as an address of a picture: what is read is what is shown, turned as the camera says. */
async function addressOf({ pixels, width, height, channels }: Picture): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
  const image = context.createImageData(width, height);
  for (let at = 0; at < width * height; at++) {
    const from = at * channels;
    const gray = channels < 3;
    image.data[4 * at] = pixels[from] as number;
    image.data[4 * at + 1] = pixels[gray ? from : from + 1] as number;
    image.data[4 * at + 2] = pixels[gray ? from : from + 2] as number;
    image.data[4 * at + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return URL.createObjectURL(await canvas.convertToBlob({ type: "image/png" }));
}
