import type { FastifyInstance } from "fastify";
import { InputError } from "tenfold/errors";
import { sendAgain } from "tenfold-works/jobs";
import { type EventType, eventTypes } from "tenfold-works/store";
import { addWebhook, eraseWebhook, listDeliveries, listWebhooks } from "tenfold-works/webhooks";
import { ProblemError } from "../answers/problem.js";
import { idSchema, listProperties } from "../schemas/request-validators.js";
import { answersWith } from "../schemas/shared-schemas.js";
import type { Service } from "../service.js";

const id = idSchema;
const params = { type: "object", required: ["id"], properties: { id } } as const;
const events = {
  type: "array",
  minItems: 1,
  items: { enum: eventTypes },
  description: "What it is told of; everything unless told.",
} as const;
const known = {
  id,
  url: { type: "string" },
  events,
  created: { type: "string", format: "date-time" },
  disabled: { type: ["string", "null"], format: "date-time", description: "Since when it is told no more, as it has answered 410." },
} as const;
const webhook = { type: "object", required: ["id", "url", "events", "created", "disabled"], properties: known } as const;
const made = {
  type: "object",
  required: [...webhook.required, "secret"],
  properties: {
    ...known,
    secret: { type: "string", description: "What messages are signed with: whsec_ and Base64. It is shown this once." },
  },
} as const;
const delivery = {
  type: "object",
  required: ["id", "webhook", "event", "status", "tries", "answer", "error", "created", "tried"],
  properties: {
    id: { ...id, description: "The message's webhook-id." },
    webhook: id,
    event: { enum: eventTypes },
    status: { enum: ["waiting", "delivered", "dead"], description: "Dead is one that was tried in vain." },
    tries: { type: "integer" },
    answer: { type: ["integer", "null"], description: "The status that the last try was answered with." },
    error: { type: ["string", "null"] },
    created: { type: "string", format: "date-time" },
    tried: { type: ["string", "null"], format: "date-time" },
  },
} as const;

/** Addresses that are told of what happens, and the messages to them. */
export async function webhooksRoutes(app: FastifyInstance, { database, jobs, privateWebhooks }: Service): Promise<void> {
  app.route({
    method: "POST",
    url: "/v1/webhooks",
    config: { scope: "admin" },
    schema: {
      tags: ["webhooks"],
      summary: "Have an address told of what happens",
      description:
        "Each message is a POST of JSON, signed as Standard Webhooks 1.0 has it. What is not answered with 2xx is sent again, ever later.",
      body: { type: "object", additionalProperties: false, required: ["url"], properties: { url: { type: "string" }, events } },
      response: answersWith({ 201: made }),
    },
    async handler(request, reply) {
      const { url, events } = request.body as { readonly url: string; readonly events?: readonly EventType[] };
      const who = request.caller?.name ?? "local";
      const added = await addWebhook(database, { url, events, allowPrivate: privateWebhooks, who }).catch((error: unknown): never => {
        throw error instanceof InputError ? new ProblemError(422, error.message, "#/body/url") : error;
      });
      return reply.code(201).header("location", `/v1/webhooks/${added.id}`).send(added);
    },
  });

  app.route({
    method: "GET",
    url: "/v1/webhooks",
    config: { scope: "admin" },
    schema: {
      tags: ["webhooks"],
      summary: "Which addresses are told",
      response: answersWith({
        200: { type: "object", required: ["webhooks"], properties: { webhooks: { type: "array", items: webhook } } },
      }),
    },
    handler: async () => ({ webhooks: await listWebhooks(database) }),
  });

  app.route({
    method: "DELETE",
    url: "/v1/webhooks/:id",
    config: { scope: "admin" },
    schema: {
      tags: ["webhooks"],
      summary: "Tell an address no more",
      params,
      response: answersWith({ 204: { type: "null", description: "It is told nothing any more, what waits included." } }),
    },
    async handler(request, reply) {
      const isGone = await eraseWebhook(database, (request.params as { id: string }).id, request.caller?.name ?? "local");
      if (!isGone) throw noWebhook();
      return reply.code(204).send(null);
    },
  });

  app.route({
    method: "GET",
    url: "/v1/webhooks/:id/deliveries",
    config: { scope: "admin" },
    schema: {
      tags: ["webhooks"],
      summary: "The messages to an address, the newest first",
      params,
      querystring: {
        type: "object",
        additionalProperties: false,
        properties: {
          ...listProperties,
          status: { enum: delivery.properties.status.enum },
        },
      },
      response: answersWith({
        200: { type: "object", required: ["deliveries"], properties: { deliveries: { type: "array", items: delivery } } },
      }),
    },
    async handler(request) {
      const { id } = request.params as { readonly id: string };
      if (!(await listWebhooks(database)).some((one) => one.id === id.toLowerCase())) throw noWebhook();
      return { deliveries: await listDeliveries(database, id, request.query as { limit: number }) };
    },
  });

  app.route({
    method: "POST",
    url: "/v1/webhooks/:id/deliveries/:delivery/retry",
    config: { scope: "admin" },
    schema: {
      tags: ["webhooks"],
      summary: "Send a message again that was given up, or has been delivered",
      params: { type: "object", required: ["id", "delivery"], properties: { id, delivery: id } },
      response: answersWith({ 202: { type: "object", required: ["id"], properties: { id } } }),
    },
    async handler(request, reply) {
      const { id, delivery } = request.params as { readonly id: string; readonly delivery: string };
      const isSent = await sendAgain({ database, jobs }, id, delivery);
      if (!isSent)
        throw new ProblemError(404, "there is no such message that has ended; one that waits is sent anyway", "#/params/delivery");
      return reply.code(202).send({ id: delivery });
    },
  });
}

function noWebhook(): ProblemError {
  return new ProblemError(404, "there is no such webhook", "#/params/id");
}
