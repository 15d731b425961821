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
  ["\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf", "HEIC"],
  ["\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "AVIF"],
  ["BM\x10\0", "BMP"],
  ["%PDF-1.7", "PDF"],
  ["\n\n%PDF-1.4", "PDF"],
  ['<?xml version="1.0"?>\n<svg width="1"/>', "SVG"],
  ["hello, I am a picture", "text"],
  ["\n<!DOCTYPE html><svg/>", "HTML"],
  ["<html lang='en'>", "HTML"],
  ["version https://git-lfs.github.com/spec/v1\noid", "Git LFS"],
  ["P5\n2 2\n255\n", "PPM"],
  ["P.S. I am a letter", "text"],
  ["\0\0\0\x0cjP  \r\n", "JPEG 2000"],
  ["\xff\x4f\xff\x51", "JPEG 2000"],
  ["\0\x01\x02", "unknown"],
  ["", "unknown"],
])("knows %j for %s", (text, kind) => expect(fileKind(bytes(text))).toBe(kind));

it("knows a PDF by a mark in its first 1024 bytes, and no further", () => {
  expect(fileKind(bytes(`${"\0".repeat(1019)}%PDF-1.7`))).toBe("PDF");
  expect(fileKind(bytes(`${"\0".repeat(1024)}%PDF-1.7`))).toBe("unknown");
});
