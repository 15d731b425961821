import { type FileHandle, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { type RequestOptions, request } from "./request.js";
import { TransferError } from "./transfer-error.js";

export interface ResumedTransferOptions extends RequestOptions {
  /** The length that was published; an answer that announces another is refused at once. */
  readonly size?: number | undefined;
  /** No more bytes than this are taken, whatever the server says. */
  readonly limit: number;
  /** Told how many bytes are there of how many, the latter where it is known. */
  readonly onProgress?: ((received: number, total: number | undefined) => void) | undefined;
}

/**
 * Fetches `url` into the file `part`, or the rest of it where an earlier transfer broke off: the server is asked to go on only if its
 * file is still the same (Range with If-Range), and to start over otherwise. What arrived stays in `part` when this fails.
 *
 * Source: RFC 9110, sections 13.1.5 (If-Range) and 14 (Range)
 *
 * @returns whether a part of the bytes is from earlier
 * @throws TransferError with what the server did, and whether it is worth asking it again
 */
export async function resumedTransfer(url: string, part: string, options: ResumedTransferOptions): Promise<{ readonly resumed: boolean }> {
  const earlier = await earlierPart(url, part);
  const headers = earlier ? { range: `bytes=${earlier.size}-`, "if-range": earlier.validator } : {};
  const { response, chunks } = await request(url, headers, options);
  const resumed = response.status === 206;
  try {
    const from = startOf(response, earlier?.size);
    const total = totalOf(response, from);
    refuseLength(total, options);
    await writeFile(notePath(part), JSON.stringify({ url, validator: validatorOf(response) }));
    const file = await open(part, resumed ? "r+" : "w");
    try {
      await receive(chunks(), file, from, total, options);
    } finally {
      await file.close();
    }
    return { resumed };
  } catch (error) {
    await response.body?.cancel().catch(() => {}); // it may be at its end, or broken
    if (error instanceof TransferError && error.startOver) await discard(part);
    throw error;
  }
}

/** Removes what a transfer has left. */
export async function discard(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(notePath(part), { force: true });
}

/** Beside the part: where it comes from, and what the server called its version. */
function notePath(part: string): string {
  return `${part}.json`;
}

interface Earlier {
  readonly size: number;
  readonly validator: string;
}

/** What an earlier transfer from the same place left, when the server can tell whether its file is still the same. */
async function earlierPart(url: string, part: string): Promise<Earlier | undefined> {
  try {
    const { size } = await stat(part);
    const note = Object(JSON.parse(await readFile(notePath(part), "utf8"))) as { url: unknown; validator: unknown };
    const { validator } = note;
    return size > 0 && note.url === url && isValidator(validator) ? { size, validator } : undefined;
  } catch {
    return undefined; // no part, or a note that cannot be read: from the beginning
  }
}

/** What is fit for a header. */
function isValidator(value: unknown): value is string {
  return typeof value === "string" && /^[\x20-\x7e]{1,200}$/.test(value);
}

/** A strong entity tag, or the date of the last change; a weak tag does not promise the same bytes. */
function validatorOf({ headers }: Response): string | undefined {
  const tag = headers.get("etag");
  if (headers.has("content-encoding")) return undefined; // bytes that are unpacked on the way cannot be counted
  return tag && !tag.startsWith("W/") ? tag : (headers.get("last-modified") ?? undefined);
}

/** Where the bytes of an answer belong. */
function startOf(response: Response, asked: number | undefined): number {
  if (response.status === 200) return 0;
  if (response.status === 416) throw new TransferError("has fewer bytes than it gave earlier", { again: true, startOver: true });
  if (response.status !== 206) throw new TransferError(`answered ${response.status}`, { again: response.status >= 500 });
  const [, from] = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "") ?? [];
  if (asked === undefined || Number(from) !== asked) {
    throw new TransferError("sent another part than was asked for", { again: true, startOver: true });
  }
  return asked;
}

function totalOf({ headers }: Response, from: number): number | undefined {
  const length = headers.get("content-length");
  return length === null || headers.has("content-encoding") || !/^\d+$/.test(length) ? undefined : from + Number(length);
}

function refuseLength(total: number | undefined, { size, limit }: ResumedTransferOptions): void {
  if (total === undefined) return;
  if (size !== undefined && total !== size) {
    throw new TransferError(`announces ${total} bytes where ${size} were published`, { startOver: true });
  }
  if (total > limit) throw new TransferError(`announces ${total} bytes, at most ${limit} are taken`, { startOver: true });
}

async function receive(
  chunks: AsyncIterable<Uint8Array>,
  file: FileHandle,
  from: number,
  total: number | undefined,
  { limit, onProgress }: ResumedTransferOptions,
): Promise<void> {
  let at = from;
  onProgress?.(at, total);
  for await (const chunk of chunks) {
    if (at + chunk.length > (total ?? limit)) {
      throw new TransferError(`sends more than ${total ?? limit} bytes`, { startOver: true });
    }
    await file.write(chunk, 0, chunk.length, at);
    at += chunk.length;
    onProgress?.(at, total);
  }
  if (total !== undefined && at < total) throw new TransferError(`broke off after ${at} of ${total} bytes`, { again: true });
  await file.sync();
}
