import { type PDFiumDocument, PDFiumLibrary } from "@hyzyla/pdfium";
import wasmUrl from "@hyzyla/pdfium/pdfium.wasm?url";
import { InputError } from "tenfold";
import { drawPdf, pageCount, refusalOf } from "./draw-pdf.js";
import type { PdfAnswer, PdfWish } from "./pdf-messages.js";

// The program of the worker that draws one PDF, page by page. It comes with PDFium, and is loaded when a PDF is dropped.

const scope = globalThis as unknown as Pick<Worker, "postMessage" | "onmessage">;
let opened: { readonly file: PDFiumDocument; readonly name: string } | undefined;

scope.onmessage = async ({ data: wish }: MessageEvent<PdfWish>) => {
  try {
    const answer = wish.kind === "open" ? await open(wish.file, wish.name) : await draw(wish.page);
    scope.postMessage(answer, answer.kind === "drawn" ? [answer.picture.pixels.buffer as ArrayBuffer] : []);
  } catch (error) {
    if (!(error instanceof InputError)) console.error(error);
    scope.postMessage({ kind: "refused", sentence: (error as Error).message } satisfies PdfAnswer);
  }
};

async function open(blob: Blob, name: string): Promise<PdfAnswer> {
  const library = await PDFiumLibrary.init({ wasmUrl });
  const file = await library.loadDocument(new Uint8Array(await blob.arrayBuffer())).catch((error: unknown) => {
    throw refusalOf(error, name);
  });
  opened = { file, name };
  return { kind: "opened", pages: pageCount(file, name) };
}

async function draw(number: number): Promise<PdfAnswer & { readonly kind: "drawn" }> {
  if (!opened) throw new InputError("no PDF is open; drop it again");
  const { file, name } = opened;
  try {
    return { kind: "drawn", ...(await drawPdf(file, number, name)) };
  } catch (error) {
    throw error instanceof InputError ? error : refusalOf(error, name);
  }
}
