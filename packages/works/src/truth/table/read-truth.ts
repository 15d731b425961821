import { FormatError } from "tenfold";
import { readBytes } from "tenfold/node";
import { type MatchOptions, matchTruth, type TruthByFile } from "./match-truth.js";
import { parseTruth } from "./parse-truth.js";

/** No table is larger, in bytes; a million lines are some 30 million. */
const LARGEST = 64_000_000;

/**
 * Truth from a file, by the files that it is about.
 *
 * @throws FormatError when the file is no such table
 * @throws InputError when it names files that are not read, or fields that there are not
 */
export async function readTruth(options: MatchOptions): Promise<TruthByFile> {
  const { name } = options;
  const bytes = await readBytes(name);
  if (bytes.length > LARGEST) throw new FormatError(`${name} has ${bytes.length} bytes, a table of truth has at most ${LARGEST}; part it`);
  return matchTruth(parseTruth(decoded(bytes, name), name), options);
}

function decoded(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new FormatError(`${name} is no UTF-8 text; save the table as CSV in UTF-8`, { cause: error });
  }
}
