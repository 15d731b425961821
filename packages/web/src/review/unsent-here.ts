import type { Unsent } from "./outbox.js";

const KEY = "tenfold unsent corrections";

/** What was said here before and has not been sent: of a page that was closed while the connection was lost. */
export function unsentHere(): readonly Unsent[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]") as Unsent[];
  } catch {
    return []; // a browser that keeps nothing, or something else under that name
  }
}

/** Keeps it until then, where the browser lets it. */
export function keepUnsent(waiting: readonly Unsent[]): void {
  try {
    if (waiting.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(waiting));
  } catch {
    // It is still sent by this page.
  }
}
