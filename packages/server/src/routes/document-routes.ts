import type { FastifyInstance, FastifyRequest } from "fastify";
import { sendDocument } from "tenfold-works/jobs";
import { addDocument, BatchEndedError, batchOf, documentOf, eraseDocument, listDocuments, type StoredDocument } from "tenfold-works/store";
import { ProblemError } from "../answers/problem.js";
import { storedBytes } from "../answers/stored-bytes.js";
import { fileContent, readQuery } from "../schemas/read-query.js";
import { idSchema, listProperties } from "../schemas/request-validators.js";
import { answersWith } from "../schemas/shared-schemas.js";
import type { Service } from "../service.js";
import { askedOptions, placeOf } from "../uploads/asked-options.js";
import { knownWriter } from "../uploads/known-writer.js";
import { uploadOf } from "../uploads/upload.js";
import { pagePicturesRoutes } from "./page-pictures.js";

const id = idSchema;
const document = {
  type: "object",
  required: ["id", "name", "status", "created"],
  properties: {
    id,
    sha256: { type: "string" },
    name: { type: "string" },
    mime: { type: "string" },
    size: { type: "integer", description: "In bytes." },
    status: { enum: ["waiting", "read", "failed", "cancelled"] },
    settings: { type: "object", additionalProperties: true },
    source: { type: "string" },
    batch: { type: ["string", "null"] },
    error: { type: ["string", "null"] },
    created: { type: "string", format: "date-time" },
    read: { type: ["string", "null"], format: "date-time" },
    duplicates: { type: "array", items: id, description: "Other documents with the same bytes." },
  },
} as const;
const params = { type: "object", required: ["id"], properties: { id } } as const;

/** Documents that are kept, and read one after the other. */
export async function documentsRoutes(app: FastifyInstance, service: Service): Promise<void> {
  const { database, jobs, decoder, announce } = service;
  const found = async (request: FastifyRequest): Promise<StoredDocument> => {
    const stored = await documentOf(database, (request.params as { id: string }).id);
    if (!stored) throw new ProblemError(404, "there is no such document", "#/params/id");
    return stored;
  };

  app.route({
    method: "POST",
    url: "/v1/documents",
    config: { scope: "read" },
    schema: {
      tags: ["documents"],
      summary: "Keep a picture or PDF and get it read",
      description: "With an Idempotency-Key a document may be sent again, and is taken once.",
      querystring: {
        ...readQuery,
        properties: { ...readQuery.properties, batch: { ...id, description: "The batch that it belongs to." } },
      },
      headers: { type: "object", properties: { "idempotency-key": { type: "string", minLength: 1, maxLength: 200 } } },
      body: { content: fileContent },
      response: answersWith({ 202: { type: "object", required: ["id"], properties: { id } } }),
    },
    async handler(request, reply) {
      const { batch, ...query } = request.query as { readonly batch?: string } & Record<string, unknown>;
      if (batch !== undefined && !(await batchOf(database, batch))) throw new ProblemError(404, "there is no such batch", "#/query/batch");
      const { options, ...file } = await uploadOf(request, service);
      const settings = await askedOptions(query, options);
      await knownWriter(database, settings, placeOf("writer", options));
      const idempotencyKey = request.headers["idempotency-key"] as string | undefined;
      const owner = request.caller?.id ?? "local";
      const sent = { ...file, settings: settings as StoredDocument["settings"], source: "http", owner, idempotencyKey, batch };
      const added = await addDocument(database, sent, (queries, id) => sendDocument(jobs, queries, id, batch)).catch(
        (error: unknown): never => {
          throw error instanceof BatchEndedError ? new ProblemError(409, error.message, "#/query/batch") : error;
        },
      );
      return reply.code(202).header("location", `/v1/documents/${added.id}`).send({ id: added.id });
    },
  });

  app.route({
    method: "GET",
    url: "/v1/documents",
    config: { scope: "read" },
    schema: {
      tags: ["documents"],
      summary: "Documents, the newest first",
      querystring: {
        type: "object",
        additionalProperties: false,
        properties: {
          ...listProperties,
          status: { enum: ["waiting", "read", "failed", "cancelled"] },
          batch: { ...id, description: "Those of one batch alone." },
        },
      },
      response: answersWith({
        200: { type: "object", required: ["documents"], properties: { documents: { type: "array", items: document } } },
      }),
    },
    handler: async (request) => ({ documents: await listDocuments(database, request.query as { limit: number }) }),
  });

  app.route({
    method: "GET",
    url: "/v1/documents/:id",
    config: { scope: "read" },
    schema: { tags: ["documents"], summary: "How it is with a document", params, response: answersWith({ 200: document }) },
    handler: found,
  });

  app.route({
    method: "DELETE",
    url: "/v1/documents/:id",
    config: { scope: "review" },
    schema: {
      tags: ["documents"],
      summary: "Erase a document with all that was read and corrected of it",
      params,
      response: answersWith({ 204: { type: "null", description: "It is erased." } }),
    },
    async handler(request, reply) {
      const { id } = await found(request);
      await eraseDocument(database, id, request.caller?.name, announce);
      return reply.code(204).send(null);
    },
  });

  const fileOf = async (id: string) => {
    const stored = await documentOf(database, id);
    return stored && { name: stored.name, bytes: await storedBytes(database, id) };
  };
  await pagePicturesRoutes(app, { decoder, fileOf });
}
