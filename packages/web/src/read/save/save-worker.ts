import { zipSync } from "fflate";
import { InputError } from "tenfold";
import { isUnread, parseDocument } from "tenfold/document";
import { endings, mediaTypes, pageXml, type ScannedPage, searchablePdf, writtenDocument } from "tenfold-works/formats";
import type { PlainTables, SaveAnswer, SavedScan, SaveWish } from "./save-messages.js";

// The program of the worker that writes what was read as a file, by the writers of `tenfold read`. It comes with what the formats need, and is
// loaded when somebody saves.

const scope = globalThis as unknown as Pick<Worker, "postMessage" | "onmessage">;

scope.onmessage = async ({ data: wish }: MessageEvent<SaveWish>) => {
  try {
    scope.postMessage({ kind: "written", ...(await written(wish)) } satisfies SaveAnswer);
  } catch (error) {
    if (!(error instanceof InputError)) console.error(error);
    scope.postMessage({ kind: "refused", sentence: (error as Error).message } satisfies SaveAnswer);
  }
};

async function written({ document: read, format, tables, scans, stem }: SaveWish) {
  const document = parseDocument(JSON.parse(JSON.stringify(read)), stem); // keys in the order in which `tenfold read` writes them
  const name = `${stem}${endings[format]}`;
  const type = mediaTypes[format];
  if (format === "pdf")
    return { name: `${stem}-found.pdf`, type, content: owned(await searchablePdf(scanned(document, scans), document.engine)) };
  if (format !== "page") {
    const content = await writtenDocument(document, format, { ...tables, kindOf: kindOf(tables) });
    return { name, type, content: typeof content === "string" ? content : owned(content) };
  }
  const { engine } = document;
  const sheets = document.pages.flatMap((page) => (isUnread(page) ? [] : [pageXml(page, { engine })]));
  if (sheets.length === 1) return { name, type, content: sheets[0] as string };
  const files = sheets.map((sheet, at) => [`${stem}-${at + 1}${endings.page}`, new TextEncoder().encode(sheet)] as const);
  return { name: `${stem}.page.zip`, type: "application/zip", content: zipSync(Object.fromEntries(files)) };
}

function kindOf({ kind, kinds }: PlainTables): NonNullable<Parameters<typeof writtenDocument>[2]>["kindOf"] {
  return ({ name }) => (name === undefined ? kind : kinds?.[name]);
}

async function* scanned({ pages }: SaveWish["document"], scans: SaveWish["scans"]): AsyncGenerator<ScannedPage> {
  for (const [at, page] of pages.entries()) {
    const scan = scans[at];
    if (scan) yield { page, width: scan.width, height: scan.height, jpeg: () => jpegOf(scan), dpi: scan.dpi };
  }
}

async function jpegOf({ image, width, height }: SavedScan): Promise<Uint8Array> {
  const bitmap = await createImageBitmap(image);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const jpeg = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
  return new Uint8Array(await jpeg.arrayBuffer());
}

/** Bytes that share their memory with nothing else. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
