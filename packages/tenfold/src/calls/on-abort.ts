/** Those who wait for a signal, and the one listener that tells them all. */
interface Waiting {
  readonly tells: Set<() => void>;
  listen(): void;
}

const waitingFor = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls `tell` once the signal is aborted. A signal gets one listener, however many wait for it: Node warns of more than ten as of a leak.
 *
 * @returns what ends that; the listener goes when nobody waits
 */
export function onAbort(signal: AbortSignal | undefined, tell: () => void): () => void {
  if (!signal) return () => {};
  const waiting = waitingFor.get(signal) ?? waitFor(signal);
  waiting.tells.add(tell);
  return () => {
    if (!waiting.tells.delete(tell) || waiting.tells.size > 0) return;
    signal.removeEventListener("abort", waiting.listen);
    waitingFor.delete(signal);
  };
}

function waitFor(signal: AbortSignal): Waiting {
  const tells = new Set<() => void>();
  const listen = () => {
    for (const tell of tells) tell();
  };
  signal.addEventListener("abort", listen);
  const waiting = { tells, listen };
  waitingFor.set(signal, waiting);
  return waiting;
}
