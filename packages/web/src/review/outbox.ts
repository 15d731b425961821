import type { FieldToReview, Verdict } from "tenfold-works/review/record";

/** What somebody said of a field, until the server has it. */
export interface Unsent {
  readonly field: FieldToReview;
  readonly verdict: Verdict;
  /** What stands there, where that is something else than was read. */
  readonly text?: string;
  /** The name of who said it. */
  readonly by: string;
}

export interface OutboxOptions {
  /** What waits from an earlier time. */
  readonly before: readonly Unsent[];
  /** Sends one; the same one again is no harm. */
  send(one: Unsent): Promise<void>;
  /** Whether it may succeed at another time: nobody answered, or the server is not well. */
  isPassing(error: unknown): boolean;
  /** Is told whenever something waits, or waits no more, before it is sent: to keep it. */
  onWaiting(waiting: readonly Unsent[]): void;
  onSent(one: Unsent): void;
  /** It is not sent again. */
  onRefused(one: Unsent, error: Error): void;
  /** Nobody answers, or somebody answers again. */
  onConnection(lost: Error | undefined): void;
  /** Resolves when it is time for the next try: after so many milliseconds, or earlier where there is hope. */
  pause(milliseconds: number): Promise<void>;
}

/** What was said and not sent yet: one after the other, in order, over and over while the connection is lost. */
export interface Outbox {
  readonly waiting: readonly Unsent[];
  add(one: Unsent): void;
  /** Takes the last one back that has not gone; undefined where the server may have all of them. */
  takeBack(): Promise<Unsent | undefined>;
}

const [FIRST_PAUSE, LONGEST_PAUSE] = [1000, 15_000];

export function outbox({ before, send, isPassing, onWaiting, onSent, onRefused, onConnection, pause }: OutboxOptions): Outbox {
  let waiting = [...before];
  let isAtWork = false;
  /** The one that is on its way, and when it is over, one way or the other. */
  let going: { readonly one: Unsent; readonly over: Promise<unknown> } | undefined;
  const change = (next: Unsent[]) => {
    waiting = next;
    onWaiting(waiting);
  };
  const without = (one: Unsent) => change(waiting.filter((other) => other !== one));

  async function sendAll(): Promise<void> {
    let milliseconds = FIRST_PAUSE;
    try {
      for (let [first] = waiting; first; [first] = waiting) {
        const lost = await tried(first);
        onConnection(lost);
        if (!lost) milliseconds = FIRST_PAUSE;
        else {
          await pause(milliseconds);
          milliseconds = Math.min(LONGEST_PAUSE, 2 * milliseconds);
        }
      }
    } finally {
      isAtWork = false;
    }
  }

  /** @returns why it is to be tried again */
  async function tried(one: Unsent): Promise<Error | undefined> {
    const sending = send(one);
    going = { one, over: sending.catch(() => {}) };
    try {
      await sending;
      without(one);
      onSent(one);
    } catch (error) {
      if (isPassing(error)) return error as Error;
      without(one);
      onRefused(one, error as Error);
    } finally {
      going = undefined;
    }
    return undefined;
  }

  function begin(): void {
    if (isAtWork) return;
    isAtWork = true;
    void sendAll();
  }

  if (waiting.length > 0) begin();
  return {
    get waiting() {
      return waiting;
    },
    add(one) {
      change([...waiting, one]);
      begin();
    },
    async takeBack() {
      const last = waiting.at(-1);
      if (last && last === going?.one) await going.over;
      if (!last || waiting.at(-1) !== last) return undefined;
      without(last);
      return last;
    },
  };
}
