import { useEffect, useState } from "preact/hooks";

/** Whether Tenfold's server gave the page: any other host has no such address. */
export function useServer(): boolean | undefined {
  const [hasServer, setHasServer] = useState<boolean>();
  useEffect(() => {
    if (__SITE__) return setHasServer(false);
    let isOver = false;
    askServer<{ readonly status?: string }>("health/live").then(
      ({ status }) => !isOver && setHasServer(status === "live"),
      () => !isOver && setHasServer(false),
    );
    return () => {
      isOver = true;
    };
  }, []);
  return hasServer;
}

/** What the server refuses, in its own words. */
export class ServerError extends Error {
  override name = "ServerError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Asks the server.
 *
 * @throws ServerError with its sentence; TypeError where nobody answers
 */
export async function askServer<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(new URL(path, document.baseURI), { ...init, headers: { "x-reviewer": reviewerName(), ...init.headers } });
  const isJson = /[/+]json/.test(response.headers.get("content-type") ?? "");
  const body = isJson ? ((await response.json()) as unknown) : undefined;
  if (!response.ok)
    throw new ServerError(response.status, (body as { detail?: string } | undefined)?.detail ?? `the server answers ${response.status}`);
  if (body === undefined) throw new ServerError(response.status, "this host is no Tenfold server");
  return body as Answer;
}

const REVIEWER = "tenfold reviewer";

/** How the person calls themselves, on this machine; "local" until they have said it. */
export function reviewerName(): string {
  return localStorage.getItem(REVIEWER) ?? "local";
}

export function setReviewerName(name: string): void {
  localStorage.setItem(REVIEWER, name);
}
