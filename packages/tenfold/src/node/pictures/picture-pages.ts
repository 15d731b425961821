import { FormatError, InputError } from "../../errors.js";
import { checkSize } from "../../image/basics/pixel-limit.js";
import { announcedDensity } from "../../image/decode/announced-density.js";
import type { FileKind } from "../../image/decode/file-kind.js";
import { type TiffDirectory, tiffDirectories } from "../../image/decode/tiff-directories.js";
import { tiffRefusal } from "../../image/decode/tiff-refusal.js";
import { PAGE_LIMIT, type Page, type PageOptions, wantedPages } from "../page.js";
import { damagedPicture, decodedPage, type Sharp } from "./decoded-page.js";
import { squarePixels } from "./square-pixels.js";

/**
 * The pages of a picture file: all of a TIFF, without the smaller copies that it may hold of them; of others the one picture, or the first
 * frame. A page of a kind that is not read is handed to `onUndrawn`.
 */
export async function* picturePages(
  sharp: Sharp,
  bytes: Uint8Array,
  { name, kind, pixelLimit, only, from, onUndrawn }: Omit<PageOptions, "dpi"> & { readonly name: string; readonly kind: FileKind },
): AsyncGenerator<Page> {
  const directories = kind === "TIFF" ? pagesAmong(tiffDirectories(bytes)) : [];
  const count = Math.max(1, directories.length);
  if (count > PAGE_LIMIT) throw new InputError(`${name} has ${count} pages, at most ${PAGE_LIMIT} are read; split it`);
  // sharp 0.35.5 looks at all pages for any one, and takes what libtiff says of the others for an error.
  const failOn = directories.some(({ directory }) => tiffRefusal(directory)) ? "truncated" : "error";
  for (const index of wantedPages(count, { only, from })) {
    const { page, directory } = directories[index] ?? { page: 0, directory: undefined };
    const who = count > 1 ? `page ${index + 1} of ${name}` : name;
    const refusal = directory && tiffRefusal(directory);
    if (refusal) {
      onUndrawn({ error: new FormatError(`${who} ${refusal}`), number: index + 1, of: count });
      continue;
    }
    const head = await sharp(bytes, { page, limitInputPixels: false })
      .metadata()
      .catch((error: unknown) => damagedPicture(error, name, { format: kind.toLowerCase() }));
    checkSize(who, head, pixelLimit);
    const decoded = await decodedPage(sharp, bytes, { name: who, page, head, directory, pixelLimit, failOn });
    const density = directory?.density ?? (kind === "PNG" ? announcedDensity(bytes) : undefined);
    // Of a TIFF or PNG sharp 0.35.5 believes a resolution without a unit.
    const dpi = toldDpi(kind === "TIFF" || kind === "PNG" ? density && Math.max(density.x, density.y) : head.density);
    const isTurned = (directory?.orientation ?? head.orientation ?? 1) >= 5;
    const { picture, notice } = await squarePixels(sharp, decoded.picture, { density, isTurned, name: who, pixelLimit });
    const { pages: frames = 1 } = head;
    const animated = kind !== "TIFF" && frames > 1 ? [`${name} is animated; the first of its ${frames} frames was read`] : [];
    const notices = [...animated, ...decoded.notices, ...(notice ? [notice] : [])];
    yield {
      picture,
      number: index + 1,
      of: count,
      ...(dpi !== undefined && { dpi }),
      ...(notices.length > 0 && { notice: notices.join("; ") }),
    };
  }
}

/** Those directories that are pages, and where they stand in the file; all, where none says that it is one. */
function pagesAmong(directories: readonly TiffDirectory[]): readonly { readonly page: number; readonly directory: TiffDirectory }[] {
  const all = directories.map((directory, page) => ({ page, directory }));
  const pages = all.filter(({ directory }) => !directory.isCopy);
  return pages.length > 0 ? pages : all;
}

/** A pixel a millimeter, which libvips writes where nobody said how large a picture is. */
const UNSAID = 25.4;

/** Pixels an inch to a tenth, as files count them by the meter or the centimeter. */
function toldDpi(dpi: number | undefined): number | undefined {
  return dpi === undefined || Math.abs(dpi - UNSAID) < 0.01 ? undefined : Math.round(dpi * 10) / 10;
}
