import { basename, join } from "node:path";
import { asLabeled } from "../../data/pens/unipen-errata.js";
import { parseStrokeSamples, type StrokeSample } from "../../data/stroke-samples.js";
import { InputError } from "../../errors.js";
import { listFolder } from "../files.js";
import { rawFile } from "../raw-file.js";

/** One in so many writers is kept to test with. */
const ONE_IN = 10 / 3;

/** Whether a writer's characters are kept to test with: by his name alone, so that another share of a collection changes nobody's side. */
export function isKeptWriter(writer: string): boolean {
  let hash = 0x811c9dc5; // FNV-1a
  for (const unit of writer) hash = Math.imul(hash ^ (unit.codePointAt(0) as number), 0x01000193);
  return (hash >>> 0) / 2 ** 32 < 1 / ONE_IN;
}

/** The files of a folder that hold pen strokes. */
export function strokeFilesAmong(names: readonly string[]): string[] {
  return names.filter((name) => /\.ndjson(\.gz)?$/i.test(name)).sort();
}

/** Characters as pens wrote them, with the SHA-256 of each raw file, in hex, by its name. */
export interface PenStrokes {
  readonly samples: readonly StrokeSample[];
  readonly hashes: Readonly<Record<string, string>>;
}

/**
 * Reads the pen strokes of a folder, as the isolated characters of UNIPEN are handed out: every file of it that ends in `.ndjson` or
 * `.ndjson.gz`. Characters that are not what their label says are left out.
 *
 * @throws InputError when the folder cannot be read, or has none
 * @throws FormatError when a file is damaged
 */
export async function penStrokes(folder: string): Promise<PenStrokes> {
  const files = strokeFilesAmong(await listFolder(folder));
  if (files.length === 0) throw new InputError(`${folder} holds no pen strokes; wanted are files that end in .ndjson or .ndjson.gz`);
  const samples: StrokeSample[] = [];
  const hashes: Record<string, string> = {};
  for (const file of files) {
    const { path, bytes, sha256 } = await rawFile(join(folder, file));
    for (const sample of asLabeled(parseStrokeSamples(new TextDecoder().decode(bytes), path))) samples.push(sample);
    hashes[basename(file)] = sha256;
  }
  return { samples, hashes };
}
