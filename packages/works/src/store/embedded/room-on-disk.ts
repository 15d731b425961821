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

/**
 * Whether there is room in a folder for a request with so many bytes, or for a job to be begun.
 *
 * @throws NoRoomError where there is not
 */
export async function refuseWithoutRoom(folder: string, { bytes = 0, what }: { bytes?: number; what: "request" | "job" }): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= KEPT_FREE[what] + COPIES * bytes) return;
  throw new NoRoomError();
}
