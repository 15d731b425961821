import { createWriteStream, type WriteStream } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { Writable } from "node:stream";

/** A file of at most so many bytes is kept in memory while it comes, as most cut-out fields are: the disk would take longer than the network. */
const SMALL = 500_000;

/** A file while it comes: small ones in memory, larger ones on the disk. */
export interface ComingBytes {
  readonly into: Writable;
  /** All that came, once `into` has ended. */
  bytes(): Promise<Uint8Array>;
  /** Takes it away from the disk. */
  forget(): Promise<void>;
}

/** @param path where a larger one lies meanwhile; nothing is there */
export function comingBytes(path: string, small = SMALL): ComingBytes {
  const held: Buffer[] = [];
  let size = 0;
  let file: WriteStream | undefined;

  function spilled(): WriteStream {
    const stream = createWriteStream(path);
    stream.on("error", () => {}); // whoever writes is told
    for (const chunk of held.splice(0)) stream.write(chunk);
    return stream;
  }

  const into = new Writable({
    write(chunk: Buffer, _, done) {
      size += chunk.length;
      if (!file && size > small) file = spilled();
      if (file) file.write(chunk, done);
      else {
        held.push(chunk);
        done();
      }
    },
    final(done) {
      if (file) file.end(done);
      else done();
    },
    destroy(error, done) {
      file?.destroy();
      done(error);
    },
  });
  return {
    into,
    bytes: async () => (file ? readFile(path) : Buffer.concat(held)),
    async forget() {
      if (file) await rm(path, { force: true });
    },
  };
}
