import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { FastifyInstance } from "fastify";
import { namedPredictions } from "tenfold-works/models";
import { ProblemError } from "../answers/problem.js";
import { answersWith } from "../schemas/shared-schemas.js";
import type { Service } from "../service.js";

const PICTURE = 28 * 28;

/** `POST /v1/predict`: pictures of single digits in MNIST's form, as bytes. */
export async function predictRoutes(app: FastifyInstance, { models, limits }: Service): Promise<void> {
  app.route({
    method: "POST",
    url: "/v1/predict",
    config: { scope: "read" },
    schema: {
      tags: ["reading"],
      summary: "Tell what pictures of 28 x 28 are",
      description: "The body is n x 28 x 28 bytes, ink 255, application/octet-stream.",
      querystring: {
        type: "object",
        additionalProperties: false,
        properties: { model: { type: "string", default: "classic", description: "The network: /v1/models lists them." } },
      },
      body: { content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } },
      response: answersWith({
        200: {
          description: "What each picture is.",
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["model", "predictions"],
                properties: {
                  model: { type: "string" },
                  predictions: {
                    type: "array",
                    items: {
                      type: "object",
                      required: ["label", "confidence", "probabilities", "isDigit", "digitScore"],
                      properties: {
                        label: { type: ["integer", "string"] },
                        confidence: { type: "number" },
                        probabilities: { type: "array", items: { type: "number" } },
                        isDigit: { type: ["boolean", "null"] },
                        digitScore: { type: ["number", "null"] },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      }),
    },
    async handler(request, reply) {
      const { model: name } = request.query as { readonly model: string };
      const model = await models.named(name);
      if (!model) throw new ProblemError(422, `there is no model "${name}"; there are ${models.names.join(", ")}`, "#/query/model");
      if (!/^application\/octet-stream/i.test(request.headers["content-type"] ?? "")) {
        throw new ProblemError(415, "n x 28 x 28 bytes are wanted as application/octet-stream; a picture goes to /v1/read");
      }
      const pixels = await bytesIn(request.body as Readable, limits.pictures);
      const answers = await model.answer(pixels);
      return reply
        .type("application/json; charset=utf-8")
        .serializer(JSON.stringify)
        .send({ model: name, predictions: namedPredictions(answers, model.classNames) });
    },
  });
}

async function bytesIn(body: Readable, most: number): Promise<Uint8Array> {
  const bytes = await buffer(limited(body, most * PICTURE));
  if (bytes.length > 0 && bytes.length % PICTURE === 0) return new Uint8Array(bytes);
  throw new ProblemError(
    422,
    `the body has ${bytes.length} bytes, which are no pictures of 28 x 28; their number is a multiple of 784`,
    "#/body",
  );
}

async function* limited(body: Readable, most: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw new ProblemError(413, `these are more than ${most / PICTURE} pictures; send fewer at a time`);
    yield chunk;
  }
}
