import type { FastifyInstance } from "fastify";
import type { ListPart } from "tenfold-works/review";
import { idSchema } from "../schemas/request-validators.js";
import { answersWith } from "../schemas/shared-schemas.js";
import { fieldPlace } from "../schemas/where-a-field-stands.js";
import type { Service } from "../service.js";

const id = idSchema;
const number = { type: "number" } as const;
const said = {
  type: "object",
  required: ["id", "document", "documentName", "page", "name", "box", "text", "field", "isHeld"],
  properties: {
    id,
    ...fieldPlace,
    box: {
      type: ["object", "null"],
      required: ["left", "top", "right", "bottom"],
      properties: { left: number, top: number, right: number, bottom: number },
      description: "In pixels of the page; null where the whole page is the field.",
    },
    text: { type: "string", description: "What stands there." },
    field: { description: "What it was read as, a kind's name or an object; null where nobody said." },
    isHeld: { type: "boolean", description: "Whether it is held to judge networks by, and none may learn from it." },
  },
} as const;

/** What people said stands in fields: to learn from. */
export async function correctionsRoutes(app: FastifyInstance, { saidFields }: Pick<Service, "saidFields">): Promise<void> {
  app.route({
    method: "GET",
    url: "/v1/corrections",
    config: { scope: "review" },
    schema: {
      tags: ["review"],
      summary: "Fields of which a person has said what stands there, the oldest word first",
      description: "Those found right and those corrected; what was unreadable or no field is left out, as is what was taken back.",
      querystring: {
        type: "object",
        additionalProperties: false,
        properties: {
          limit: { type: "integer", minimum: 1, maximum: 1000, default: 500 },
          after: { ...id, description: "The last id of the part before." },
        },
      },
      response: answersWith({
        200: { type: "object", required: ["corrections"], properties: { corrections: { type: "array", items: said } } },
      }),
    },
    handler: async (request) => ({ corrections: await saidFields(request.query as ListPart) }),
  });
}
