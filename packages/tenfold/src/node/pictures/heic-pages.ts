import { FormatError, InputError } from "../../errors.js";
import { onPaper } from "../../image/basics/on-paper.js";
import { checkSize } from "../../image/basics/pixel-limit.js";
import { notInstalled } from "../../not-installed.js";
import { PAGE_LIMIT, type Page, type PageOptions, wantedPages } from "../page.js";

/**
 * The pictures of a HEIC file, as iPhones make them, upright as the file says. They are decoded by `heic-decode` (libheif, LGPL), an optional peer of this
 * package; what that says of a file it cannot decode it prints by `console.log`.
 *
 * @throws FormatError when it is damaged, or of another coding than HEVC
 * @throws InputError when a picture has too many pixels, which is told before it is decoded, or heic-decode is not installed
 */
export async function* heicPages(
  bytes: Uint8Array,
  { name, pixelLimit, only, from }: Pick<PageOptions, "pixelLimit" | "only" | "from"> & { readonly name: string },
): AsyncGenerator<Page> {
  const { default: heic } = await import("heic-decode").catch(notInstalled("heic-decode@2.1"));
  const found = await heic.all({ buffer: bytes }).catch((error: unknown) => damaged(error, name));
  try {
    const of = found.length;
    if (of > PAGE_LIMIT) throw new InputError(`${name} holds ${of} pictures, at most ${PAGE_LIMIT} are read; split it`);
    for (const index of wantedPages(of, { only, from })) {
      const who = of > 1 ? `page ${index + 1} of ${name}` : name;
      const one = found[index] as (typeof found)[number];
      checkSize(who, one, pixelLimit);
      const { width, height, data } = await one.decode().catch((error: unknown) => damaged(error, who));
      const { picture, paper } = onPaper({ pixels: data, width, height, channels: 4 });
      const notice = paper === "black" ? { notice: `${who} shows light strokes on nothing; they were laid on black` } : {};
      yield { picture, number: index + 1, of, ...notice };
    }
  } finally {
    found.dispose();
  }
}

function damaged(error: unknown, name: string): never {
  throw new FormatError(`${name} is a damaged HEIC picture, or one of an unusual coding; save or share it as JPEG`, { cause: error });
}
