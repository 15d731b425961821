/** What a PDF says of how large its units are. */
export interface UserUnit {
  /** How many 1/72 inch a unit has, 1 where nothing is said. */
  readonly scale: number;
  /** Whether pages differ, so that one scale would be wrong for some. */
  readonly differs: boolean;
}

/** More streams, and larger ones, are not looked into. */
const [MOST_STREAMS, LARGEST, MOST_BYTES] = [2000, 4 * 2 ** 20, 32 * 2 ** 20];
/** The longest side that the format allows, 14,400 units, is 5 km then. */
const LARGEST_UNIT = 1000;
const [RETURN, LINE_FEED] = [13, 10];

/**
 * The `/UserUnit` of a PDF's pages, which PDFium does not heed (as of @hyzyla/pdfium 2.1.13) and tells nobody: looked for in the bytes, and in
 * those streams that hold objects.
 *
 * Source: ISO 32000-2, table 31 (UserUnit) and section 7.5.7 (object streams)
 *
 * @param pages how many the file has
 */
export async function userUnit(bytes: Uint8Array, pages: number): Promise<UserUnit> {
  const units = unitsIn(bytes);
  for await (const stream of objectStreams(bytes)) units.push(...unitsIn(stream));
  const [first] = units;
  if (first === undefined) return { scale: 1, differs: false };
  const same = units.every((unit) => unit === first) && units.length >= pages;
  return { scale: same ? first : 1, differs: !same && units.some((unit) => unit !== 1) };
}

const [KEY, OBJECTS, BEGIN, END] = ["/UserUnit", "/ObjStm", "stream", "endstream"].map((word) => new TextEncoder().encode(word)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

function unitsIn(bytes: Uint8Array): number[] {
  const units: number[] = [];
  for (let at = placeOf(KEY, bytes, 0); at >= 0; at = placeOf(KEY, bytes, at + KEY.length)) {
    const said = String.fromCharCode(...bytes.subarray(at + KEY.length, at + KEY.length + 24));
    const unit = Number(/^\s*(\d{0,4}(?:\.\d{0,9})?)(?![\d.])/.exec(said)?.[1]);
    if (unit > 0 && unit <= LARGEST_UNIT) units.push(unit);
  }
  return units;
}

/** Where a word stands next, or -1. */
function placeOf(word: Uint8Array, bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(word[0] as number, from); at >= 0; at = bytes.indexOf(word[0] as number, at + 1)) {
    if (word.every((byte, behind) => bytes[at + behind] === byte)) return at;
  }
  return -1;
}

/** The streams of objects, as far as they are deflated and not locked. */
async function* objectStreams(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  let left = MOST_BYTES;
  let at = placeOf(OBJECTS, bytes, 0);
  for (let count = 0; at >= 0 && count < MOST_STREAMS && left > 0; count++) {
    const start = placeOf(BEGIN, bytes, at);
    if (start < 0) return;
    const body = start + (bytes[start + 6] === RETURN ? 8 : 7); // behind a line feed, or a return and a line feed
    const end = placeOf(END, bytes, body);
    if (end < 0) return;
    const stream = await inflated(bytes.subarray(body, end));
    left -= stream?.length ?? LARGEST; // what was too large took as long
    if (stream) yield stream;
    at = placeOf(OBJECTS, bytes, end);
  }
}

/** A line may end between the packed bytes and "endstream", and the last packed byte may look like its end: what unpacks is right. */
async function inflated(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const { length } = bytes;
  const ends = [length];
  if ([RETURN, LINE_FEED].includes(bytes[length - 1] ?? 0)) ends.push(length - 1);
  if (bytes[length - 2] === RETURN && bytes[length - 1] === LINE_FEED) ends.push(length - 2);
  for (const end of ends) {
    const whole = await inflatedWhole(bytes.subarray(0, end)).catch(() => undefined); // otherwise packed, or locked
    if (whole) return whole;
  }
  return undefined;
}

/** Undefined of what unpacks to more than is looked into. */
async function inflatedWhole(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const reader = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    const part = value as Uint8Array;
    size += part.length;
    if (size > LARGEST) {
      await reader.cancel();
      return undefined;
    }
    parts.push(part);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
