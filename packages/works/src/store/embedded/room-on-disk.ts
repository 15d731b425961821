import { statfs } from "node:fs/promises";
import { InputError } from "tenfold";

/** What is refused where the disk is all but full. */
export class NoRoomError extends InputError {
  override name = "NoRoomError";

  constructor(message = "the server's disk is full, and nothing of this was kept; make room on it, and send it again") {
    super(message);
  }
}

/**
 * So many bytes stay free for what goes on by itself: three files of the log of a database in this process. Where it cannot write that, it neither goes on nor ends,
 * and all that it answers waits for it.
 */
const KEPT_FREE = { request: 48_000_000, job: 32_000_000 } as const;
/** A file lies on the disk as it comes, in the database, and in its log. */
const COPIES = 3;
/** Where so much was free beside what is needed, it is not looked again for so many milliseconds: no disk fills faster. */
const [PLENTY, FRESH] = [10_000_000_000, 1000];
/** What was last seen of each folder. */
const seen = new Map<string, { readonly free: number; readonly at: number }>();

/**
 * Whether there is room in a folder for a request with so many bytes, or for a job to be begun.
 *
 * @throws NoRoomError where there is not
 */
export async function refuseWithoutRoom(folder: string, { bytes = 0, what }: { bytes?: number; what: "request" | "job" }): Promise<void> {
  const needed = KEPT_FREE[what] + COPIES * bytes;
  const known = seen.get(folder);
  if (known && performance.now() - known.at < FRESH && known.free >= PLENTY + needed) return;
  const { bavail, bsize } = await statfs(folder);
  seen.set(folder, { free: bavail * bsize, at: performance.now() });
  if (bavail * bsize < needed) throw new NoRoomError();
}
