// node serve.mjs: this folder and the library's, as any server of static files would give them. PORT says where, 3001 unless told.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const library = dirname(fileURLToPath(import.meta.resolve("tenfold/package.json")));
const types = { ".html": "text/html", ".js": "text/javascript", ".safetensors": "application/octet-stream" };

const server = createServer(async ({ url }, response) => {
  const path = normalize(new URL(url, "http://pad").pathname);
  const [, inLibrary] = /^\/tenfold(\/.*)$/.exec(path) ?? [];
  try {
    const body = await readFile(inLibrary ? join(library, inLibrary) : join(import.meta.dirname, path === "/" ? "index.html" : path));
    response.setHeader("content-type", types[extname(path)] ?? "text/html").end(body);
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(Number(process.env.PORT ?? 3001), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
