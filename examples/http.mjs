// node http.mjs: a picture or PDF comes in by POST, what was read goes out as JSON. PORT says where, 3000 unless told.

import { createServer } from "node:http";
import { BusyError, InputError } from "tenfold";
import { pageDecoder } from "tenfold/node";
import { loadReaders } from "tenfold/recognize";

const MOST_BYTES = 20_000_000;
const readers = await loadReaders({ queue: 32, timeoutMs: 20_000 }); // one a core, each on a thread
const decoder = pageDecoder({ processes: readers.workers });

const server = createServer(async (request, response) => {
  try {
    const parts = [];
    for await (const part of request) {
      parts.push(part);
      if (parts.reduce((sum, { length }) => sum + length, 0) > MOST_BYTES)
        throw new InputError("that is too large; send a smaller picture");
    }
    const strings = [];
    for await (const { picture, number } of decoder.pages(Buffer.concat(parts), "the body"))
      for (const { text, confidence, status } of (await readers.read(picture)).strings)
        strings.push({ page: number, text, confidence, status });
    response.setHeader("content-type", "application/json").end(JSON.stringify({ strings }));
  } catch (error) {
    response.statusCode = error instanceof BusyError ? 503 : error instanceof InputError ? 400 : 500;
    response.end(JSON.stringify({ error: error.message }));
  }
});
server.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
