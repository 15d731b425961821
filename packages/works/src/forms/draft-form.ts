import { apply, InputError, type Picture, type Point } from "tenfold";
import { type Draft, draftTemplate } from "tenfold/forms";
import { announcedDensity } from "tenfold/image";
import { readBytes } from "tenfold/node";
import { annotatedPage, type Shape } from "../drawings/annotated-page.js";
import { writeDrawing } from "../drawings/write-drawing.js";
import { decodedApart } from "../files/decoded-apart.js";
import { refuseOtherEnding } from "../files/endings.js";
import { refuseExisting, writeNew } from "../files/new-file.js";
import { templateText } from "../formats/template-text.js";

export interface DraftedForm {
  readonly template: string;
  readonly units: "mm" | "px";
  /** Whether nothing told the resolution, and the page was taken for A4 or letter paper by its proportion. */
  readonly isAssumed: boolean;
  readonly pages: readonly { readonly fields: number; readonly anchors: number; readonly drawing: string }[];
  /** What was left out, in sentences. */
  readonly notices: readonly string[];
}

/** More pages than this are no form to draft at once: all are held in memory. */
const MOST_PAGES = 20;
/** PDF pages are drawn at this resolution, which is therefore known. */
const PDF_DPI = 300;

/**
 * Drafts a template from the pages of an empty form, and draws what was found.
 *
 * @param out where the template goes; drawings lie beside it
 * @throws InputError when one of these is there already, or the file cannot be read
 */
export async function draftForm(
  file: string,
  { out, name, dpi }: { out: string; name: string; dpi?: number | undefined },
): Promise<DraftedForm> {
  const drawingOf = (page: number) => `${out.replace(/\.json$/i, "")}${page > 1 ? `-${page}` : ""}.png`;
  refuseOtherEnding("--out", out, "template");
  for (const path of [out, drawingOf(1)]) await refuseExisting(path);
  const bytes = await readBytes(file);
  const pictures: Picture[] = [];
  for await (const { picture, of } of decodedApart(bytes, file, { dpi: dpi ?? PDF_DPI })) {
    if (of > MOST_PAGES) throw new InputError(`${file} has ${of} pages, at most ${MOST_PAGES} are drafted at once; split it`);
    pictures.push(picture);
  }
  const known = dpi ?? (isPdf(bytes) ? PDF_DPI : await toldDpi(bytes));
  const draft = draftTemplate(pictures, { name, dpi: known });
  await writeNew(out, new TextEncoder().encode(templateText(draft.template)));
  for (const [at, picture] of pictures.entries()) await writeDrawing(drawingOf(at + 1), await annotatedPage(picture, shapesOf(draft, at)));
  const pages = draft.template.pages.map(({ fields, anchors = [] }, at) => ({
    fields: fields.length,
    anchors: anchors.length,
    drawing: drawingOf(at + 1),
  }));
  const { units } = draft.template;
  return { template: out, units, isAssumed: units === "mm" && known === undefined, pages, notices: draft.notices };
}

/** What many files say that know nothing: 72 dots an inch. */
const MEANS_NOTHING = 72;

/** The resolution that a picture's file tells; of pixels that are not square the finer one, which they are brought to. */
async function toldDpi(bytes: Uint8Array): Promise<number | undefined> {
  const { default: sharp } = await import("sharp");
  const head = await sharp(bytes).metadata();
  const told = announcedDensity(bytes);
  // sharp 0.35.5 knows one density, the one across, and takes a missing unit for pixels a millimeter.
  const density = head.format === "tiff" || head.format === "png" ? told && Math.max(told.x, told.y) : head.density;
  return density !== undefined && density > MEANS_NOTHING && density <= 2400 ? density : undefined;
}

function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-");
}

function shapesOf({ template, toPicture }: Draft, at: number): Shape[] {
  const [page, map] = [template.pages[at], toPicture[at]];
  if (!page || !map) return [];
  const place = ([left = 0, top = 0, width = 0, height = 0]: readonly number[]) =>
    (
      [
        [left, top],
        [left + width, top],
        [left + width, top + height],
        [left, top + height],
      ] as Point[]
    ).map((corner) => apply(map, corner));
  const anchors = (page.anchors ?? []).flatMap((anchor): Shape[] => {
    const { box, at: middle, size = 0 } = anchor as { box?: number[]; at?: [number, number]; size?: number };
    const around = box ?? (middle && [middle[0] - size / 2, middle[1] - size / 2, size, size]);
    return around ? [{ corners: place(around), tone: "bad" }] : [];
  });
  return [...anchors, ...page.fields.map(({ name, box }): Shape => ({ corners: place(box), tone: "good", label: name }))];
}
