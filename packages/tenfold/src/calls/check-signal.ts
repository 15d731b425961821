import { refuseCame } from "../what-came.js";

/** @throws UsageError when it is neither a signal nor left out */
export function checkSignal(who: string, signal: unknown): void {
  if (signal === undefined || typeof (signal as Partial<AbortSignal> | null)?.addEventListener === "function") return;
  refuseCame(`${who}: signal`, signal, "that of an AbortController");
}
