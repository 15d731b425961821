import type { Host } from "../host.js";

/** Somebody's wish that a piece of work be stopped. */
export interface WishToStop {
  /** Aborted once there is one. */
  readonly signal: AbortSignal;
  /** What a second wish does. */
  readonly again: string | undefined;
  /** What becomes of a wish from now on, to be told at once when it comes; nothing is told where that is undefined. */
  meanwhile(sentence: string | undefined): void;
}

/** Does work and listens all the while for the wish to stop it. */
export async function heedingWishes<T>(host: Host, work: (wish: WishToStop) => Promise<T>): Promise<T> {
  const { signal, again, end } = host.interruption();
  let told: string | undefined;
  signal.addEventListener("abort", () => {
    if (told !== undefined) host.tell([told, again].filter(Boolean).join("; "));
  });
  try {
    return await work({
      signal,
      again,
      meanwhile(sentence) {
        told = sentence;
      },
    });
  } finally {
    end();
  }
}

/** The host of work that is a part of other work: the wish to stop is that of the whole, and a part that is over no longer hears it. */
export function hostOfPart(host: Host, { signal, again }: WishToStop): Host {
  return {
    ...host,
    interruption() {
      const controller = new AbortController();
      const forward = () => controller.abort();
      if (signal.aborted) forward();
      signal.addEventListener("abort", forward);
      const end = () => signal.removeEventListener("abort", forward);
      return { signal: controller.signal, end, ...(again !== undefined && { again }) };
    },
  };
}
