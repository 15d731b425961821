import type { FastifyInstance } from "fastify";
import { answersWith } from "../schemas/shared-schemas.js";
import type { Service } from "../service.js";

/** `GET /v1/models`: the networks that read, and those that tell single pictures apart. */
export async function modelsRoutes(app: FastifyInstance, { readers, models }: Service): Promise<void> {
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
          required: ["reader", "pictures"],
          properties: {
            reader: { type: "object", additionalProperties: true, description: "Which networks read, as documents name them." },
            pictures: { type: "array", items: { type: "string" }, description: "Those for /v1/predict and /v2/models." },
          },
        },
      }),
    },
    handler: async () => ({ reader: readers.model, pictures: models.names }),
  });
}
