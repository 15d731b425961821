// The process that decodes: it reads requests from standard input and answers on file descriptor 3. What decoders print goes nowhere.

import { Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { errorMessage } from "../../pool/error-message.js";
import { decodePages } from "../decode-pages.js";
import type { DecodeOptions, Page } from "../page.js";
import type { Answer, Request } from "./decoder-messages.js";
import { ANSWERS, SHARED } from "./descriptors.js";
import { framesFrom, sendFrame } from "./frames.js";
import { put } from "./shared-file.js";

/** Smaller pages pass through a pipe as fast. */
const WORTH_IT = 1 << 20;

const [, , memory, hasFile] = process.argv;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {}); // those are for the program that asks; this one ends with it
/** 1 while something is decoded. */
const atWork = new Int32Array(new SharedArrayBuffer(4));
const answers = new Socket({ fd: ANSWERS, readable: false, writable: true });

await sendFrame<Answer>(answers, { is: "ready" });
void import("sharp").catch(() => {}); // most files want it, and it takes a while
new Worker(new URL("./memory-watch.js", import.meta.url), { workerData: { mostBytes: Number(memory), atWork } }).unref();
let pages: AsyncGenerator<Page> | undefined;
for await (const { words, body } of framesFrom<Request>(process.stdin)) {
  beAtWork(1);
  if (words.ask === "open") {
    await pages?.return(undefined);
    const { name, dpi, gray, pixelLimit, only, from } = words;
    const onUndrawn: DecodeOptions["onUndrawn"] = ({ number, of, error }) =>
      void sendFrame<Answer>(answers, { is: "undrawn", number, of, error: error.message });
    pages = decodePages(body, name, { dpi, gray, pixelLimit, only, from, onUndrawn });
  }
  await answer();
  beAtWork(0);
}
process.exit();

function beAtWork(is: 0 | 1): void {
  Atomics.store(atWork, 0, is);
  Atomics.notify(atWork, 0);
}

async function answer(): Promise<void> {
  const { words, pixels } = await nextOf(pages);
  const shared = pixels && pixels.length >= WORTH_IT && hasFile && put(SHARED, pixels) ? { shared: pixels.length } : undefined;
  await sendFrame<Answer>(answers, { ...words, ...shared }, shared ? undefined : pixels);
}

async function nextOf(from: AsyncGenerator<Page> | undefined): Promise<{ readonly words: Answer; readonly pixels?: Uint8Array }> {
  try {
    const next = await from?.next();
    if (!next || next.done) return { words: { is: "end" } };
    const { picture, ...page } = next.value;
    const { pixels, ...size } = picture;
    const words = { is: "page", ...page, picture: size, wide: pixels.BYTES_PER_ELEMENT as 1 | 2 } as const;
    return { words, pixels: new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength) };
  } catch (error) {
    return { words: { is: "error", error: errorMessage(error) } };
  }
}
