import type { Readable, Writable } from "node:stream";

/** A message between processes: words as JSON, and bytes beside them. */
export interface Frame<Words> {
  readonly words: Words;
  readonly body: Uint8Array;
}

/** Before each: how long the words are in bytes, and how long the body, both as unsigned 32-bit numbers, low byte first. */
const HEAD = 8;
/** Words are short. */
const MOST_WORDS = 1 << 20;
/** A body is a file, or a page's pixels. */
const MOST_BODY = 2 ** 31;

/** Sends one, and waits until it has left. */
export async function sendFrame<Words>(to: Writable, words: Words, body: Uint8Array = new Uint8Array()): Promise<void> {
  const text = Buffer.from(JSON.stringify(words));
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(text.length, 0);
  head.writeUInt32LE(body.length, 4);
  to.write(Buffer.concat([head, text]));
  await new Promise<void>((resolve, reject) => to.write(body, (error) => (error ? reject(error) : resolve())));
}

/**
 * Those that come, one after the other. A body lies in memory of its own.
 *
 * @throws RangeError when one is longer than any that is sent
 */
export async function* framesFrom<Words>(from: Readable): AsyncGenerator<Frame<Words>> {
  const take = taker(from);
  for (let head = await take(HEAD); head; head = await take(HEAD)) {
    const [words, bytes] = [Buffer.from(head.buffer).readUInt32LE(0), Buffer.from(head.buffer).readUInt32LE(4)];
    if (words > MOST_WORDS || bytes > MOST_BODY) throw new RangeError(`a frame of ${words} and ${bytes} bytes`);
    const text = await take(words);
    const body = await take(bytes);
    if (!text || !body) return;
    yield { words: JSON.parse(Buffer.from(text.buffer).toString()) as Words, body };
  }
}

/** Takes so many bytes of a stream, in memory of their own; nothing where it ends before. */
function taker(from: Readable): (count: number) => Promise<Uint8Array | undefined> {
  const chunks = from[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Uint8Array = new Uint8Array();
  return async (count) => {
    const taken = new Uint8Array(count);
    for (let at = 0; at < count; ) {
      if (rest.length === 0) {
        const next = await chunks.next();
        if (next.done) return undefined;
        rest = next.value;
      }
      const part = rest.subarray(0, count - at);
      taken.set(part, at);
      at += part.length;
      rest = rest.subarray(part.length);
    }
    return taken;
  };
}
