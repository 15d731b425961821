import multipart from "@fastify/multipart";
import type { FastifyInstance } from "fastify";
import { ProblemError } from "../answers/problem.js";
import type { Service } from "../service.js";

/** Bodies that are a file by themselves. */
const FILES = /^(image\/[\w.+-]+|application\/(pdf|octet-stream))(;|$)/;

/** Takes bodies that are files, or have one among their parts, as streams; what says that it is too large is refused before it is read. */
export async function takeUploads(app: FastifyInstance, { limits }: Service): Promise<void> {
  app.addHook("onRequest", async ({ headers }) => {
    const size = Number(headers["content-length"]);
    const isForm = /^multipart\//i.test(headers["content-type"] ?? "");
    if (isForm && !/;\s*boundary="?[^"\s;]/i.test(headers["content-type"] ?? "")) {
      throw new ProblemError(400, "the multipart request names no boundary in its Content-Type", "#/headers/content-type");
    }
    if (size > limits.bytes + (isForm ? FRAME : 0))
      throw new ProblemError(413, `the request has ${size} bytes; at most ${limits.bytes} are taken`);
  });
  app.removeContentTypeParser(["text/plain", "application/json"]);
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    // Many clients name a type where there is nothing to name.
    if (body === "") done(null, undefined);
    else parse(request, body as string, done);
  });
  app.addContentTypeParser(FILES, (_request, payload, done) => done(null, payload));
  await app.register(multipart);
}

/** What the parts of a form may have around the file: options and their heads. */
const FRAME = 5_000_000;
