import type { TemplateSource } from "./template-source.js";

const KEY = "tenfold template at work";

/** The template that somebody was at in this browser, and did not save. */
export function leftTemplate(): TemplateSource | undefined {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? undefined : (JSON.parse(text) as TemplateSource);
  } catch {
    return undefined;
  }
}

/** Keeps what somebody is at, as far as the browser has room: it is a help and no promise. */
export function leaveTemplate(source: TemplateSource | undefined): void {
  try {
    if (source) localStorage.setItem(KEY, JSON.stringify(source));
    else localStorage.removeItem(KEY);
  } catch {
    // No room, or a private window.
  }
}
