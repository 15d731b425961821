import type { FastifyInstance } from "fastify";
import { documentOf, pageOf } from "tenfold/document";
import { around } from "tenfold/image";
import type { ReadStrokesOptions } from "tenfold/recognize";
import { readQuery } from "../schemas/read-query.js";
import { answersWith } from "../schemas/shared-schemas.js";
import type { Service } from "../service.js";
import { type AskedOptions, askedOptions } from "../uploads/asked-options.js";
import { knownWriter } from "../uploads/known-writer.js";

/** Numbers of all strokes together. */
const MOST_POINTS = 200_000;

/** `POST /v1/strokes`: what a pen drew on a pad. */
export async function strokesRoutes(app: FastifyInstance, { database, readers }: Service): Promise<void> {
  app.route({
    method: "POST",
    url: "/v1/strokes",
    config: { scope: "read" },
    bodyLimit: 4_000_000,
    schema: {
      tags: ["reading"],
      summary: "Read pen strokes",
      body: {
        type: "object",
        additionalProperties: false,
        required: ["strokes"],
        properties: {
          strokes: {
            type: "array",
            minItems: 1,
            maxItems: 2000,
            description: "Each x, y, x, y, …",
            items: { type: "array", items: { type: "number" }, maxItems: MOST_POINTS },
          },
          y: { enum: ["up", "down"], description: "Which way y grows; down unless told." },
          field: { anyOf: [{ type: "string" }, { type: "object" }] },
          maxError: { type: "number" },
          effort: { type: "string" },
          hand: readQuery.properties.hand,
          writer: { anyOf: [{ type: "string" }, { type: "object" }], description: readQuery.properties.writer.description },
        },
      },
      response: answersWith({
        200: { description: "What was read.", content: { "application/json": { schema: { $ref: "ReadDocument#" } } } },
      }),
    },
    async handler(request, reply) {
      const { strokes, y, ...asked } = request.body as { readonly strokes: number[][]; readonly y?: "up" | "down" } & AskedOptions;
      const { writer: told, ...options } = await askedOptions(asked, {}, "body");
      const writer = await knownWriter(database, { writer: told }, "#/body/writer");
      const how = { ...(options as ReadStrokesOptions), ...writer, ...(y && { y }) };
      const document = await readers.use(async (reader) => {
        const reading = await reader.readStrokes(strokes, how);
        const { right, bottom } = around(reading.strings.map(({ box }) => box));
        const [width, height] = [right, bottom].map((side) => Math.min(1e6, Math.max(1, Math.ceil(side)))) as [number, number];
        const place = { file: "strokes", page: 1, pages: 1, width, height, notice: reading.notice };
        return documentOf([pageOf(reading, place)], reader);
      });
      return reply.type("application/json; charset=utf-8").send(JSON.stringify(document));
    },
  });
}
