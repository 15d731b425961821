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

/**
 * A host as simple as they come: files of a folder below `/tenfold/`, no headers but their type.
 *
 * @param lacks a file that it does not give
 */
export async function serveSite(folder: string, lacks?: string): Promise<SiteHost> {
  const server = createServer(async ({ url = "/" }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, "http://localhost").pathname)).replace(/^\/tenfold\//, "/");
    const file = path.endsWith("/") ? `${path}index.html` : path;
    const bytes = file === `/${lacks}` ? undefined : await readFile(join(folder, file)).catch(() => undefined);
    response.writeHead(bytes ? 200 : 404, { "content-type": types[extname(file)] ?? "application/octet-stream" }).end(bytes);
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
