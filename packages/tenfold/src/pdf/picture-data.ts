/** What the bytes of a picture in a PDF say of themselves, whatever PDFium 2.1.13 makes of them: it draws some of them white without a word. */
export interface PictureData {
  /** As the dictionary calls its last coding. */
  readonly filter: string;
  readonly bytes: Uint8Array;
  readonly height: number;
}

/** Beyond what blank paper takes, so many bytes are headers. */
const HEADERS = 64;

/** Whether the bytes hold more than blank paper, or are such that nothing can come of them. */
export function isLost({ filter, bytes, height }: PictureData): boolean {
  if (filter === "JBIG2Decode") return mmrBytes(bytes) > height / 8 + HEADERS;
  return filter === "DCTDecode" && precisionOf(bytes) !== 8;
}

/** Segments of JBIG2 that hold pixels, with where in their data the flag of MMR lies: generic regions, halftones, patterns. (ITU-T T.88, 7.3) */
const regions: Readonly<Record<number, number>> = { 16: 0, 20: 17, 22: 17, 23: 17, 36: 17, 38: 17, 39: 17 };
const MOST_SEGMENTS = 10_000;

/** How many bytes of a JBIG2 stream are coded as MMR, of which a blank row takes a bit. (ITU-T T.88, 7.2) */
function mmrBytes(stream: Uint8Array): number {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  let sum = 0;
  try {
    for (let at = 0, count = 0; at + 11 <= stream.length && count < MOST_SEGMENTS; count++) {
      const number = view.getUint32(at);
      const flags = view.getUint8(at + 4);
      const short = view.getUint8(at + 5) >> 5;
      const isLong = short === 7;
      const referred = isLong ? view.getUint32(at + 5) & 0x1fffffff : short;
      const references = (isLong ? 4 + Math.ceil((referred + 1) / 8) : 1) + referred * (number <= 256 ? 1 : number <= 65_536 ? 2 : 4);
      const data = at + 5 + references + (flags & 0x40 ? 4 : 1) + 4;
      const length = view.getUint32(data - 4);
      const size = length === 0xffffffff ? stream.length - data : length;
      const flag = regions[flags & 63];
      if (flag !== undefined && view.getUint8(data + flag) & 1) sum += Math.min(size, stream.length - data);
      at = data + size;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // it ends in the middle of a segment
  }
  return sum;
}

/** Bits a sample, as a JPEG's frame says; undefined where it has none. (ITU-T T.81, B.2.2) */
function precisionOf(bytes: Uint8Array): number | undefined {
  for (let at = 2; at + 5 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) at++;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return bytes[at + 4];
    else at += 2 + (bytes[at + 2] as number) * 256 + (bytes[at + 3] as number);
  }
  return undefined;
}
