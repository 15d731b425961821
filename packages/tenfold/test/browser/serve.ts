import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".html": "text/html", ".map": "application/json" };

/**
 * Serves the built library and the test's own files on a free port of this machine, with or without cross-origin isolation, and
 * with a Content-Security-Policy where one is given.
 */
export async function serve(isolated: boolean, policy?: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const dist = join(import.meta.dirname, "../../dist");
  const server: Server = createServer(async ({ url = "/" }, response) => {
    const path = normalize(new URL(url, "http://localhost").pathname);
    const headers = {
      "content-type": types[extname(path)] ?? "text/html",
      ...(policy && { "content-security-policy": policy }),
      ...(isolated && { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" }),
    };
    try {
      const body = path === "/" ? "<!doctype html><title>tenfold</title>" : await readFile(fileFor(path));
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  const fileFor = (path: string) => (/^\/(dist|models)\//.test(path) ? join(dist, "..", path) : join(import.meta.dirname, path));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
