import type { ReadPage } from "tenfold/document";
import type { ScannedPage } from "../../formats/searchable-pdf.js";

/** Shades of gray, and red green blue: those of four inks are turned over by some programs and not by others. */
const PLAIN: readonly string[] = ["b-w", "srgb"];
/** The first bytes of a JPEG. */
const START = [0xff, 0xd8, 0xff];

/**
 * The scan of a page whose file is a JPEG that shows it as it was read, upright and whole: a PDF takes it as it is. That loses nothing of it and takes no time;
 * nothing where it has to be decoded.
 */
export async function jpegAsItIs(bytes: Uint8Array, page: ReadPage): Promise<ScannedPage | undefined> {
  if (page.pages > 1 || page.notice !== undefined || START.some((byte, at) => bytes[at] !== byte)) return undefined;
  const { default: sharp } = await import("sharp");
  const head = await sharp(bytes)
    .metadata()
    .catch(() => undefined);
  const isAsRead = head?.width === page.width && head?.height === page.height && (head?.orientation ?? 1) === 1;
  if (!head || !isAsRead || head.format !== "jpeg" || !PLAIN.includes(head.space)) return undefined;
  return { page, width: head.width, height: head.height, jpeg: async () => bytes, dpi: head.density };
}
