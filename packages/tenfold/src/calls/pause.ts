/**
 * Lets timers, signals and messages be served, at most every `everyMs` milliseconds: awaiting a promise alone does not. A
 * message to oneself is the shortest way round the event loop that Node and browsers share.
 */
export function pauses(everyMs = 15): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < everyMs) return;
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
    last = performance.now();
  };
}
