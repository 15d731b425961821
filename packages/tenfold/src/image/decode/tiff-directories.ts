/** What one directory of a TIFF says of its picture. */
export interface TiffDirectory {
  /** Whether it is a smaller copy of another picture, or the mask of one, and no page. */
  readonly isCopy: boolean;
  /** Bits of each sample. */
  readonly bits: readonly number[];
  /** 1 none, 4 fax, 5 LZW, 7 JPEG, 8 deflate, … */
  readonly compression: number;
  /** 0 white is zero, 1 black is zero, 2 RGB, 3 palette, 5 CMYK, 6 YCbCr, 8 Lab. */
  readonly photometric: number;
  readonly samples: number;
  /** What samples behind the colors are: 0 unspecified, 1 and 2 alpha. */
  readonly extraSamples: readonly number[];
  /** 1 counts, 2 signed numbers, 3 floats. */
  readonly sampleFormat: number;
  /** Numbers an inch along x and y, where a unit is told. */
  readonly density: Density | undefined;
  /** As EXIF has it: from 5 on rows and columns change places. */
  readonly orientation: number;
}

/** Pixels an inch. */
export interface Density {
  readonly x: number;
  readonly y: number;
}

/** More directories, and more entries of one, are not read; of lists, as of places of strips, only the first numbers are. */
const [MOST_DIRECTORIES, MOST_ENTRIES, MOST_NUMBERS] = [10_001, 512, 16];
/** The tags that are looked at. */
const TAGS = [254, 255, 258, 259, 262, 274, 277, 282, 283, 296, 338, 339];

/**
 * The directories of a TIFF in their order, as sharp counts them (page 0 is the first); none where the bytes are no TIFF, and those before
 * it where one is damaged. Both byte orders, and BigTIFF.
 *
 * Source: TIFF 6.0, section 2 and 8; Adobe's "TIFF Technical Note 1" for subfiles; the BigTIFF proposal of libtiff
 */
export function tiffDirectories(bytes: Uint8Array): readonly TiffDirectory[] {
  const layout = layoutOf(bytes);
  if (!layout) return [];
  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  let at = layout.offset(layout.isBig ? 8 : 4);
  while (at !== undefined && at > 0 && !seen.has(at) && directories.length < MOST_DIRECTORIES) {
    seen.add(at);
    const read = entriesAt(layout, at);
    if (!read) break;
    directories.push(described(read.entries));
    at = read.next;
  }
  return directories;
}

/** Numbers as the file's byte order and size of offsets have them; nothing beyond its end. */
interface Layout {
  readonly isBig: boolean;
  number(at: number, size: number): number | undefined;
  offset(at: number): number | undefined;
}

function layoutOf(bytes: Uint8Array): Layout | undefined {
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = bytes[0] === 0x49 && bytes[1] === 0x49;
  if (!isLittle && !(bytes[0] === 0x4d && bytes[1] === 0x4d)) return undefined;
  const mark = view.getUint16(2, isLittle);
  if (mark !== 42 && mark !== 43) return undefined;
  const isBig = mark === 43;
  const number = (at: number, size: number) => {
    if (!Number.isSafeInteger(at) || at < 0 || at + size > bytes.length) return undefined;
    if (size === 8) return Number(view.getBigUint64(at, isLittle));
    return size === 4 ? view.getUint32(at, isLittle) : size === 2 ? view.getUint16(at, isLittle) : view.getUint8(at);
  };
  return { isBig, number, offset: (at) => number(at, isBig ? 8 : 4) };
}

/** The numbers of each entry by its tag. */
type Entries = ReadonlyMap<number, readonly number[]>;

/** Bytes of a number by its type: 1 bytes, 3 short, 4 long, 5 fractions of two longs, 16 long of 8 bytes. */
const SIZES: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 5: 8, 16: 8 };

function entriesAt({ isBig, number, offset }: Layout, start: number): { entries: Entries; next: number | undefined } | undefined {
  const count = number(start, isBig ? 8 : 2);
  if (count === undefined || count < 1 || count > MOST_ENTRIES) return undefined;
  const [head, size, inline] = isBig ? [8, 20, 8] : [2, 12, 4];
  const entries = new Map<number, number[]>();
  for (let index = 0; index < count; index++) {
    const at = start + head + index * size;
    const [tag, type, length] = [number(at, 2), number(at + 2, 2), offset(at + 4)];
    if (tag === undefined || type === undefined || length === undefined) return undefined;
    const each = TAGS.includes(tag) ? SIZES[type] : undefined;
    if (each === undefined) continue;
    const place = at + 4 + inline;
    const from = each * length <= inline ? place : offset(place);
    if (from === undefined) continue;
    const values: number[] = [];
    for (let item = 0; item < Math.min(length, MOST_NUMBERS); item++) {
      const where = from + item * each;
      const value = type === 5 ? (number(where, 4) ?? Number.NaN) / (number(where + 4, 4) ?? Number.NaN) : number(where, each);
      if (value !== undefined) values.push(value);
    }
    entries.set(tag, values);
  }
  return { entries, next: offset(start + head + count * size) };
}

function described(entries: Entries): TiffDirectory {
  const one = (tag: number, none: number) => entries.get(tag)?.[0] ?? none;
  const [kind, older] = [one(254, 0), one(255, 0)];
  return {
    isCopy: (kind & 0b101) !== 0 || older === 2,
    bits: entries.get(258) ?? [1],
    compression: one(259, 1),
    photometric: one(262, -1),
    samples: one(277, 1),
    extraSamples: entries.get(338) ?? [],
    sampleFormat: one(339, 1),
    density: densityOf(one(282, 0), one(283, 0), one(296, 0)),
    orientation: one(274, 1),
  };
}

/** An inch is unit 2, a centimeter 3; what has no unit says nothing. */
function densityOf(x: number, y: number, unit: number): Density | undefined {
  const inches = unit === 2 ? 1 : unit === 3 ? 2.54 : 0;
  const density = { x: x * inches, y: y * inches };
  return Number.isFinite(density.x) && density.x > 0 && Number.isFinite(density.y) && density.y > 0 ? density : undefined;
}
