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
 * What the server answers, in pages and in workers.
 *
 * @throws ServerError with its sentence; TypeError where nobody answers
 */
export async function serverAnswer(url: URL, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch(({ message }: Error) => {
    throw new TypeError(`the server does not answer (${message})`);
  });
  if (response.ok) return response;
  const { detail = `the server answers ${response.status}` } = isJson(response)
    ? ((await response.json()) as { readonly detail?: string })
    : {};
  throw new ServerError(response.status, detail);
}

export function isJson({ headers }: Response): boolean {
  return /[/+]json/.test(headers.get("content-type") ?? "");
}

/** The header of a request with a key. */
export function withKey(key: string | undefined): Readonly<Record<string, string>> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` };
}
