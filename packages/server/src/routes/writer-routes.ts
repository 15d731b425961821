import type { FastifyInstance, FastifyRequest } from "fastify";
import { InputError } from "tenfold/errors";
import { patientReader } from "tenfold-works/jobs";
import { learnWriter } from "tenfold-works/learning";
import { eraseWriter, keepWriter, listWriters, WRITER_ID, writerOf, writerProfileOf } from "tenfold-works/writers";
import { ProblemError } from "../answers/problem.js";
import { idSchema, limitSchema } from "../schemas/request-validators.js";
import { answersWith } from "../schemas/shared-schemas.js";
import type { Service } from "../service.js";

/** Documents that are learned from at a time, while somebody waits. */
const MOST_DOCUMENTS = 50;

const id = {
  type: "string",
  pattern: WRITER_ID,
  description:
    "What the writer is called: 1 to 100 letters, digits, dots, hyphens and underscores; best something that tells nobody who it is.",
} as const;
const params = { type: "object", required: ["id"], properties: { id } } as const;
const known = {
  id: { type: "string" },
  digits: { type: "integer", description: "How many digits the profile was learned from." },
  created: { type: "string", format: "date-time" },
  changed: { type: "string", format: "date-time" },
} as const;
const writer = { type: "object", required: ["id", "digits", "created", "changed"], properties: known } as const;
const profile = {
  type: "object",
  description: "As tenfold writer learn writes it.",
  additionalProperties: false,
  required: ["version", "hands", "digits", "counts", "means"],
  properties: {
    version: { type: "integer" },
    hands: { type: "string", description: "By what it was made." },
    digits: { type: "integer" },
    counts: { type: "array", items: { type: "number" }, description: "Of each digit, 0 to 9, how much was seen." },
    means: { type: "array", items: { type: "array", items: { type: "number" } }, description: "Of each digit the mean of 32 numbers." },
  },
} as const;
/** A profile, or documents to learn one from. */
const body = {
  type: "object",
  additionalProperties: false,
  properties: {
    ...profile.properties,
    documents: {
      type: "array",
      minItems: 1,
      maxItems: MOST_DOCUMENTS,
      items: idSchema,
      description: "In place of a profile: documents of this writer, who is learned by what people said of their fields.",
    },
  },
} as const;

/** How writers write, by a name each: kept, looked at, erased. */
export async function writersRoutes(app: FastifyInstance, { database, readers, decoder, models }: Service): Promise<void> {
  const learned = async (documents: readonly string[]) => {
    const { name } = readers.model;
    const network = (await models.named(name)) ?? (await models.named("reader"));
    if (!network) throw new Error("the network that comes with the package is not there");
    const look = async (pixels: Uint8Array) => Float32Array.from((await network.answer(pixels)).probabilities);
    return readers
      .use((reader) => learnWriter(database, documents, { decoder, reader: patientReader(reader), look }))
      .catch(refusedAt("#/body/documents"));
  };

  app.route({
    method: "PUT",
    url: "/v1/writers/:id",
    config: { scope: "review" },
    bodyLimit: 200_000,
    schema: {
      tags: ["writers"],
      summary: "Keep how somebody writes",
      description: "By a profile, or by documents of theirs whose fields people have corrected. What was known before is forgotten.",
      params,
      body,
      response: answersWith({ 200: writer, 201: writer }),
    },
    async handler(request, reply) {
      const { id } = request.params as { readonly id: string };
      const { documents, ...given } = request.body as { readonly documents?: readonly string[] };
      if (documents && Object.keys(given).length > 0)
        throw new ProblemError(422, "a profile and documents exclude each other: documents are what a profile is learned from", "#/body");
      const profile = documents ? await learned(documents) : given;
      const isNew = await keepWriter(database, { id, profile, who: whoIn(request) }).catch(refusedAt("#/body"));
      return reply
        .code(isNew ? 201 : 200)
        .header("location", `/v1/writers/${id}`)
        .send(await writerOf(database, id));
    },
  });

  app.route({
    method: "GET",
    url: "/v1/writers",
    config: { scope: "review" },
    schema: {
      tags: ["writers"],
      summary: "Writers, by their names",
      querystring: {
        type: "object",
        additionalProperties: false,
        properties: { limit: limitSchema, after: { ...id, description: "The last name of the page before." } },
      },
      response: answersWith({
        200: { type: "object", required: ["writers"], properties: { writers: { type: "array", items: writer } } },
      }),
    },
    handler: async (request) => ({ writers: await listWriters(database, request.query as { limit: number }) }),
  });

  app.route({
    method: "GET",
    url: "/v1/writers/:id",
    config: { scope: "review" },
    schema: {
      tags: ["writers"],
      summary: "How somebody writes",
      params,
      response: answersWith({
        200: { type: "object", required: [...writer.required, "profile"], properties: { ...known, profile } },
      }),
    },
    async handler(request) {
      const { id } = request.params as { readonly id: string };
      const found = await writerOf(database, id);
      if (!found) throw noWriter();
      return { ...found, profile: await writerProfileOf(database, id) };
    },
  });

  app.route({
    method: "DELETE",
    url: "/v1/writers/:id",
    config: { scope: "review" },
    schema: {
      tags: ["writers"],
      summary: "Erase how somebody writes",
      description: "Documents do not name the writer any more. What was read by the profile stays as it was read.",
      params,
      response: answersWith({ 204: { type: "null", description: "It is erased." } }),
    },
    async handler(request, reply) {
      const isGone = await eraseWriter(database, (request.params as { id: string }).id, whoIn(request));
      if (!isGone) throw noWriter();
      return reply.code(204).send(null);
    },
  });
}

/** What is wrong with a part of the request. */
function refusedAt(pointer: string) {
  return (error: unknown): never => {
    throw error instanceof InputError ? new ProblemError(422, error.message, pointer) : error;
  };
}

function noWriter(): ProblemError {
  return new ProblemError(404, "there is no such writer; GET /v1/writers lists those there are", "#/params/id");
}

function whoIn({ caller }: FastifyRequest): string {
  return caller?.name ?? "local";
}
