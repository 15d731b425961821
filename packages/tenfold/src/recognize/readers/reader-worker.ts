import { serveCalls } from "../../pool/serve-calls.js";
import { parentLink } from "../../pool/start-worker.js";
import { loadReader, type Reader } from "../reader.js";

// The program of the workers that `loadReaders` starts: a reader each.

let reader: Reader;

serveCalls(parentLink(), {
  async open(options: Parameters<typeof loadReader>[0]) {
    reader = await loadReader(options);
    return reader.engine;
  },
  read: (args: Parameters<Reader["read"]>) => reader.read(...args),
  readTogether: (args: Parameters<Reader["readTogether"]>) => reader.readTogether(...args),
  readStrokes: (args: Parameters<Reader["readStrokes"]>) => reader.readStrokes(...args),
});
