import type { FastifyInstance } from "fastify";
import type { PageDecoder } from "tenfold/node";
import { ProblemError } from "../answers/problem.js";
import { idSchema } from "../schemas/request-validators.js";
import { answersWith } from "../schemas/shared-schemas.js";

/** Where pages come from. */
export interface PageSource {
  readonly decoder: PageDecoder;
  /** The file of a document, by its id. */
  fileOf(id: string): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined>;
}

const page = { type: "integer", minimum: 1 } as const;

/** `GET /v1/documents/{id}/pages/{n}.png`: a page as a picture, for those who look at what was read. */
export async function pagePicturesRoutes(app: FastifyInstance, { decoder, fileOf }: PageSource): Promise<void> {
  app.route({
    method: "GET",
    url: "/v1/documents/:id/pages/:page.png",
    config: { scope: "read" },
    schema: {
      tags: ["documents"],
      summary: "A page as a picture",
      params: { type: "object", required: ["id", "page"], properties: { id: idSchema, page } },
      response: answersWith({
        200: { description: "The picture.", content: { "image/png": { schema: { type: "string", format: "binary" } } } },
      }),
    },
    async handler(request, reply) {
      const { id, page } = request.params as unknown as { readonly id: string; readonly page: number };
      const file = await fileOf(id);
      if (!file) throw new ProblemError(404, "there is no such document", "#/params/id");
      for await (const { picture } of decoder.pages(file.bytes, file.name, { only: page })) {
        const { default: sharp } = await import("sharp");
        const { pixels, height, width, channels } = picture;
        return reply
          .type("image/png")
          .send(await sharp(pixels, { raw: { height, width, channels } }).png({ compressionLevel: 3 }).toBuffer());
      }
      throw new ProblemError(404, `the document has no page ${page}`, "#/params/page");
    },
  });
}
