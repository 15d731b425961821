import type { ConnectionError } from "fastify";
import { problemOf } from "./problem.js";

/** What stands at the other end of a connection. */
interface Line {
  readonly destroyed: boolean;
  readonly writable: boolean;
  write(text: string): unknown;
  destroy(error?: Error): unknown;
}

/** Answers what never became a request, as the server's HTTP gives it up: too late, too large a head, or no HTTP. Nothing else can come on the connection. */
export function answerBroken(error: ConnectionError, line: Line): void {
  if (error.code === "ECONNRESET" || line.destroyed) return;
  if (line.writable) {
    const problem = problemOf(...(KNOWN[error.code] ?? NO_HTTP));
    const body = JSON.stringify(problem);
    const head = `HTTP/1.1 ${problem.status} ${problem.title}\r\nContent-Length: ${Buffer.byteLength(body)}`;
    line.write(`${head}\r\nContent-Type: application/problem+json; charset=utf-8\r\nConnection: close\r\n\r\n${body}`);
  }
  line.destroy(error);
}

const NO_HTTP = [400, "this is no request as HTTP/1.1 has them"] as const;

/** By Node's codes. */
const KNOWN: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "the request was not there as a whole in time; send it again, faster"],
  HPE_HEADER_OVERFLOW: [431, "the request's head is larger than this server takes"],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, "the request's chunks have longer extensions than this server takes"],
};
