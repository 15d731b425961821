import type { FastifyInstance, FastifyRequest } from "fastify";
import { InputError } from "tenfold/errors";
import { TakenError, type Verdict, verdicts } from "tenfold-works/review";
import { ProblemError } from "../answers/problem.js";
import { idSchema } from "../schemas/request-validators.js";
import { answersWith } from "../schemas/shared-schemas.js";
import { fieldPlace } from "../schemas/where-a-field-stands.js";
import type { Service } from "../service.js";

const id = idSchema;
const fieldToReview = {
  type: "object",
  additionalProperties: true,
  required: ["id", "document", "documentName", "page", "isSample", "reading", "model", "string", "leasedUntil"],
  properties: {
    id,
    ...fieldPlace,
    isSample: { type: "boolean", description: "Whether it was accepted and is looked at to measure how often that is wrong." },
    reading: id,
    model: { type: "string" },
    string: { type: "object", additionalProperties: true },
    leasedUntil: { type: "string", format: "date-time" },
  },
} as const;

/** What people look at, and what they say of it. */
export async function reviewRoutes(app: FastifyInstance, { desk }: Pick<Service, "desk">): Promise<void> {
  app.route({
    method: "GET",
    url: "/v1/review/next",
    config: { scope: "review" },
    schema: {
      tags: ["review"],
      summary: "The fields to look at next",
      description: "Those in most doubt first. They are the caller's for a minute; nobody else is given them meanwhile.",
      querystring: {
        type: "object",
        additionalProperties: false,
        properties: { count: { type: "integer", minimum: 1, maximum: 50, default: 5 } },
      },
      response: answersWith({
        200: { type: "object", required: ["fields"], properties: { fields: { type: "array", items: fieldToReview } } },
      }),
    },
    handler: async (request) => ({ fields: await desk.next(nameOf(request), (request.query as { count: number }).count) }),
  });
  app.route({
    method: "POST",
    url: "/v1/fields/:id/corrections",
    config: { scope: "review" },
    schema: {
      tags: ["review"],
      summary: "Say what stands in a field",
      params: { type: "object", required: ["id"], properties: { id } },
      body: {
        type: "object",
        additionalProperties: false,
        required: ["verdict"],
        properties: {
          verdict: { enum: verdicts },
          text: { type: "string", description: "What stands there, of a field that is corrected." },
        },
      },
      response: answersWith({ 201: { type: "object", required: ["id"], properties: { id } } }),
    },
    async handler(request, reply) {
      const { id: field } = request.params as { readonly id: string };
      const { verdict, text } = request.body as { readonly verdict: Verdict; readonly text?: string };
      try {
        const made = await desk.correct({ field, reviewer: nameOf(request), verdict, text });
        if (made === undefined) throw new ProblemError(404, "there is no such field", "#/params/id");
        return reply.code(201).send({ id: made });
      } catch (error) {
        if (error instanceof TakenError) throw new ProblemError(409, error.message);
        if (error instanceof InputError) throw new ProblemError(422, error.message, "#/body/text");
        throw error;
      }
    },
  });
  app.route({
    method: "POST",
    url: "/v1/review/undo",
    config: { scope: "review" },
    schema: {
      tags: ["review"],
      summary: "Take one's last correction back",
      response: answersWith({ 200: { type: "object", required: ["field"], properties: { field: id } } }),
    },
    async handler(request) {
      const field = await desk.undoLast(nameOf(request));
      if (field === undefined) throw new ProblemError(409, "there is no correction of yours to take back");
      return { field };
    },
  });
  app.route({
    method: "GET",
    url: "/v1/review/stats",
    config: { scope: "review" },
    schema: {
      tags: ["review"],
      summary: "How far the review is, and how often accepted fields are wrong",
      response: answersWith({
        200: { type: "object", additionalProperties: true, required: ["open", "done", "accepted"], properties: {} },
      }),
    },
    handler: () => desk.stats(),
  });
}

function nameOf({ caller }: FastifyRequest): string {
  return caller?.name ?? "local";
}
