import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers one request; `count` tells how many came before for the same path. */
export type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

export interface FileServer {
  /** "http://127.0.0.1:…" */
  readonly origin: string;
  /** The requests that came: path, and range where one was asked for. */
  readonly log: string[];
  close(): Promise<void>;
}

/** A server on this machine that answers as the handlers for its paths say, and 404 elsewhere. */
export async function serveFiles(handlers: Readonly<Record<string, Handler>>): Promise<FileServer> {
  const log: string[] = [];
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    const { range } = request.headers;
    log.push(range ? `${path} ${range}` : path);
    const count = counts.get(path) ?? 0;
    counts.set(path, count + 1);
    const handler = Object.hasOwn(handlers, path) ? handlers[path] : undefined;
    if (handler) handler(request, response, count);
    else response.writeHead(404).end("not found");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A well-behaved server: whole files, and parts of them for those who know which version they have. */
export function whole(content: Uint8Array, tag = '"v1"'): Handler {
  return (request, response) => {
    const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? "") ?? [];
    if (from === undefined || request.headers["if-range"] !== tag) {
      response.writeHead(200, { etag: tag, "content-length": content.length }).end(content);
      return;
    }
    const rest = content.subarray(Number(from));
    const range = `bytes ${from}-${content.length - 1}/${content.length}`;
    response.writeHead(206, { etag: tag, "content-length": rest.length, "content-range": range }).end(rest);
  };
}
