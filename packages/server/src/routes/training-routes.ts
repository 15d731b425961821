import type { FastifyInstance, FastifyRequest } from "fastify";
import { addTraining, cancelTraining, listTrainings, NoTrainingError, trainingOf, trainingStates } from "tenfold-works/learning";
import { ProblemError } from "../answers/problem.js";
import { idSchema, listProperties } from "../schemas/request-validators.js";
import { answersWith } from "../schemas/shared-schemas.js";
import type { Service } from "../service.js";

const id = idSchema;
const idOrNull = { ...id, type: ["string", "null"] } as const;
const time = { type: ["string", "null"], format: "date-time" } as const;
const count = (description: string) => ({ type: "integer", description }) as const;
const training = {
  type: "object",
  required: ["id", "state", "who", "progress", "numbers", "error", "model", "created"],
  properties: {
    id,
    state: { enum: trainingStates },
    who: { type: "string" },
    progress: {
      type: ["object", "null"],
      required: ["part", "done", "of"],
      properties: {
        part: { enum: ["digits", "base", "learning", "calibrating", "judging"] },
        done: { type: "integer" },
        of: { type: "integer" },
      },
    },
    numbers: {
      type: ["object", "null"],
      required: ["corrections", "used", "calibrating", "refused", "digits", "base", "held"],
      properties: {
        corrections: count("Corrected fields that may be learned from."),
        used: count("Those that gave digits."),
        calibrating: count("Those that are read to fit what the model's confidences are worth, and train nothing."),
        refused: { type: "object", additionalProperties: { type: "integer" }, description: "Why the others did not, counted." },
        digits: count("Digits of corrected fields to learn from."),
        base: count("Pictures of the base set that are learned again."),
        held: count("Corrected fields that are held to judge by."),
      },
    },
    error: { type: ["string", "null"], description: "Why it failed." },
    model: { ...idOrNull, description: "The model that came of it: GET /v1/models/{id}." },
    created: { type: "string", format: "date-time" },
    began: time,
    ended: time,
  },
} as const;
const params = { type: "object", required: ["id"], properties: { id } } as const;

/** Trainings from corrections: asked for, watched, cancelled. */
export async function trainingsRoutes(app: FastifyInstance, { database, jobs }: Service): Promise<void> {
  app.route({
    method: "POST",
    url: "/v1/trainings",
    config: { scope: "admin" },
    schema: {
      tags: ["learning"],
      summary: "Learn from corrections",
      description:
        "Trains the network for digits further on corrected fields that are not held, and judges what comes of it. One at a time.",
      response: answersWith({ 202: { type: "object", required: ["id"], properties: { id } } }),
    },
    async handler(request, reply) {
      const made = await refused(addTraining(database, whoIn(request), (queries, id) => jobs.send("train", { id }, queries)));
      return reply.code(202).header("location", `/v1/trainings/${made}`).send({ id: made });
    },
  });
  app.route({
    method: "GET",
    url: "/v1/trainings",
    config: { scope: "review" },
    schema: {
      tags: ["learning"],
      summary: "Trainings, the newest first",
      querystring: {
        type: "object",
        additionalProperties: false,
        properties: listProperties,
      },
      response: answersWith({
        200: { type: "object", required: ["trainings"], properties: { trainings: { type: "array", items: training } } },
      }),
    },
    handler: async (request) => ({ trainings: await listTrainings(database, request.query as { limit: number }) }),
  });
  app.route({
    method: "GET",
    url: "/v1/trainings/:id",
    config: { scope: "review" },
    schema: { tags: ["learning"], summary: "How it is with a training", params, response: answersWith({ 200: training }) },
    handler: async (request) => found(await trainingOf(database, idIn(request))),
  });
  app.route({
    method: "POST",
    url: "/v1/trainings/:id/cancel",
    config: { scope: "admin" },
    schema: {
      tags: ["learning"],
      summary: "Cancel a training",
      description: "One that waits is cancelled at once, one that runs within seconds; nothing of it is kept.",
      params,
      response: answersWith({ 202: training }),
    },
    async handler(request, reply) {
      return reply.code(202).send(found(await refused(cancelTraining(database, idIn(request), whoIn(request)))));
    },
  });
}

async function refused<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NoTrainingError) throw new ProblemError(409, error.message);
    throw error;
  }
}

function found<T>(training: T | undefined): T {
  if (training === undefined) throw new ProblemError(404, "there is no such training", "#/params/id");
  return training;
}

function idIn({ params }: FastifyRequest): string {
  return (params as { readonly id: string }).id;
}

function whoIn({ caller }: FastifyRequest): string {
  return caller?.name ?? "local";
}
