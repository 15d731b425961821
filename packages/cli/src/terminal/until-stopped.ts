import type { Interruption } from "tenfold-works";

/** Waits until somebody wishes to stop what goes on by itself, as a server does. */
export function untilStopped({ signal }: Interruption): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    signal.addEventListener("abort", () => done());
  });
}
