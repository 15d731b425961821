import { FormatError, InputError } from "../errors.js";
import type { Picture } from "../image/basics/picture.js";
import { PIXEL_LIMIT } from "../image/basics/pixel-limit.js";
import { type FilledField, undrawnFields } from "./filled-fields.js";
import type { OpenPdfOptions } from "./open-pdf.js";
import { type DrawnPage, isBlank, pageDrawer } from "./page-drawer.js";
import { userUnit } from "./user-unit.js";

/** More pages in one file are taken for an attack. */
const PAGE_LIMIT = 10_000;
/** A PDF's unit is 1/72 inch. */
const POINTS = 72;

/** A PDF that is open; `close` it. */
export interface PdfPages {
  readonly count: number;
  /**
   * Draws a page, in color on white, with the values of its form fields, as large as its unit says (`UserUnit`).
   *
   * @param number from 1 on
   * @throws InputError when it is damaged, or would have too many pixels, which is told before it is drawn
   */
  draw(number: number, wanted: PdfPageWanted): Promise<PdfPage>;
  close(): void;
}

export interface PdfPageWanted {
  /** How fine it is drawn, in dots an inch. */
  readonly dpi: number;
  /** 50 million unless told. */
  readonly pixelLimit?: number | undefined;
}

/** A page as it was drawn. */
export interface PdfPage {
  readonly picture: Picture;
  /** What of it could not be drawn beside what is seen, in sentences. */
  readonly notices: readonly string[];
  /** Why it came out blank though it is no blank paper, for which it must not pass. */
  readonly undrawn?: FormatError;
}

/**
 * Opens a PDF by `@hyzyla/pdfium`, in Node, pages and workers.
 *
 * @param name what to call it in an error
 * @throws FormatError when it is damaged, has no pages, is locked with a password, or a form that only some programs can show
 * @throws InputError when it has too many pages, or pdfium is not installed
 */
export async function openPdfPages(bytes: Uint8Array, name: string, options: OpenPdfOptions = {}): Promise<PdfPages> {
  const drawer = await pageDrawer(bytes, name, options);
  const { count } = drawer;
  const refusal =
    count < 1
      ? new FormatError(`${name} is a PDF without pages, or a damaged one; open it elsewhere and save it again`)
      : count > PAGE_LIMIT && new InputError(`${name} has ${count} pages, at most ${PAGE_LIMIT} are read; split it`);
  if (refusal) {
    drawer.close();
    throw refusal;
  }
  const { scale: unit, differs } = await userUnit(bytes, count);
  const units = differs ? [`${name} has pages in different units (UserUnit); all are drawn as if these were 1/72 inch`] : [];
  return {
    count,
    async draw(number, { dpi, pixelLimit = PIXEL_LIMIT }) {
      const who = `page ${number} of ${name}`;
      const drawn = await drawer.draw(number - 1, { scale: (dpi / POINTS) * unit, dpi, pixelLimit, who });
      const missing = missingFrom(drawn, who);
      if (drawn.isBare && isBlank(drawn.picture) && drawer.isBare() && holdsPictures(bytes))
        throw new FormatError(`${name} is a damaged PDF: it holds pictures, and none of its pages shows any; fetch or save it again`);
      const isLost = missing.length > 0 && isBlank(drawn.picture);
      return { picture: drawn.picture, notices: [...units, ...missing], ...(isLost && { undrawn: new FormatError(missing[0] as string) }) };
    },
    close: () => drawer.close(),
  };
}

/** What a page holds that its picture does not show, in sentences. */
function missingFrom({ picture, held, lost, fields, isFormLeftOut }: DrawnPage, who: string): string[] {
  const left = undrawnFields(fields, picture);
  const print = "print the file to PDF and read that";
  return [
    ...(held ? [`${who} holds ${held}, of which nothing could be drawn: it is no blank page; open the file and save the page as PNG`] : []),
    ...(lost > 0
      ? [`${who} holds ${plural(lost)} of which nothing could be drawn, beside what is seen; open the file and save the page as PNG`]
      : []),
    ...(isFormLeftOut ? [`the form fields of ${who} could not be drawn, only what lies below them; ${print}`] : []),
    ...(left.length > 0 ? [`${who} has ${inFields(left)} could not be drawn; ${print}`] : []),
  ];
}

function plural(pictures: number): string {
  return pictures === 1 ? "a picture" : `${pictures} pictures`;
}

/** Whether the bytes of a PDF speak of a picture. */
function holdsPictures(bytes: Uint8Array): boolean {
  return /\/Subtype\s*\/Image\b/.test(new TextDecoder("latin1").decode(bytes));
}

function inFields(fields: readonly FilledField[]): string {
  const names = fields.slice(0, 3).map(({ name }) => JSON.stringify(name.slice(0, 60)));
  const more = fields.length > names.length ? ` and ${fields.length - names.length} more` : "";
  return `${fields.length === 1 ? "a form field" : "form fields"} ${names.join(", ")}${more} whose ${fields.length === 1 ? "value" : "values"}`;
}
