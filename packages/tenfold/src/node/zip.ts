import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { FormatError, InputError } from "../errors.js";
import { readsAsFile } from "./files.js";

export interface ZipOptions {
  /** How many bytes a member may unpack to, 1 GiB by default. */
  readonly limit?: number | undefined;
}

/**
 * Reads one file out of a zip archive, which may be far larger than memory: only the member's own bytes are read. Nothing is
 * written. The whole table of contents is looked through first, so that an archive with a name that leaves its folder is refused even
 * where the member asked for is harmless.
 *
 * @param member its path in the archive, with slashes
 * @throws InputError when the archive cannot be read, or has no such member
 * @throws FormatError when it is no zip archive, is damaged or encrypted, names a path outside itself or one path twice, or the member
 *   is larger than the limit or than it says
 */
export async function zipMember(archive: string, member: string, { limit = 2 ** 30 }: ZipOptions = {}): Promise<Uint8Array> {
  await readsAsFile(archive);
  const zip = await told(archive, openPromise(archive, { lazyEntries: true, autoClose: false, strictFileNames: true }));
  try {
    const entry = await told(archive, find(zip, archive, member));
    check(entry, archive, limit);
    const bytes = await told(`${archive}: ${member}`, contentOf(zip, entry));
    if (crc32(bytes) !== entry.crc32)
      throw new FormatError(`${archive}: ${member} is damaged, its checksum is not the one noted; fetch it again`);
    return bytes;
  } finally {
    zip.close();
  }
}

/**
 * The paths of the files in a zip archive, as its table of contents has them.
 *
 * @throws InputError when the archive cannot be read
 * @throws FormatError when it is no zip archive, is damaged, or names a path outside itself
 */
export async function zipMembers(archive: string): Promise<readonly string[]> {
  await readsAsFile(archive);
  const zip = await told(archive, openPromise(archive, { lazyEntries: true, autoClose: false, strictFileNames: true }));
  try {
    return (await told(archive, entriesOf(zip, archive))).map(({ fileName }) => fileName);
  } finally {
    zip.close();
  }
}

/** Far beyond the archives that are read here, and harmless to look through. */
const MOST_ENTRIES = 10_000;

async function entriesOf(zip: ZipFile, archive: string): Promise<readonly Entry[]> {
  if (zip.entryCount > MOST_ENTRIES) {
    throw new FormatError(`${archive} has ${zip.entryCount} members, at most ${MOST_ENTRIES} are looked through; pass another archive`);
  }
  const entries: Entry[] = [];
  await new Promise<void>((resolve, reject) => {
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on("end", resolve);
    zip.on("error", reject);
    zip.readEntry();
  });
  return entries;
}

async function find(zip: ZipFile, archive: string, member: string): Promise<Entry> {
  const [found, again] = (await entriesOf(zip, archive)).filter(({ fileName }) => fileName === member);
  if (!found) throw new InputError(`${archive} has no member ${member}; pass the archive as it was published`);
  if (again) throw new FormatError(`${archive} has two members ${member}, and which is meant cannot be told; fetch it again`);
  return found;
}

function check(entry: Entry, archive: string, limit: number): void {
  const { fileName, uncompressedSize } = entry;
  if (entry.isEncrypted()) throw new FormatError(`${archive}: ${fileName} is encrypted; pass an archive without a password`);
  if (!entry.canDecodeFileData()) {
    throw new FormatError(
      `${archive}: ${fileName} is packed by method ${entry.compressionMethod}; only stored and deflated members are read`,
    );
  }
  if (uncompressedSize > limit) {
    throw new FormatError(
      `${archive}: ${fileName} unpacks to ${uncompressedSize} bytes, at most ${limit} are taken; pass the published archive`,
    );
  }
}

/** yauzl ends the stream with an error as soon as more bytes come than the entry announces. */
async function contentOf(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const bytes = new Uint8Array(entry.uncompressedSize);
  let length = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    bytes.set(chunk as Uint8Array, length);
    length += (chunk as Uint8Array).length;
  }
  return bytes.subarray(0, length);
}

/** Waits for `work`; what yauzl or zlib say against the bytes becomes a sentence. */
async function told<T>(what: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new FormatError(`${what} ${refusalOf(error instanceof Error ? error.message : "")}`, { cause: error });
  }
}

/** What yauzl 3.4 says of an archive, as what it is and what to do. */
function refusalOf(reason: string): string {
  const path = /^(?:absolute path|invalid relative path|invalid characters in fileName): (.*)$/s.exec(reason)?.[1];
  if (path !== undefined)
    return `names the path ${JSON.stringify(path.slice(0, 100))}, which may lead out of its folder; fetch it from where it was published`;
  if (reason.startsWith("End of central directory record")) return "is no zip archive, or is cut short; fetch it again";
  if (reason.startsWith("multi-disk")) return "is one part of a zip archive of several; join the parts first";
  if (reason.startsWith("strong encryption")) return "is encrypted; pass an archive without a password";
  if (reason.startsWith("too many bytes")) return "is damaged, it unpacks to more bytes than it announces; fetch it again";
  if (reason.startsWith("not enough bytes")) return "is damaged, it unpacks to fewer bytes than it announces; fetch it again";
  return "is a damaged zip archive; fetch it again";
}
