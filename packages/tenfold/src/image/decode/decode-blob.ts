import { FormatError, InputError } from "../../errors.js";
import { onPaper } from "../basics/on-paper.js";
import { type Picture, pictureOf } from "../basics/picture.js";
import { checkSize } from "../basics/pixel-limit.js";
import { announcedSize } from "./announced-size.js";
import { type FileKind, fileKind } from "./file-kind.js";

/** Enough of a file to tell its size, behind whatever a camera writes first. */
const HEAD = 1 << 18;

/**
 * The picture in a file, decoded by the browser: what it can show, PNG, JPEG, WebP, GIF and AVIF at least; turned as its EXIF orientation says,
 * on white where it is transparent, on black where it shows nothing but light strokes. Runs in pages and in workers. In Node use `decodePages`.
 *
 * @param blob a file, as from `<input type="file">`, a drop or a camera
 * @param name what to call it in an error
 * @throws FormatError when it is empty, text, a PDF, or the browser cannot decode it
 * @throws InputError when it has more than 50 million pixels: told before it is decoded, where its first bytes say so
 */
export async function decodeBlob(blob: Blob, name = "the file"): Promise<Picture> {
  if (blob.size === 0) throw new FormatError(`${name} is empty; pass a picture`);
  const head = new Uint8Array(await blob.slice(0, HEAD).arrayBuffer());
  const kind = fileKind(head);
  const other = others[kind];
  if (other) throw new FormatError(`${name} is ${other}, which is read in no browser; pass a picture`);
  const announced = announcedSize(head);
  if (announced) checkSize(name, announced);
  const bitmap = await createImageBitmap(blob, { imageOrientation: "from-image" }).catch((error: unknown) => {
    const what = rare.includes(kind) ? `${kind}, which this browser does not decode` : "no picture that this browser can decode";
    throw new FormatError(`${name} is ${what}, or a damaged one; pass PNG or JPEG`, { cause: error });
  });
  try {
    const { width, height } = bitmap;
    checkSize(name, bitmap);
    const pen = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    if (!pen) throw new InputError(`${name}: the browser gives no canvas of ${width} x ${height} pixels; make it smaller`);
    pen.drawImage(bitmap, 0, 0);
    return onPaper(pictureOf(pen.getImageData(0, 0, width, height))).picture;
  } finally {
    bitmap.close();
  }
}

/** What some browsers decode, as Safari does HEIC. */
const rare: readonly FileKind[] = ["HEIC", "AVIF", "TIFF", "JPEG 2000"];

/** What is plainly no picture that a browser decodes. */
const others: Readonly<Partial<Record<FileKind, string>>> = {
  PDF: "a PDF",
  text: "text",
  HTML: "a web page",
  "Git LFS": "a Git LFS pointer",
  PPM: "a PPM picture",
};
