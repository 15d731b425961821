import type { FastifyInstance } from "fastify";
import { documentOf } from "tenfold/document";
import { grayPages, readPages, settingsFrom } from "tenfold-works/reading";
import { keptProfiles } from "tenfold-works/writers";
import { ProblemError } from "../answers/problem.js";
import { fileContent, readQuery } from "../schemas/read-query.js";
import { answersWith } from "../schemas/shared-schemas.js";
import type { Service } from "../service.js";
import { askedOptions, placeOf } from "../uploads/asked-options.js";
import { knownWriter } from "../uploads/known-writer.js";
import { uploadOf } from "../uploads/upload.js";

/** `POST /v1/read`: a picture or PDF, read while the caller waits. */
export async function readRoutes(app: FastifyInstance, service: Service): Promise<void> {
  const { database } = service;
  app.route({
    method: "POST",
    url: "/v1/read",
    config: { scope: "read" },
    schema: {
      tags: ["reading"],
      summary: "Read a picture or PDF",
      description: "Answers with the document of what was read. More pages than are read at once go through POST /v1/documents.",
      querystring: readQuery,
      body: { content: fileContent },
      response: answersWith({
        200: { description: "What was read.", content: { "application/json": { schema: { $ref: "ReadDocument#" } } } },
      }),
    },
    async handler(request, reply) {
      const { readers, decoder, limits, gate } = service;
      gate.refuseIfFull();
      const { name, bytes, options } = await uploadOf(request, service);
      const asked = await askedOptions(request.query as Record<string, unknown>, options);
      const settings = { ...(await settingsFrom(asked)), ...(await knownWriter(database, asked, placeOf("writer", options))) };
      const gone = new AbortController();
      request.raw.once("close", () => !reply.sent && gone.abort(new ProblemError(499, "nobody waits for the answer any more")));
      const how = { ...settings, profileOf: keptProfiles(database), pagesOf: grayPages(decoder), mostPages: limits.pages };
      const read = () => readers.use(async (reader) => documentOf(await readPages(bytes, name, { ...how, reader }), reader));
      const document = await gate.through(read, gone.signal);
      const { pages } = document;
      const [first] = pages;
      if (first && pages.every((page) => "error" in page)) throw new ProblemError(422, (first as { error: string }).error, "#/body");
      return reply.type("application/json; charset=utf-8").send(JSON.stringify(document));
    },
  });
}
