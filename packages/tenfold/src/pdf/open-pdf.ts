import type { PDFiumDocument } from "@hyzyla/pdfium";
import { FormatError, InputError } from "../errors.js";
import { notInstalled } from "../not-installed.js";
import { formType } from "./pdfium-calls.js";

/** A PDF that is open in a PDFium of its own. */
export interface OpenPdf {
  readonly file: PDFiumDocument;
  /** Whether it has form fields. */
  readonly hasForm: boolean;
  close(): void;
}

export interface OpenPdfOptions {
  /** Where PDFium's program lies, for pages and workers whose bundler laid it somewhere; its package knows in Node. */
  readonly wasmUrl?: string | undefined;
}

/** (fpdf_formfill.h) */
const [DYNAMIC_XFA, STATIC_XFA] = [2, 3];

/**
 * @throws FormatError when it is damaged or locked with a password, or a form that only Adobe's programs can show
 * @throws InputError when pdfium is not installed
 */
export async function openPdf(bytes: Uint8Array, name: string, { wasmUrl }: OpenPdfOptions = {}): Promise<OpenPdf> {
  const { PDFiumLibrary } = await import("@hyzyla/pdfium").catch(notInstalled("@hyzyla/pdfium@2.1"));
  const library = await PDFiumLibrary.init(wasmUrl === undefined ? undefined : { wasmUrl });
  const file = await library.loadDocument(bytes).catch((error: unknown) => {
    library.destroy();
    return refusePdf(error, name);
  });
  const close = () => {
    try {
      file.destroy();
      library.destroy();
    } catch {
      // A PDFium that broke within a page cannot be closed in order; its memory goes with it.
    }
  };
  const type = formType(file);
  if (type === DYNAMIC_XFA || (type === STATIC_XFA && asksToWait(file))) {
    close();
    throw new FormatError(
      `${name} is a dynamic XFA form, of which other programs see only "Please wait..."; open it in Adobe Reader and print it to PDF`,
    );
  }
  return { file, hasForm: type !== 0, close };
}

/** The one page that such forms have for those who cannot show them. */
function asksToWait(file: PDFiumDocument): boolean {
  return file.getPageCount() === 1 && /please wait/i.test(file.getPage(0).getText());
}

/** What PDFium throws, as a sentence; what is one already goes on. */
export function refusePdf(error: unknown, name: string): never {
  if (error instanceof InputError) throw error;
  const locked = error instanceof Error && /password|security/i.test(error.message);
  if (locked) throw new FormatError(`${name} is locked with a password; save a copy without one`, { cause: error });
  throw new FormatError(`${name} is a damaged PDF, perhaps cut short; fetch or save it again`, { cause: error });
}
