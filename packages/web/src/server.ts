import { useEffect, useState } from "preact/hooks";
import { serverKey, wantServerKey } from "./kept/server-key.js";
import { isJson, ServerError, serverAnswer, withKey } from "./server-answer.js";

/** Who gave the page: the service, `tenfold review`, which has fields to look at and nothing else, or another host. */
export type Behind = "service" | "review" | "nobody";

/** Who is behind the page, once that is known: a host that is not Tenfold's has no such address. */
export function useBehind(): Behind | undefined {
  const [behind, setBehind] = useState<Behind>();
  useEffect(() => {
    if (__SITE__) return setBehind("nobody");
    let isOver = false;
    askServer<{ readonly status?: string; readonly serves?: string }>("health/live").then(
      ({ status, serves }) => !isOver && setBehind(status !== "live" ? "nobody" : serves === "review" ? "review" : "service"),
      () => !isOver && setBehind("nobody"),
    );
    return () => {
      isOver = true;
    };
  }, []);
  return behind;
}

/** A request, and who makes it: who the person says they are, unless told, with the key of this tab, unless another is tried. */
type Asking = RequestInit & { readonly by?: string; readonly key?: string };

/**
 * Asks the server.
 *
 * @throws ServerError with its sentence; TypeError where nobody answers
 */
export async function askServer<Answer>(path: string, init: Asking = {}): Promise<Answer> {
  const response = await answered(path, init);
  if (!isJson(response)) throw new ServerError(response.status, "this host is no Tenfold server");
  return (await response.json()) as Answer;
}

/** The same where the answer is a text. */
export async function askServerText(path: string): Promise<string> {
  return (await answered(path, {})).text();
}

/**
 * The bytes that the server has at an address.
 *
 * @throws ServerError with its sentence; TypeError where nobody answers
 */
export async function askServerBlob(path: string): Promise<Blob> {
  return (await answered(path, {})).blob();
}

async function answered(path: string, { by = reviewerName(), key: tried, ...init }: Asking): Promise<Response> {
  const key = tried ?? serverKey().key;
  const headers = { "x-reviewer": asHeader(by), ...withKey(key), ...init.headers };
  try {
    return await serverAnswer(new URL(path, document.baseURI), { ...init, headers });
  } catch (error) {
    // What was asked with a key that has been changed since says nothing of the new one.
    const isRefused = error instanceof ServerError && error.status === UNAUTHORIZED;
    if (isRefused && tried === undefined && key === serverKey().key) wantServerKey(error.message);
    throw error;
  }
}

const UNAUTHORIZED = 401;

/** Headers are bytes, of which a browser takes each from a sign: the bytes of its UTF-8. */
function asHeader(name: string): string {
  return String.fromCharCode(...new TextEncoder().encode(name));
}

const REVIEWER = "tenfold reviewer";

/** How the person calls themselves, on this machine; "local" until they have said it. */
export function reviewerName(): string {
  try {
    told ??= localStorage.getItem(REVIEWER) ?? undefined;
  } catch {
    // A browser that keeps nothing knows it until the page is closed.
  }
  return told ?? "local";
}

let told: string | undefined;

export function setReviewerName(name: string): void {
  told = name;
  try {
    localStorage.setItem(REVIEWER, name);
  } catch {
    // As above.
  }
}
