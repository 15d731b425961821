import type { Picture } from "../image/basics/picture.js";
import type { Box } from "../image/geometry/box.js";
import type { Size } from "../image/geometry/size.js";
import { drawnBox, isFlat } from "./drawn-box.js";
import { floatsOf, lent, type OpenPage, type PdfiumCalls, textOf } from "./pdfium-calls.js";

/** A form field that shows something, and where on the drawn page. */
export interface FilledField {
  readonly name: string;
  readonly box: Box;
}

/** FPDF_ANNOT_WIDGET. (fpdf_annot.h) */
const WIDGET = 20;
/** Hidden, or not for viewing. (ISO 32000-2, table 167) */
const UNSEEN = 2 | 32;
/** Check boxes and radio buttons, choices and texts. (fpdf_formfill.h) */
const [CHECK_BOX, RADIO_BUTTON, COMBO_BOX, LIST_BOX, TEXT_FIELD] = [2, 3, 4, 5, 6];
/** More fields of one page are not looked at. */
const MOST_FIELDS = 5000;

/** The fields of a page that hold a value and are to be seen. */
export function filledFields(open: OpenPage, form: number, size: Size): readonly FilledField[] {
  const { calls, page } = open;
  const count = Math.min(calls._FPDFPage_GetAnnotCount(page), MOST_FIELDS);
  const fields: FilledField[] = [];
  for (let index = 0; index < count; index++) {
    const annotation = calls._FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    try {
      if (!isFilled(calls, form, annotation)) continue;
      const rectangle = floatsOf(calls, 4, (pointer) => calls._FPDFAnnot_GetRect(annotation, pointer));
      const name = textOf(calls, (buffer, length) => calls._FPDFAnnot_GetFormFieldName(form, annotation, buffer, length));
      if (rectangle) fields.push({ name, box: drawnBox(open, rectangle, size) });
    } finally {
      calls._FPDFPage_CloseAnnot(annotation);
    }
  }
  return fields;
}

function isFilled(calls: PdfiumCalls, form: number, annotation: number): boolean {
  if (calls._FPDFAnnot_GetSubtype(annotation) !== WIDGET || (calls._FPDFAnnot_GetFlags(annotation) & UNSEEN) !== 0) return false;
  const type = calls._FPDFAnnot_GetFormFieldType(form, annotation);
  if (type === CHECK_BOX || type === RADIO_BUTTON) return !["", "Off"].includes(appearanceState(calls, annotation));
  if (type !== COMBO_BOX && type !== LIST_BOX && type !== TEXT_FIELD) return false;
  return textOf(calls, (buffer, length) => calls._FPDFAnnot_GetFormFieldValue(form, annotation, buffer, length)).trim() !== "";
}

/** Which of its appearances a button shows; PDFium's own answer to whether it is checked wants one of that name to exist. */
function appearanceState(calls: PdfiumCalls, annotation: number): string {
  return lent(calls, 3, (key) => {
    calls.HEAPU8.set([0x41, 0x53, 0], key); // "AS"
    return textOf(calls, (buffer, length) => calls._FPDFAnnot_GetStringValue(annotation, key, buffer, length));
  });
}

/** Those fields of which the page shows nothing: within their edges it has one color, and no dark one. */
export function undrawnFields(fields: readonly FilledField[], picture: Picture): readonly FilledField[] {
  return fields.filter(({ box }) => isFlat(picture, box));
}
