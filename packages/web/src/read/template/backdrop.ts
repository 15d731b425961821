import { InputError } from "tenfold";
import type { Transform } from "tenfold/image";
import { draftedForm } from "../form/ask-forms.js";
import { freePicture, picturesOfFile, shownPicture } from "../pages-of-file.js";
import type { TemplateSource } from "./template-source.js";

/** What a page of a template is drawn over. */
export interface Backdrop {
  /** The address of its picture; absent of a blank sheet. */
  readonly address?: string | undefined;
  /** Of a smaller one, of large pictures. */
  readonly preview?: string | undefined;
  /** Of the picture in its pixels, or of the sheet in the template's units. */
  readonly width: number;
  readonly height: number;
  /** From the template's units to places of the picture. */
  readonly toPicture: Transform;
}

/** A template as it was drafted. */
export interface DraftedSource {
  readonly source: TemplateSource;
  readonly backdrops: readonly Backdrop[];
  /** What was left out, in sentences. */
  readonly notices: readonly string[];
}

/** More pages than this are no form to draft at once, as for `tenfold form draft`: all are held in memory. */
const MOST_PAGES = 20;

/**
 * Drafts a template from a picture or PDF of the empty form, in the browser itself.
 *
 * @param dpi pixels an inch, where the file does not tell, or tells it wrongly; a PDF's pages are drawn at a known one
 * @throws InputError when the file cannot be opened, or makes no template
 */
export async function draftFrom(file: File, dpi: number | undefined): Promise<DraftedSource> {
  const drawn = [];
  for await (const page of picturesOfFile(file, new AbortController().signal)) {
    if ("error" in page) throw new InputError(page.error);
    if (page.of > MOST_PAGES)
      throw new InputError(`${file.name} has ${page.of} pages, at most ${MOST_PAGES} are drafted at once; split it`);
    drawn.push({ ...page, shown: shownPicture(page) });
  }
  const [first] = drawn;
  const known = first?.isDpiSure ? first.dpi : (dpi ?? first?.dpi);
  const name = file.name.replace(/(?<=.)\.\w+$/, "").slice(0, 200);
  const { template, toPicture, notices } = await draftedForm(
    drawn.map(({ picture }) => picture),
    { name, dpi: known },
  );
  const backdrops = drawn.map(({ shown: { address, preview, width, height } }, at) => ({
    ...{ address, preview, width, height },
    toPicture: toPicture[at] as Transform,
  }));
  return { source: template as TemplateSource, backdrops, notices };
}

/** A sheet without a picture. */
export function blankSheet([width, height]: readonly [number, number]): Backdrop {
  return { width, height, toPicture: [1, 0, 0, 0, 1, 0, 0, 0, 1] };
}

export function freed(backdrops: Iterable<Backdrop | undefined>): void {
  for (const { address, preview } of [...backdrops].flatMap((one) => one ?? [])) if (address) freePicture({ address, preview });
}
