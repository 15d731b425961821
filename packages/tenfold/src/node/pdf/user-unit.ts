import { inflateSync } from "node:zlib";

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

/**
 * The `/UserUnit` of a PDF's pages, which PDFium does not heed (as of @hyzyla/pdfium 2.1.13) and tells nobody: looked for in the bytes, and in
 * those streams that hold objects.
 *
 * Source: ISO 32000-2, table 31 (UserUnit) and section 7.5.7 (object streams)
 *
 * @param pages how many the file has
 */
export function userUnit(bytes: Uint8Array, pages: number): UserUnit {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = unitsIn(text);
  for (const stream of objectStreams(text)) units.push(...unitsIn(stream));
  const [first] = units;
  if (first === undefined) return { scale: 1, differs: false };
  const same = units.every((unit) => unit === first) && units.length >= pages;
  return { scale: same ? first : 1, differs: !same && units.some((unit) => unit !== 1) };
}

function unitsIn(bytes: Buffer): number[] {
  const units: number[] = [];
  for (let at = bytes.indexOf(KEY); at >= 0; at = bytes.indexOf(KEY, at + KEY.length)) {
    const said = bytes.toString("latin1", at + KEY.length, at + KEY.length + 24);
    const unit = Number(/^\s*(\d{0,4}(?:\.\d{0,9})?)(?![\d.])/.exec(said)?.[1]);
    if (unit > 0 && unit <= LARGEST_UNIT) units.push(unit);
  }
  return units;
}

const KEY = "/UserUnit";

/** The streams of objects, as far as they are deflated and not locked. */
function* objectStreams(bytes: Buffer): Generator<Buffer> {
  let left = MOST_BYTES;
  let at = bytes.indexOf("/ObjStm");
  for (let count = 0; at >= 0 && count < MOST_STREAMS && left > 0; count++) {
    const start = bytes.indexOf("stream", at);
    if (start < 0) return;
    const body = start + (bytes[start + 6] === 13 ? 8 : 7); // behind a line feed, or a return and a line feed
    const end = bytes.indexOf("endstream", body);
    if (end < 0) return;
    const stream = inflated(bytes.subarray(body, end));
    left -= stream?.length ?? LARGEST; // what was too large took as long
    if (stream) yield stream;
    at = bytes.indexOf("/ObjStm", end);
  }
}

function inflated(bytes: Uint8Array): Buffer | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: LARGEST });
  } catch {
    return undefined; // otherwise packed, locked or too large
  }
}
