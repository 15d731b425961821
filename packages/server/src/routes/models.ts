import type { FastifyInstance, FastifyRequest } from "fastify";
import { type KeptModel, listModels, modelOf, NotPromotedError, promoteModel, rollBack } from "tenfold-works/learning";
import { ProblemError } from "../answers/problem.js";
import { idSchema } from "../schemas/request-validators.js";
import { answersWith } from "../schemas/shared-schemas.js";
import type { Service } from "../service.js";

const id = idSchema;
const idOrNull = { ...id, type: ["string", "null"] } as const;
const reader = { type: "object", additionalProperties: true, description: "Which networks read, as documents name them." } as const;
const model = {
  type: "object",
  required: ["id", "name", "parent", "content", "state", "reasons", "metrics", "created"],
  properties: {
    id,
    name: { type: "string", description: "As readings name it, with its content." },
    parent: { ...idOrNull, description: "The model it was learned from and judged beside; null where that came with the package." },
    content: { type: "string" },
    sha256: { type: "string", description: "Of its file." },
    state: { enum: ["candidate", "active", "retired"] },
    reasons: { type: "array", items: { type: "string" }, description: "Why it may not be promoted; empty where it may." },
    metrics: { type: "object", additionalProperties: true, description: "What the guard found, beside the model that was in use." },
    created: { type: "string", format: "date-time" },
    promoted: { type: ["string", "null"], format: "date-time" },
    pruned: { type: ["string", "null"], format: "date-time", description: "Since when its file is gone, as it was superseded long ago." },
  },
} as const;
const params = { type: "object", required: ["id"], properties: { id } } as const;

/** The networks that read, those learned from corrections, and which of them is in use. */
export async function modelsRoutes(app: FastifyInstance, { database, readers, models }: Service): Promise<void> {
  app.route({
    method: "GET",
    url: "/v1/models",
    config: { scope: "read" },
    schema: {
      tags: ["models"],
      summary: "Which networks there are",
      response: answersWith({
        200: {
          type: "object",
          required: ["reader", "pictures", "learned"],
          properties: {
            reader,
            pictures: { type: "array", items: { type: "string" }, description: "Those for /v1/predict and /v2/models." },
            learned: { type: "array", items: model, description: "Those learned from corrections, the newest first." },
          },
        },
      }),
    },
    handler: async () => ({ reader: readers.model, pictures: models.names, learned: await listModels(database) }),
  });
  app.route({
    method: "GET",
    url: "/v1/models/:id",
    config: { scope: "read" },
    schema: { tags: ["models"], summary: "A model that was learned from corrections", params, response: answersWith({ 200: model }) },
    handler: async (request) => found(await modelOf(database, idIn(request))),
  });
  app.route({
    method: "POST",
    url: "/v1/models/:id/promote",
    config: { scope: "admin" },
    schema: {
      tags: ["models"],
      summary: "Have a model read from now on",
      description:
        "Refused, with the reasons, where the guard has something against it. What is being read is read to its end by the one before.",
      params,
      response: answersWith({ 200: model }),
    },
    async handler(request) {
      const promoted = found(await refused(promoteModel(database, idIn(request), whoIn(request))));
      await readers.follow();
      return promoted;
    },
  });
  app.route({
    method: "POST",
    url: "/v1/models/rollback",
    config: { scope: "admin" },
    schema: {
      tags: ["models"],
      summary: "Have the model read again that read before",
      response: answersWith({ 200: { type: "object", required: ["reader"], properties: { reader } } }),
    },
    async handler(request) {
      await refused(rollBack(database, whoIn(request)));
      await readers.follow();
      return { reader: readers.model };
    },
  });
}

async function refused<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotPromotedError) throw new ProblemError(409, error.message);
    throw error;
  }
}

function found(model: KeptModel | undefined): KeptModel {
  if (model === undefined) throw new ProblemError(404, "there is no such model; GET /v1/models lists those there are", "#/params/id");
  return model;
}

function idIn({ params }: FastifyRequest): string {
  return (params as { readonly id: string }).id;
}

function whoIn({ caller }: FastifyRequest): string {
  return caller?.name ?? "local";
}
