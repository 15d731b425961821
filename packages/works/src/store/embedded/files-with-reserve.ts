import { NodeFS } from "@electric-sql/pglite/nodefs";
import type { DiskReserve } from "./disk-reserve.js";

/** What of Emscripten's files is used here: `write` gives how many bytes it has written, or throws an error with the number of what is wrong. */
interface NodeFiles {
  readonly stream_ops: { write: (stream: { readonly path?: string }, ...rest: unknown[]) => number };
}

/** No room on the disk, and none for this user, as WASI numbers what is wrong. */
const [NO_SPACE, QUOTA] = [51, 19];

/**
 * The files of a database in this process, which finds room for its log on a full disk. A statement that finds none for its rows fails, and nothing else does. But where the
 * log finds none for its next file, PGlite 0.5.14 tells that statement so and never comes back from the one after it: it computes on without a call to the system, and the
 * process with it.
 */
export class FilesWithReserve extends NodeFS {
  readonly #reserve: DiskReserve;

  constructor(path: string, reserve: DiskReserve) {
    super(path);
    this.#reserve = reserve;
  }

  override async init(...asked: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(...asked);
    const spending = (module: unknown) => spendWhereFull(filesOf(module), this.#reserve);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), spending] } };
  }
}

/** Has the reserve be given up where there is no room for the log, or for what else is no row, and writes again then. */
export function spendWhereFull({ stream_ops }: NodeFiles, reserve: DiskReserve): void {
  const { write } = stream_ops;
  stream_ops.write = (stream, ...rest) => {
    try {
      return write(stream, ...rest);
    } catch (error) {
      if (!isFull(error) || isOfRows(stream.path) || !reserve.spend()) throw error;
      return write(stream, ...rest);
    }
  };
}

/** How Node's files are reached in a module of Emscripten. */
export function filesOf(module: unknown): NodeFiles {
  return (module as { readonly FS: { readonly filesystems: { readonly NODEFS: NodeFiles } } }).FS.filesystems.NODEFS;
}

function isFull(error: unknown): boolean {
  const { errno } = error as { readonly errno?: number };
  return errno === NO_SPACE || errno === QUOTA;
}

/** Files of tables and of what is sorted aside. */
function isOfRows(path = ""): boolean {
  return path.includes("/base/");
}
