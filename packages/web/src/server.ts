import { useEffect, useState } from "preact/hooks";

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
  const response = await answered(path, init);
  if (!isJson(response)) throw new ServerError(response.status, "this host is no Tenfold server");
  return (await response.json()) as Answer;
}

/** The same where the answer is a text. */
export async function askServerText(path: string): Promise<string> {
  return (await answered(path, {})).text();
}

async function answered(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(new URL(path, document.baseURI), { ...init, headers: { "x-reviewer": reviewerName(), ...init.headers } });
  if (response.ok) return response;
  const { detail } = isJson(response) ? ((await response.json()) as { readonly detail?: string }) : {};
  throw new ServerError(response.status, detail ?? `the server answers ${response.status}`);
}

function isJson({ headers }: Response): boolean {
  return /[/+]json/.test(headers.get("content-type") ?? "");
}

const REVIEWER = "tenfold reviewer";

/** How the person calls themselves, on this machine; "local" until they have said it. */
export function reviewerName(): string {
  return localStorage.getItem(REVIEWER) ?? "local";
}

export function setReviewerName(name: string): void {
  localStorage.setItem(REVIEWER, name);
}
