import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};

export interface SiteHost {
  readonly address: string;
  close(): Promise<void>;
}

/** With these a page has threads at once; without them a site's service worker sets them, and loads the page once more. */
const ISOLATION = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/**
 * A host as simple as they come: files of a folder below `/tenfold/`, no headers but their type.
 *
 * @param lacks a file that it does not give
 * @param isolates whether it also sets the headers that threads need
 */
export async function serveSite(
  folder: string,
  { lacks, isolates = false }: { lacks?: string; isolates?: boolean } = {},
): Promise<SiteHost> {
  const server = createServer(async ({ url = "/" }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, "http://localhost").pathname)).replace(/^\/tenfold\//, "/");
    const file = path.endsWith("/") ? `${path}index.html` : path;
    const bytes = file === `/${lacks}` ? undefined : await readFile(join(folder, file)).catch(() => undefined);
    const type = { "content-type": types[extname(file)] ?? "application/octet-stream" };
    response.writeHead(bytes ? 200 : 404, { ...type, ...(isolates && ISOLATION) }).end(bytes);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tenfold/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
