import type { TiffDirectory } from "./tiff-directories.js";

/** Compressions that sharp's own build of libtiff lacks (sharp 0.35.5), by what TIFF calls them. */
const UNREAD: Readonly<Record<number, string>> = {
  6: "JPEG of the old style",
  34661: "JBIG",
  34712: "JPEG 2000",
  33003: "JPEG 2000",
  33005: "JPEG 2000",
  34887: "LERC",
  34925: "LZMA",
  50000: "Zstd",
  50001: "WebP",
  50002: "JPEG XL",
};

/** What a TIFF's page is that nothing here reads, as "is a TIFF of a kind that is not read (Zstd); save it as PNG". */
export function tiffRefusal(directory: TiffDirectory): string | undefined {
  const what = UNREAD[directory.compression] ?? unreadNumbers(directory);
  return what && `is a TIFF of a kind that is not read (${what}); save it as PNG`;
}

function unreadNumbers({ photometric, bits, sampleFormat, samples }: TiffDirectory): string | undefined {
  const [size = 1] = bits;
  if (photometric === 8 && size === 8) return "Lab colors";
  if (sampleFormat === 2) return "signed numbers";
  if (sampleFormat === 5 || sampleFormat === 6) return "complex numbers";
  if (bits.some((other) => other !== size)) return "samples of different size";
  if (samples > MOST_SAMPLES) return `${samples} samples a pixel`;
  const isRead = sampleFormat === 3 ? size === 16 || size === 32 : [1, 2, 4, 8, 16, 32].includes(size);
  return isRead ? undefined : `${sampleFormat === 3 ? "floats of " : ""}${size} bits${sampleFormat === 3 ? "" : " a sample"}`;
}

/** Beyond colors and what lies beside them it is no picture but measurements. */
const MOST_SAMPLES = 16;
