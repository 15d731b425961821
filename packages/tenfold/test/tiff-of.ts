/** One directory of a TIFF: its entries by tag, each with its numbers, and the pixels of its one strip. */
export interface TiffDirectory {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** Beside size, strip and what is usual: one sample of 8 bits, uncompressed, 0 is black. Those given here come first. */
  readonly tags?: Readonly<Record<number, readonly number[]>>;
}

/** Tags whose numbers are fractions. */
const RATIONAL = [282, 283];
const LONG = [254, 273, 279];

/** A TIFF of these pages, written plainly, low byte first. (TIFF 6.0, section 2) */
export function tiffOf(directories: readonly TiffDirectory[]): Uint8Array {
  const parts: Buffer[] = [];
  let length = 8;
  const add = (part: Uint8Array) => {
    const place = length;
    const padded = Buffer.concat([part, Buffer.alloc(part.length % 2)]);
    parts.push(padded);
    length += padded.length;
    return place;
  };
  const places = directories.map(({ width, height, pixels, tags = {} }) => {
    const strip = add(pixels);
    const usual = {
      256: [width],
      257: [height],
      258: [8],
      259: [1],
      262: [1],
      273: [strip],
      277: [1],
      278: [height],
      279: [pixels.length],
    };
    const entries = Object.entries({ ...usual, ...tags }).map(([tag, values]) => entryOf(Number(tag), values, add));
    const head = Buffer.alloc(2);
    head.writeUInt16LE(entries.length);
    return add(Buffer.concat([head, ...entries, Buffer.alloc(4)]));
  });
  const bytes = Buffer.concat([Buffer.from("II*\0\0\0\0\0", "latin1"), ...parts]);
  bytes.writeUInt32LE(places[0] ?? 0, 4);
  for (const [at, place] of places.entries()) bytes.writeUInt32LE(places[at + 1] ?? 0, place + 2 + 12 * bytes.readUInt16LE(place));
  return bytes;
}

function entryOf(tag: number, values: readonly number[], add: (part: Uint8Array) => number): Buffer {
  const [type, size] = RATIONAL.includes(tag) ? [5, 8] : LONG.includes(tag) ? [4, 4] : [3, 2];
  const body = Buffer.alloc(Math.max(4, size * values.length));
  for (const [at, value] of values.entries()) {
    if (type === 3) body.writeUInt16LE(value, 2 * at);
    else body.writeUInt32LE(type === 5 ? Math.round(value * 1000) : value, size * at);
    if (type === 5) body.writeUInt32LE(1000, size * at + 4);
  }
  const entry = Buffer.alloc(12);
  entry.writeUInt16LE(tag, 0);
  entry.writeUInt16LE(type, 2);
  entry.writeUInt32LE(values.length, 4);
  if (body.length > 4) entry.writeUInt32LE(add(body), 8);
  else body.copy(entry, 8);
  return entry;
}
