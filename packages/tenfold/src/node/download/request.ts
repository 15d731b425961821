import { TransferError } from "./transfer-error.js";

export interface RequestOptions {
  /** A server that sends less than 1 KiB in so long has stalled; 30 seconds unless told. */
  readonly stallMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An answer, and its bytes as they come in. */
export interface HttpAnswer {
  readonly response: Response;
  /** Fails with a TransferError when the connection breaks or stalls. */
  chunks(): AsyncIterable<Uint8Array>;
}

const STALL_MS = 30_000;
/** Fewer bytes than this do not count as going on: a server that sends one a minute would never be done. */
const LEAST_BYTES = 1024;
const MOST_REDIRECTS = 5;

/**
 * Asks for `url`, follows redirects from http or https to the same or better, and watches that the answer keeps coming.
 *
 * @throws TransferError when there is no answer, or it leads astray
 */
export async function request(url: string, headers: Readonly<Record<string, string>>, options: RequestOptions): Promise<HttpAnswer> {
  const watch = watched(options);
  let at = url;
  for (let redirects = 0; ; redirects++) {
    const response = await answered(at, headers, watch);
    const next = redirectOf(response, at);
    if (next === undefined) return { response, chunks: () => chunksOf(response, watch) };
    await response.body?.cancel();
    if (redirects === MOST_REDIRECTS) throw new TransferError(`redirects more than ${MOST_REDIRECTS} times`);
    at = next;
  }
}

async function answered(url: string, headers: Readonly<Record<string, string>>, watch: Watch): Promise<Response> {
  watch.start();
  try {
    // No packing on the way: the bytes shall be those that were published, and a length that can be counted.
    return await fetch(url, { headers: { "accept-encoding": "identity", ...headers }, redirect: "manual", signal: watch.signal });
  } catch (error) {
    throw inWords(error, watch);
  } finally {
    watch.stop();
  }
}

function redirectOf({ status, headers }: Response, from: string): string | undefined {
  const location = headers.get("location");
  if (status < 300 || status > 399 || status === 304 || location === null) return undefined;
  const next = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (next?.protocol === "https:" || (next?.protocol === "http:" && from.startsWith("http:"))) return next.href;
  throw new TransferError(`redirects to ${location.slice(0, 200)}, and only https is followed (or http, from http)`);
}

async function* chunksOf({ body }: Response, watch: Watch): AsyncGenerator<Uint8Array> {
  if (!body) return;
  watch.start();
  try {
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      watch.came(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw inWords(error, watch);
  } finally {
    watch.stop();
  }
}

/** Aborts when nothing comes for too long, or when told from outside. */
interface Watch {
  readonly signal: AbortSignal;
  readonly stallMs: number;
  start(): void;
  came(bytes: number): void;
  stop(): void;
}

function watched({ stallMs = STALL_MS, signal }: RequestOptions): Watch {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let bytes = 0;
  const start = () => {
    clearTimeout(timer);
    bytes = 0;
    timer = setTimeout(() => controller.abort(new TransferError(`sent nothing for ${stallMs / 1000} s`, { again: true })), stallMs);
  };
  return {
    signal: signal ? AbortSignal.any([controller.signal, signal]) : controller.signal,
    stallMs,
    start,
    came(count) {
      bytes += count;
      if (bytes >= LEAST_BYTES) start();
    },
    stop: () => clearTimeout(timer),
  };
}

/** What went wrong with a connection, as the end of a sentence about the server. */
function inWords(error: unknown, { signal }: Watch): unknown {
  if (signal.aborted) return signal.reason; // stalled, or told from outside to stop
  if (error instanceof TransferError) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
  const reason = (code && CAUSES[code]) ?? (cause instanceof Error ? cause.message : String(cause));
  const again = code !== undefined && BROKEN.has(code);
  return new TransferError(again ? "broke the connection off" : `cannot be reached: ${reason}`, { again, cause: error });
}

const BROKEN = new Set(["UND_ERR_SOCKET", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "ECONNRESET", "EPIPE"]);

const CAUSES: Readonly<Record<string, string>> = {
  ENOTFOUND: "its name is unknown, as without a connection to the internet",
  EAI_AGAIN: "its name cannot be looked up, as without a connection to the internet",
  ECONNREFUSED: "it refuses connections",
  ENETUNREACH: "there is no way to it, as without a connection to the internet",
  EHOSTUNREACH: "there is no way to it",
  ETIMEDOUT: "it does not answer",
  UND_ERR_CONNECT_TIMEOUT: "it does not answer",
};
