import wasmUrl from "@hyzyla/pdfium/pdfium.wasm?url";
import { InputError } from "tenfold";
import { openPdfPages, type PdfPages } from "tenfold/pdf";
import { readablePage } from "../picture/readable-page.js";
import { PDF_DPI, type PdfAnswer, type PdfWish } from "./pdf-messages.js";

// The program of the worker that draws one PDF, page by page. It comes with PDFium, and is loaded when a PDF is dropped.

const scope = globalThis as unknown as Pick<Worker, "postMessage" | "onmessage">;
let opened: PdfPages | undefined;

scope.onmessage = async ({ data: wish }: MessageEvent<PdfWish>) => {
  try {
    const answer = wish.kind === "open" ? await open(wish.file, wish.name) : await draw(wish.page, wish.isGray);
    scope.postMessage(answer, answer.kind === "drawn" ? [answer.picture.pixels.buffer as ArrayBuffer] : []);
  } catch (error) {
    if (!(error instanceof InputError)) console.error(error);
    scope.postMessage({ kind: "refused", sentence: (error as Error).message } satisfies PdfAnswer);
  }
};

async function open(blob: Blob, name: string): Promise<PdfAnswer> {
  opened = await openPdfPages(new Uint8Array(await blob.arrayBuffer()), name, { wasmUrl });
  return { kind: "opened", pages: opened.count };
}

async function draw(number: number, isGray: boolean): Promise<PdfAnswer & { readonly kind: "drawn" }> {
  if (!opened) throw new InputError("no PDF is open; drop it again");
  const { picture, notices, undrawn } = await opened.draw(number, { dpi: PDF_DPI });
  if (undrawn) throw undrawn;
  return { kind: "drawn", ...(await readablePage(picture, isGray)), ...(notices.length > 0 && { notice: notices.join("; ") }) };
}
