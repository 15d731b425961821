import { serveCalls } from "../../pool/serve-calls.js";
import { parentLink } from "../../pool/start-worker.js";
import { networksUsed } from "../networks-used.js";
import { loadReader, type Reader, readerWith } from "../reader.js";
import type { ReaderOptions } from "../reader-options.js";
import type { Opened, Opening } from "./readers.js";
import { decodedFiles, type ShippedFiles } from "./shipped-files.js";

// The program of the workers that `loadReaders` starts: a reader each.

let reader: Reader;

serveCalls(parentLink(), {
  async open({ options, shipped, used }: Opening): Promise<Opened> {
    reader = shipped ? await readerOfShipped(shipped, options) : await loadReader(options);
    return { engine: reader.engine, model: used ?? reader.model };
  },
  read: (args: Parameters<Reader["read"]>) => reader.read(...args),
  readTogether: (args: Parameters<Reader["readTogether"]>) => reader.readTogether(...args),
  readStrokes: (args: Parameters<Reader["readStrokes"]>) => reader.readStrokes(...args),
});

function readerOfShipped(files: ShippedFiles, options: ReaderOptions): Promise<Reader> {
  const networks = decodedFiles(files);
  return readerWith(networks, networksUsed(networks, {}), options);
}
