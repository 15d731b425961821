import { expect, it } from "vitest";
import { fileKind } from "./file-kind.js";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

it.each([
  ["\x89PNG\r\n\x1a\n", "PNG"],
  ["\xff\xd8\xff\xe0", "JPEG"],
  ["RIFF\x10\0\0\0WEBPVP8 ", "WebP"],
  ["II*\0\x08", "TIFF"],
  ["MM\0*\0", "TIFF"],
  ["GIF89a", "GIF"],
  ["\0\0\0\x20ftypavif", "AVIF"],
  ["\0\0\0\x20ftypheic", "HEIC"],
  ["BM\x10\0", "BMP"],
  ["%PDF-1.7", "PDF"],
  ["\n\n%PDF-1.4", "PDF"],
  ['<?xml version="1.0"?>\n<svg width="1"/>', "SVG"],
  ["hello, I am a picture", "text"],
  ["\0\x01\x02", "unknown"],
  ["", "unknown"],
])("knows %j for %s", (text, kind) => expect(fileKind(bytes(text))).toBe(kind));
