import { onAbort } from "./on-abort.js";
import { pauses } from "./pause.js";

/** Calls that share what they work on, and so take turns, in the order in which they came. */
export interface CallQueue {
  /**
   * Does `work` once every call before has ended, whether well or not; never before the caller goes on.
   *
   * @param signal takes the call off the queue; when its work has begun, that ends unheard, and the next waits for it all the same
   * @throws the signal's reason; and what `close` was told, when the queue closes before the call's turn
   */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /**
   * Lets `use`, which the call at work runs, call in turn: what is called until `use` is done does not wait for the call at work, which
   * could wait for it in vain, but takes turns of its own, and all of it has ended when this returns.
   */
  lend<T>(use: () => T | Promise<T>): Promise<T>;
  /** Whether it is lent at present. */
  readonly isLent: boolean;
  /** Calls that have not begun. */
  readonly waiting: number;
  /**
   * Fails the calls that wait, and all later ones. Returns when the one at work has ended.
   *
   * @param reason why they fail
   */
  close(reason: Error): Promise<void>;
}

interface Call {
  begin(): Promise<void>;
  fail(reason: unknown): void;
}

/** Calls in a row; `serving` while one is at work. */
interface Lane {
  readonly calls: Call[];
  serving?: Promise<void> | undefined;
}

export function callQueue(): CallQueue {
  const own: Lane = { calls: [] };
  let lent: Lane | undefined;
  let closed: Error | undefined;

  async function serve(lane: Lane): Promise<void> {
    const pause = pauses();
    await undefined; // the caller goes on first: what it calls in the same breath comes before anything that the work itself calls
    for (let call = lane.calls.shift(); call; call = lane.calls.shift()) {
      await call.begin();
      await pause(); // many short calls in a row are no reason to be deaf
    }
    lane.serving = undefined;
  }

  return {
    run<T>(work: () => Promise<T>, signal?: AbortSignal) {
      return new Promise<T>((resolve, reject) => {
        if (closed) return reject(closed);
        if (signal?.aborted) return reject(signal.reason);
        const lane = lent ?? own;
        const call: Call = {
          async begin() {
            try {
              resolve(await work());
            } catch (error) {
              reject(error);
            } finally {
              leave();
            }
          },
          fail(reason) {
            leave();
            reject(reason);
          },
        };
        const abort = () => {
          const at = lane.calls.indexOf(call);
          if (at >= 0) lane.calls.splice(at, 1);
          call.fail(signal?.reason);
        };
        const leave = onAbort(signal, abort);
        lane.calls.push(call);
        lane.serving ??= serve(lane);
      });
    },
    async lend(use) {
      const lane: Lane = { calls: [] };
      const tick = pauses(0);
      lent = lane;
      try {
        return await use();
      } finally {
        while (lane.serving) {
          await lane.serving;
          await tick(); // who waited for that call may be about to make the next
        }
        lent = undefined;
      }
    },
    get isLent() {
      return lent !== undefined;
    },
    get waiting() {
      return own.calls.length + (lent?.calls.length ?? 0);
    },
    async close(reason) {
      closed = reason;
      for (const { calls } of [own, ...(lent ? [lent] : [])]) for (const call of calls.splice(0)) call.fail(reason);
      await own.serving;
    },
  };
}
