import type { Picture } from "../image/basics/picture.js";
import { drawnBox, isFlat } from "./drawn-box.js";
import { isLostData, isUndecoded, saysMuch } from "./held-picture.js";
import { IMAGE, pageObjects, TEXT } from "./page-objects.js";
import { type OpenPage, type PdfiumCalls, textOf } from "./pdfium-calls.js";

/** What a page holds that ought to leave ink on it. */
export type HeldContent = "a picture" | "text";

/** Text that is there to be searched, as behind a scan. (ISO 32000-2, table 104) */
const INVISIBLE = [3, 7];

/**
 * Whether a page holds a picture or text that would be seen, by the list of its objects: what lies on the page, is no invisible text, and no
 * picture whose few bytes can only be blank paper.
 */
export function heldContent(open: OpenPage): HeldContent | undefined {
  const { calls, page } = open;
  const text = calls._FPDFText_LoadPage(page);
  try {
    for (const { object, type } of pageObjects(open)) {
      if (type === IMAGE && saysMuch(calls, object)) return "a picture";
      if (type === TEXT && isSeen(calls, object, text)) return "text";
    }
    return undefined;
  } finally {
    if (text !== 0) calls._FPDFText_ClosePage(text);
  }
}

function isSeen(calls: PdfiumCalls, object: number, text: number): boolean {
  if (INVISIBLE.includes(calls._FPDFTextObj_GetTextRenderMode(object))) return false;
  return text !== 0 && textOf(calls, (buffer, length) => calls._FPDFTextObj_GetText(object, text, buffer, length)).trim() !== "";
}

/**
 * How many pictures of a page that shows something are missing from its drawing: those whose bytes PDFium makes nothing of. A picture is
 * decoded anew only where the drawing shows nothing in its place, since that takes as long as drawing it.
 */
export function lostPictures(open: OpenPage, picture: Picture): number {
  let lost = 0;
  for (const { object, type, bounds } of pageObjects(open)) {
    if (type !== IMAGE) continue;
    const isUnseen = bounds !== undefined && isFlat(picture, drawnBox(open, bounds, picture));
    if (isLostData(open.calls, object) || (isUnseen && isUndecoded(open.calls, object))) lost++;
  }
  return lost;
}
