import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".html": "text/html", ".map": "application/json" };

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the built library and the test's own files on a free port of this machine, with or without cross-origin isolation, and
 * with a Content-Security-Policy where one is given.
 */
export async function serve(isolated: boolean, policy?: string): Promise<Served> {
  const library = join(import.meta.dirname, "../..");
  const folders: Readonly<Record<string, string>> = { dist: library, models: library, workers: join(library, "test") };
  const headers = {
    ...(policy && { "content-security-policy": policy }),
    ...(isolated && { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" }),
  };
  return serving(async (path) => {
    if (path === "/") return "<!doctype html><title>tenfold</title>";
    return readFile(join(folders[path.split("/")[1] ?? ""] ?? import.meta.dirname, path));
  }, headers);
}

/** Serves a folder as it is, `index.html` for itself. */
export async function serveFolder(folder: string): Promise<Served> {
  return serving((path) => readFile(join(folder, path === "/" ? "index.html" : path)));
}

async function serving(
  bodyOf: (path: string) => Promise<string | Uint8Array>,
  always: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const server: Server = createServer(async ({ url = "/" }, response) => {
    const path = normalize(new URL(url, "http://localhost").pathname);
    const headers = { "content-type": types[extname(path)] ?? "text/html", ...always };
    try {
      const body = await bodyOf(path);
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
