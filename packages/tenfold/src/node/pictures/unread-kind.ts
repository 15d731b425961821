import type { FileKind } from "../../image/decode/file-kind.js";

/** What a file is that is known and yet not read as a picture, and what to do; nothing for those that are read. */
export function unreadKind(kind: FileKind): string | undefined {
  return refused[kind];
}

const unread = "is no picture that can be read; pass PNG, JPEG, WebP, TIFF or PDF";

const refused: Readonly<Partial<Record<FileKind, string>>> = {
  HEIC: "is a HEIC picture, which is not read; save or share it as JPEG",
  BMP: "is a BMP picture, which is not read; save it as PNG",
  "JPEG 2000": "is a JPEG 2000 picture, which is not read; save it as PNG",
  PPM: "is a PPM, PGM or PBM picture, which is not read; save it as PNG",
  HTML: "is a web page, whatever its name says: a server sent that in place of the picture; fetch it again",
  "Git LFS": "is a Git LFS pointer, which stands for the picture; fetch the picture itself with: git lfs pull",
  text: `holds text, whatever its name says, and ${unread}`,
  unknown: unread,
};
