/** What a request is refused with: RFC 9457, application/problem+json. */
export interface Problem {
  /** A word that programs can tell it by, as a URI reference. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** The sentence that the command line would print. */
  readonly detail: string;
  /** Where in the request something else is wanted. */
  readonly errors?: readonly { readonly detail: string; readonly pointer: string }[];
}

/** The titles of status codes that are answered here (RFC 9110; 429 and 431 RFC 6585; 499 as nginx has it; 507 RFC 4918). */
const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  408: "Request Timeout",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  499: "Client Closed Request",
  500: "Internal Server Error",
  503: "Service Unavailable",
  507: "Insufficient Storage",
};

/** An error that is answered as it is. */
export class ProblemError extends Error {
  override name = "ProblemError";

  readonly status: number;
  /** Where in the request, as a JSON pointer into its query, body or headers: "#/query/field". */
  readonly pointer: string | undefined;
  /** Headers that go with it. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, pointer?: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.pointer = pointer;
    this.headers = headers;
  }
}

export function problemOf(status: number, detail: string, pointer?: string): Problem {
  return {
    type: "about:blank",
    title: titles[status] ?? "Error",
    status,
    detail,
    ...(pointer !== undefined && { errors: [{ detail, pointer }] }),
  };
}
