import type { Interrupted } from "../host.js";
import type { WishToStop } from "./wish-to-stop.js";

/** A part of work that may be broken off and goes on: an epoch's worth of a run, a run of a study, a file of many. */
export interface Part<Done> {
  /** What it came to, where it was done before; absent for a part that finds out itself. */
  finished?(): Promise<Done | undefined>;
  /**
   * Does it, and keeps what it came to. What takes long looks at the signal, saves where it stands, and throws `Interrupted`.
   *
   * @param signal aborted once somebody wishes to stop
   */
  perform(signal: AbortSignal): Promise<Done>;
  /** What becomes of a wish to stop meanwhile, in words. */
  readonly onWish?: string;
}

/**
 * Does parts one after the other, and none twice. A wish to stop is heeded before each part that is yet to be done.
 *
 * @param interrupted tells how to go on, after so many parts
 * @returns what each part came to, in their order
 * @throws what `interrupted` gives
 */
export async function inParts<Done>(
  parts: readonly Part<Done>[],
  wish: WishToStop,
  interrupted: (after: number) => Interrupted,
): Promise<Done[]> {
  const done: Done[] = [];
  for (const part of parts) {
    const before = await part.finished?.();
    if (before === undefined && wish.signal.aborted) throw interrupted(done.length);
    wish.meanwhile(part.onWish);
    done.push(before ?? (await part.perform(wish.signal)));
  }
  return done;
}
