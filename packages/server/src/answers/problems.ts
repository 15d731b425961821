import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, FastifySchemaValidationError } from "fastify";
import { BusyError, InputError, TimeoutError } from "tenfold/errors";
import { NoRoomError } from "tenfold-works/store";
import { type Problem, ProblemError, problemOf } from "./problem.js";

/** Every refusal as a problem; a fault of ours as one without a word of what is inside. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    return sendProblem(reply, problemIn(error, request, reply));
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, problemOf(404, `there is no ${request.method} ${pathOf(request.url)}; /docs shows what there is`)),
  );
}

/** An error as a problem, for an answer whose headers are set as it wants; a fault of ours is noted in the log. */
export function problemIn(error: FastifyError, request: FastifyRequest, reply: FastifyReply): Problem {
  if (error instanceof ProblemError) reply.headers(error.headers);
  const problem = problemFrom(error, request);
  endsConnection(request, reply);
  if (problem.status === 503) reply.header("retry-after", "1");
  if ((problem.status >= 500 && problem.status !== 503) || isOfDeadReader(error)) request.log.error({ err: error }, "a request failed");
  return problem;
}

/** A request that was refused before it was there as a whole leaves the rest of it on the connection: nothing else can come on that. */
function endsConnection({ raw }: FastifyRequest, reply: FastifyReply): void {
  if (!raw.complete) reply.header("connection", "close");
}

/** A problem as the answer. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type("application/problem+json; charset=utf-8").serializer(JSON.stringify).send(problem);
}

function problemFrom(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof ProblemError) return problemOf(error.status, error.message, error.pointer);
  if (error instanceof BusyError || error instanceof TimeoutError) return problemOf(503, error.message);
  if (error instanceof NoRoomError) return problemOf(507, error.message);
  if (error instanceof InputError) return problemOf(422, error.message);
  if (isOfDeadReader(error)) return problemOf(503, "the reader that was at it has ended, and another takes its place; send it again");
  if (request.raw.destroyed && !request.raw.complete) return problemOf(499, "the request ended before it was there as a whole");
  const [first] = error.validation ?? [];
  if (first) return problemOf(400, ...invalid(first, placeIn(error, first.instancePath)));
  const { code = "", statusCode = 500 } = error;
  if (isDiskFull(error))
    return problemOf(507, "the server's disk is full, and nothing of this was kept; make room on it, and send it again");
  if (isOfDatabase(error)) return problemOf(503, "the database does not answer; try again later");
  if (/Unexpected end of (multipart|form)|Boundary not found|Malformed part header/i.test(error.message)) {
    return problemOf(400, "the multipart request is cut short, or its boundary is not the one its Content-Type names");
  }
  const known = KNOWN[code];
  if (known) return problemOf(...known);
  return statusCode < 500 ? problemOf(statusCode, error.message) : problemOf(500, "this is a fault of the server; its log says more");
}

/** Whether a thread ended in the middle of the work, as where memory ran out: the pool has another by now. */
function isOfDeadReader({ cause }: Error): boolean {
  return cause instanceof Error && cause.name === "WorkerDeath";
}

/** Whether there is no room, for a file that arrives or in the database (PostgreSQL's 53100). */
function isDiskFull({ code = "", message }: Pick<FastifyError, "message"> & { readonly code?: string }): boolean {
  return /^(ENOSPC|EDQUOT|53100)$/.test(code) || /No space left on device/i.test(message);
}

/** Whether a connection to the database failed, rather than what was asked of it (PostgreSQL's classes 08, 53 and 57P). */
function isOfDatabase({ code = "", message }: Pick<FastifyError, "message"> & { readonly code?: string }): boolean {
  return (
    /^(08...|53...|57P0\d|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Query read timeout|PGlite is closed/i.test(message)
  );
}

/** What Fastify and its parts refuse, as it should be said. */
const KNOWN: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    415,
    "this kind of content is not taken here; send a picture or PDF with its own type, application/octet-stream, or multipart/form-data",
  ],
  FST_ERR_BAD_URL: [400, "the address is no well-formed one"],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, "the body is not as long as its Content-Length says"],
  FST_INVALID_JSON_FIELD_ERROR: [422, "a part of the request is no JSON, and says that it is"],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, "the request is larger than this server takes"],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, "the request's body is empty; JSON is wanted"],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, "the request's body is no JSON"],
  FST_INVALID_MULTIPART_CONTENT_TYPE: [415, "multipart/form-data is wanted here"],
  FST_NO_FORM_DATA: [400, "the multipart request has no part"],
  FST_REQ_FILE_TOO_LARGE: [413, "a file of the request is larger than this server takes"],
  FST_PARTS_LIMIT: [413, "the request has more parts than this server takes"],
  FST_FILES_LIMIT: [413, "the request has more files than this server takes; one is wanted"],
  FST_FIELDS_LIMIT: [413, "the request has more parts than this server takes"],
};

/** With what came, and what a schema says of itself. */
type Fault = FastifySchemaValidationError & { readonly data?: unknown; readonly parentSchema?: { readonly description?: string } };

function quoted(data: unknown): string {
  const text = String(data);
  return JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
}

/** Signs of what came. */
const SHOWN = 60;

function inSentence(description = "text of another form; /docs shows which"): string {
  return `${description.charAt(0).toLowerCase()}${description.slice(1).replace(/\.$/, "")}`;
}

/** What is wrong with a part of a request, and where. */
function invalid({ keyword, params, message, parentSchema, data }: Fault, place: string): [detail: string, pointer: string] {
  if (keyword === "additionalProperties") {
    const name = String(params.additionalProperty);
    return [`"${name}" is unknown here; /docs shows what there is`, `${place}/${name}`];
  }
  if (keyword === "required") return [`"${params.missingProperty}" is missing`, `${place}/${params.missingProperty}`];
  if (keyword === "pattern") return [`${place} is ${quoted(data)}; wanted is: ${inSentence(parentSchema?.description)}`, place];
  if (keyword === "enum") return [`${place} is none of what may stand there: ${(params.allowedValues as unknown[]).join(", ")}`, place];
  return [`${place} ${message}`, place];
}

function placeIn({ validationContext = "body" }: FastifyError, path: string): string {
  return `#/${validationContext === "querystring" ? "query" : validationContext}${path}`;
}

function pathOf(url: string): string {
  return url.split("?")[0] ?? url;
}
