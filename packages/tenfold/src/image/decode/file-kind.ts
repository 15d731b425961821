/** What a file is, by its first bytes; PPM stands for all of its family. */
export type FileKind =
  | "PNG"
  | "JPEG"
  | "WebP"
  | "TIFF"
  | "GIF"
  | "AVIF"
  | "HEIC"
  | "BMP"
  | "PDF"
  | "SVG"
  | "JPEG 2000"
  | "PPM"
  | "HTML"
  | "Git LFS"
  | "text"
  | "unknown";

/**
 * Tells what a file is by its first bytes, whatever its name says.
 *
 * Sources: the formats' own specifications; ISO/IEC 14496-12 for the brands of AVIF and HEIC; ISO 32000-2, annex I, for PDF, whose mark may
 * come anywhere in the first 1024 bytes
 */
export function fileKind(bytes: Uint8Array): FileKind {
  const starts = (mark: string, at = 0) => [...mark].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
  if (starts("\x89PNG\r\n\x1a\n")) return "PNG";
  if (starts("\xff\xd8\xff")) return "JPEG";
  if (starts("RIFF") && starts("WEBP", 8)) return "WebP";
  if (["II*\0", "MM\0*", "II+\0", "MM\0+"].some((mark) => starts(mark))) return "TIFF";
  if (starts("GIF8")) return "GIF";
  if (starts("ftyp", 4)) return brandsOf(bytes).some((brand) => brand === "avif" || brand === "avis") ? "AVIF" : "HEIC";
  if (starts("BM")) return "BMP";
  if (starts("\0\0\0\x0cjP  ") || starts("\xff\x4f\xff\x51")) return "JPEG 2000";
  if (/^P[1-7]\s/.test(String.fromCharCode(...bytes.subarray(0, 3)))) return "PPM";
  const head = bytes.subarray(0, 1024);
  if (head.some((_, at) => starts("%PDF-", at))) return "PDF";
  const isText = head.length > 0 && head.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13));
  return isText ? textKind(head) : "unknown";
}

/** What a file of boxes says that it is: its major brand, and those that it may be taken for. */
function brandsOf(bytes: Uint8Array): readonly string[] {
  const text = String.fromCharCode(...bytes.subarray(0, 256));
  const end = Math.min(text.length, text.charCodeAt(2) * 256 + text.charCodeAt(3));
  const brands = [text.slice(8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text.slice(at, at + 4));
  return brands;
}

/** A page that a server sent in place of a file, or the pointer that stands for one in a repository. */
function textKind(head: Uint8Array): FileKind {
  const text = new TextDecoder().decode(head);
  if (/^\s*<(!doctype html|html)\b/i.test(text)) return "HTML";
  if (text.includes("<svg")) return "SVG";
  return text.startsWith("version https://git-lfs") ? "Git LFS" : "text";
}
