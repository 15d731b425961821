import { useEffect, useState } from "preact/hooks";

const KEY = "tenfold key";

/** The key with which the page asks the server, and whether one is wanted that is not there. */
export interface ServerKey {
  readonly key: string | undefined;
  /** Whether this browser keeps it when the tab is closed. */
  readonly isKept: boolean;
  /** Why the server wants another, in its words. */
  readonly wanted?: string | undefined;
}

let now: ServerKey | undefined;
const listeners = new Set<(now: ServerKey) => void>();

/** As it is at present: of this tab, or kept by this browser. */
export function serverKey(): ServerKey {
  now ??= found();
  return now;
}

function found(): ServerKey {
  try {
    const ofTab = sessionStorage.getItem(KEY);
    const kept = localStorage.getItem(KEY);
    return { key: ofTab ?? kept ?? undefined, isKept: ofTab === null && kept !== null };
  } catch {
    return { key: undefined, isKept: false }; // a browser that keeps nothing
  }
}

/**
 * Takes a key for this tab, or none any more.
 *
 * @param isKept whether this browser keeps it when the tab is closed
 */
export function setServerKey(key: string | undefined, isKept: boolean): void {
  try {
    sessionStorage.removeItem(KEY);
    localStorage.removeItem(KEY);
    if (key !== undefined) (isKept ? localStorage : sessionStorage).setItem(KEY, key);
  } catch {
    // It is known until the page is closed.
  }
  tell({ key, isKept });
}

/** Has the page ask for a key. */
export function wantServerKey(why: string): void {
  tell({ ...serverKey(), wanted: why });
}

function tell(next: ServerKey): void {
  now = next;
  for (const listener of listeners) listener(next);
}

/** The same for what is shown. */
export function useServerKey(): ServerKey {
  const [known, setKnown] = useState(serverKey);
  useEffect(() => {
    listeners.add(setKnown);
    setKnown(serverKey());
    return () => void listeners.delete(setKnown);
  }, []);
  return known;
}
