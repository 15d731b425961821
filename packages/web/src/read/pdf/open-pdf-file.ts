import { InputError } from "tenfold";
import type { ReadablePage } from "../picture/readable-page.js";
import type { PdfAnswer, PdfWish } from "./pdf-messages.js";

/** A PDF that is open in a worker of its own. */
export interface PdfFile {
  readonly pages: number;
  /**
   * @param isGray whether its shades of gray are all that is read of it
   * @throws InputError when the page cannot be drawn
   */
  page(number: number, isGray: boolean): Promise<ReadablePage & { readonly notice?: string | undefined }>;
  close(): void;
}

/**
 * Opens a PDF. PDFium is fetched then, and not before.
 *
 * @throws InputError when it is damaged, locked or has no pages
 */
export async function openPdfFile(file: Blob, name: string): Promise<PdfFile> {
  const worker = new Worker(new URL("./pdf-worker.ts", import.meta.url), { type: "module" });
  const ask = <K extends PdfAnswer["kind"]>(wish: PdfWish) =>
    new Promise<PdfAnswer & { readonly kind: K }>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<PdfAnswer>) =>
        data.kind === "refused" ? reject(new InputError(data.sentence)) : resolve(data as PdfAnswer & { readonly kind: K });
      worker.onerror = ({ message }) =>
        reject(new InputError(`${name}: what draws PDFs could not be loaded (${message}); look at the connection and try again`));
      worker.postMessage(wish);
    });
  try {
    const { pages } = await ask<"opened">({ kind: "open", file, name });
    return {
      pages,
      page: (number, isGray) => ask<"drawn">({ kind: "draw", page: number, isGray }),
      close: () => worker.terminate(),
    };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}
