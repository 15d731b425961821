import { isIP } from "node:net";
import { isPublicAddress, PrivateAddressError, publicLookup } from "./public-address.js";

export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether addresses of this machine and of private networks may be sent to. */
  readonly allowPrivate: boolean;
  /** Milliseconds until the answer has to be there as a whole. */
  readonly timeoutMs: number;
}

/** Of an answer its status counts; so many bytes of it are taken, so that who sends them may end. */
const MOST_BYTES = 16_384;
const ENDED = "it ended the connection without an answer";

/**
 * Posts a message, once: it follows no redirect, and goes to no address that is not public, whatever its name says.
 *
 * @returns the status of the answer
 * @throws Error with a sentence where there is none
 */
export async function postMessage(url: string, { allowPrivate, timeoutMs, ...message }: PostOptions): Promise<number> {
  const target = new URL(url);
  const host = target.hostname.replace(/^\[(.*)\]$/, "$1");
  if (!allowPrivate && isIP(host) && !isPublicAddress(host)) throw new PrivateAddressError(host); // looked up is only what is a name
  const { request } = await (target.protocol === "https:" ? import("node:https") : import("node:http"));
  const timeout = AbortSignal.timeout(timeoutMs);
  return new Promise((answered, failed) => {
    const options = {
      method: "POST",
      agent: false,
      headers: message.headers,
      signal: timeout,
      ...(!allowPrivate && { lookup: publicLookup }),
    };
    let isAnswered = false;
    const sent = request(target, options, (response) => {
      isAnswered = true;
      const end = () => {
        response.destroy();
        answered(response.statusCode ?? 0);
      };
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > MOST_BYTES) end();
      });
      response.on("end", end).on("error", end).on("close", end);
    });
    // Whoever wants to speak another protocol has answered no message; nobody takes that connection.
    sent.on("upgrade", (response, socket) => {
      socket.destroy();
      answered(response.statusCode ?? 0);
    });
    sent.on("close", () => {
      if (!isAnswered) failed(new Error(ENDED)); // unless it was told before
    });
    sent.on("error", (error) => failed(timeout.aborted ? new Error(`it did not answer within ${timeoutMs / 1000} s`) : inWords(error)));
    sent.end(message.body);
  });
}

function inWords(error: NodeJS.ErrnoException): Error {
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: "nobody listens there",
    ENOTFOUND: "there is no such name",
    ECONNRESET: ENDED,
  };
  const known = reasons[error.code ?? ""];
  return known === undefined ? error : new Error(known, { cause: error });
}
