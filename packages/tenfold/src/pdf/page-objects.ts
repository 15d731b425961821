import { floatsOf, type OpenPage, type PdfiumCalls } from "./pdfium-calls.js";

/** Kinds of a page's objects. (fpdf_edit.h) */
export const [TEXT, IMAGE] = [1, 3];
/** One that holds others. */
const FORM = 5;

/** More objects of one page, and deeper ones, are not looked at. */
const [MOST_OBJECTS, DEEPEST] = [10_000, 8];

/** Something on a page. */
export interface PageObject {
  readonly object: number;
  readonly type: number;
  /** On the page, in points: left, bottom, right, top; undefined where PDFium does not tell. */
  readonly bounds: readonly number[] | undefined;
}

/** What x and y become: a x + c y + e, b x + d y + f. (ISO 32000-2, 8.3.3) */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** The objects that lie on a page, in the order in which they are drawn, those inside forms as well. */
export function* pageObjects({ calls, page }: OpenPage): Generator<PageObject> {
  const sheet = floatsOf(calls, 4, (pointer) => calls._FPDF_GetPageBoundingBox(page, pointer));
  let left = MOST_OBJECTS;
  function* among(count: number, objectAt: (index: number) => number, matrices: readonly Matrix[]): Generator<PageObject> {
    for (let index = 0; index < count && left > 0; index++, left--) {
      const object = objectAt(index);
      const type = calls._FPDFPageObj_GetType(object);
      if (type === FORM) {
        const matrix = matrixOf(calls, object);
        if (matrices.length < DEEPEST && matrix) {
          const inside = calls._FPDFFormObj_CountObjects(object);
          yield* among(inside, (at) => calls._FPDFFormObj_GetObject(object, at), [matrix, ...matrices]);
        }
        continue;
      }
      const bounds = matrices.reduce(moved, boundsOf(calls, object));
      if (!sheet || !bounds || liesOn(sheet, bounds)) yield { object, type, bounds };
    }
  }
  yield* among(calls._FPDFPage_CountObjects(page), (at) => calls._FPDFPage_GetObject(page, at), []);
}

function boundsOf(calls: PdfiumCalls, object: number): readonly number[] | undefined {
  return floatsOf(calls, 4, (at) => calls._FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12));
}

function matrixOf(calls: PdfiumCalls, object: number): Matrix | undefined {
  return floatsOf(calls, 6, (at) => calls._FPDFPageObj_GetMatrix(object, at)) as Matrix | undefined;
}

/** The bounds of what bounds become when they are moved. */
function moved(bounds: readonly number[] | undefined, [a, b, c, d, e, f]: Matrix): readonly number[] | undefined {
  if (!bounds) return undefined;
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = bounds;
  const corners = [x0, x1].flatMap((x) => [y0, y1].map((y) => [a * x + c * y + e, b * x + d * y + f] as const));
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** The page as left, top, right, bottom, the object as left, bottom, right, top; y goes up. */
function liesOn([left = 0, top = 0, right = 0, bottom = 0]: readonly number[], [x0 = 0, y0 = 0, x1 = 0, y1 = 0]: readonly number[]) {
  return x0 < right && x1 > left && y0 < Math.max(top, bottom) && y1 > Math.min(top, bottom);
}
