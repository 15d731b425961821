import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { FieldToReview, ReviewStats, Verdict } from "tenfold-works/review/record";
import { askServer, reviewerName } from "../server.js";
import { ServerError } from "../server-answer.js";
import { pageOfField } from "./field-view.js";
import { loadedPage } from "./loaded-pages.js";
import { type Outbox, outbox, type Unsent } from "./outbox.js";
import { keepUnsent, unsentHere } from "./unsent-here.js";

/** So many fields, and their pages, are there before they are wanted. */
const AHEAD = 6;
/** The most that the server gives at once. */
const MOST = 50;
/** Where nothing is left, it is looked again after so many milliseconds. */
const AGAIN = 5000;

/** The fields to look at, and what becomes of what is said of them. */
export interface Fields {
  /** The first one is looked at. */
  readonly queue: readonly FieldToReview[];
  readonly stats: ReviewStats | undefined;
  /** How many are kept here until the server answers; 0 while it does. */
  readonly kept: number;
  readonly trouble: string | undefined;
  /** The next field is there at once; what was said is sent meanwhile. */
  say(verdict: Verdict, text?: string): void;
  /** Takes back what was said last. */
  undo(): Promise<void>;
  /** The next field first. */
  later(): void;
  /** Somebody else is here from now on: fields are another's while they were given to who was here before. */
  renamed(): void;
}

/** @param onReturned is told of a field that is looked at again, and what was written there */
export function useFields(hasServer: boolean, onReturned: (field: FieldToReview, text: string | undefined) => void): Fields {
  const [queue, setQueue] = useState<readonly FieldToReview[]>([]);
  const [stats, setStats] = useState<ReviewStats>();
  const [lost, setLost] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const box = useRef<Outbox>(undefined);
  /** Counts what was said and sent: what the server told before is no longer so. */
  const turn = useRef(0);
  const returned = useRef(onReturned);
  returned.current = onReturned;

  const refresh = useCallback(async () => {
    const waiting = box.current?.waiting ?? [];
    const own = ++turn.current;
    try {
      const count = Math.min(MOST, AHEAD + waiting.length);
      const [{ fields }, told] = await Promise.all([
        askServer<{ readonly fields: FieldToReview[] }>(`v1/review/next?count=${count}`),
        askServer<ReviewStats>("v1/review/stats"),
      ]);
      if (own !== turn.current) return;
      const unsaid = fields.filter(({ id }) => !waiting.some(({ field }) => field.id === id));
      setQueue((now) => [
        ...now.filter(({ id }) => unsaid.some((one) => one.id === id)),
        ...unsaid.filter(({ id }) => !now.some((one) => one.id === id)),
      ]);
      for (const field of unsaid) void loadedPage(pageOfField(field));
      setStats(told);
      setLost(undefined);
    } catch (error) {
      if (isPassing(error)) setLost(inWords(error as Error));
      else setTrouble((error as Error).message);
    }
  }, []);

  const giveBack = useCallback(({ field, text }: Unsent) => {
    turn.current++;
    setQueue((now) => [field, ...now.filter(({ id }) => id !== field.id)]);
    returned.current(field, text);
  }, []);

  useEffect(() => {
    if (!hasServer) return;
    box.current ??= outbox({
      before: unsentHere(),
      send: sent,
      isPassing,
      onWaiting: keepUnsent,
      onConnection: (error) => setLost(error && inWords(error)),
      onSent: () => void refresh(),
      onRefused(one, error) {
        setTrouble(`${one.field.documentName}, page ${one.field.page}: ${error.message}`);
        const isGone = error instanceof ServerError && [404, 409].includes(error.status);
        if (!isGone) giveBack(one);
        void refresh();
      },
      pause: untilHope,
    });
    void refresh();
  }, [hasServer, refresh, giveBack]);

  const isOut = queue.length === 0;
  useEffect(() => {
    if (!hasServer || !isOut) return;
    const timer = setInterval(() => void refresh(), AGAIN);
    return () => clearInterval(timer);
  }, [hasServer, isOut, refresh]);

  const [field] = queue;
  return {
    queue,
    stats,
    kept: lost === undefined ? 0 : (box.current?.waiting.length ?? 0),
    trouble: trouble ?? lost,
    say(verdict, text) {
      if (!field) return;
      turn.current++;
      setTrouble(undefined);
      setQueue((now) => now.filter(({ id }) => id !== field.id));
      box.current?.add({ field, verdict, ...(text !== undefined && { text }), by: reviewerName() });
    },
    async undo() {
      setTrouble(undefined);
      const back = await box.current?.takeBack();
      if (back) return giveBack(back);
      try {
        await askServer("v1/review/undo", { method: "POST" });
        setQueue([]);
        await refresh();
      } catch (error) {
        setTrouble((error as Error).message);
      }
    },
    renamed() {
      setQueue([]);
      void refresh();
    },
    later: () => setQueue((now) => [...now.slice(1), ...now.slice(0, 1)]),
  };
}

async function sent({ field, verdict, text, by }: Unsent): Promise<void> {
  const body = JSON.stringify({ verdict, ...(text !== undefined && { text }) });
  await askServer(`v1/fields/${field.id}/corrections`, { method: "POST", headers: { "content-type": "application/json" }, body, by });
}

/** Nobody answers, or the server is not well, asked too often, or wants a key first. */
function isPassing(error: unknown): boolean {
  return !(error instanceof ServerError) || error.status >= 500 || error.status === 429 || error.status === 401;
}

function inWords(error: Error): string {
  if (error instanceof ServerError && error.status === 401) return error.message;
  return `${error.message}; it is asked again`;
}

/** A while; or until the browser says that the connection is there again. */
function untilHope(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      removeEventListener("online", over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    addEventListener("online", over);
  });
}
