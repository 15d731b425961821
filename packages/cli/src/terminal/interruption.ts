import type { Interruption } from "tenfold-works";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** npm passes Ctrl-C on to a process that the terminal has told already: what comes within this time is the same wish. */
const SAME_WISH_MS = 300;

/** The part of a process that signals need. */
export interface Signaled {
  on(signal: (typeof SIGNALS)[number], listener: () => void): unknown;
  off(signal: (typeof SIGNALS)[number], listener: () => void): unknown;
  exit(code: number): void;
}

/** Takes the first SIGINT or SIGTERM for the wish to stop, and ends the process with 130 at the second. */
export function listen(process: Signaled): Interruption {
  const controller = new AbortController();
  let first: number | undefined;
  const wish = () => {
    const now = performance.now();
    if (first !== undefined && now - first > SAME_WISH_MS) process.exit(130);
    first ??= now;
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, wish);
  return {
    signal: controller.signal,
    end() {
      for (const signal of SIGNALS) process.off(signal, wish);
    },
  };
}
