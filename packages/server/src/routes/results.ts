import type { FastifyInstance } from "fastify";
import { documentOf as documentFrom, type ReadDocument } from "tenfold/document";
import { type DocumentFormat, mediaTypes, pageXml, searchablePdf, writtenDocument } from "tenfold-works/formats";
import { scannedPages } from "tenfold-works/reading";
import { documentOf, pagesOf } from "tenfold-works/store";
import { ProblemError } from "../answers/problem.js";
import { storedBytes } from "../answers/stored-bytes.js";
import { idSchema } from "../schemas/request-validators.js";
import { answersWith } from "../schemas/shared-schemas.js";
import type { Service } from "../service.js";

/** What results are given as, by the ending of their address. */
const types = {
  json: mediaTypes.json,
  jsonl: mediaTypes.jsonl,
  csv: mediaTypes.csv,
  tsv: mediaTypes.tsv,
  xlsx: mediaTypes.xlsx,
  hocr: mediaTypes.hocr,
  "alto.xml": mediaTypes.alto,
  "page.xml": mediaTypes.page,
  pdf: mediaTypes.pdf,
} as const;

type Ending = keyof typeof types;

/** `GET /v1/documents/{id}/result.{json,csv,…}`: what was read of a document. */
export async function resultsRoutes(app: FastifyInstance, { database }: Service): Promise<void> {
  const readOf = async (id: string): Promise<ReadDocument> => {
    const stored = await documentOf(database, id);
    if (!stored) throw new ProblemError(404, "there is no such document", "#/params/id");
    const { status, error, model, engine } = stored;
    if (status === "waiting")
      throw new ProblemError(409, "the document is not read yet; ask again later", undefined, { "retry-after": "1" });
    if (status === "cancelled") throw new ProblemError(409, "the document was not read: its batch was cancelled");
    if (status === "failed" || !model || !engine) throw new ProblemError(409, error ?? "the document could not be read");
    return documentFrom(await pagesOf(database, id), { model, engine });
  };

  for (const ending of Object.keys(types) as Ending[]) {
    app.route({
      method: "GET",
      url: `/v1/documents/:id/result.${ending}`,
      config: { scope: "read" },
      schema: {
        tags: ["documents"],
        summary: `What was read, as ${ending}`,
        params: { type: "object", required: ["id"], properties: { id: idSchema } },
        ...(ending === "page.xml" && { querystring: onePage }),
        response: answersWith({ 200: { description: "What was read.", content: { [types[ending]]: { schema: schemaOf(ending) } } } }),
      },
      async handler(request, reply) {
        const { id } = request.params as { readonly id: string };
        const document = await readOf(id);
        const { page = 1 } = request.query as { readonly page?: number };
        const written = await writtenAs(ending, document, page, () => storedBytes(database, id));
        return reply.type(/^text|json$|xml$/.test(types[ending]) ? `${types[ending]}; charset=utf-8` : types[ending]).send(written);
      },
    });
  }
}

/** PAGE-XML has one page a file. */
const onePage = {
  type: "object",
  additionalProperties: false,
  properties: { page: { type: "integer", minimum: 1, default: 1, description: "Which page." } },
} as const;

function schemaOf(ending: Ending): object {
  return ending === "json" ? { $ref: "ReadDocument#" } : { type: "string", format: "binary" };
}

async function writtenAs(ending: Ending, document: ReadDocument, page: number, bytes: () => Promise<Uint8Array>): Promise<string | Buffer> {
  if (ending === "pdf") return Buffer.from(await searchablePdf(scannedPages(document.pages, bytes), document.engine));
  if (ending === "page.xml") {
    const own = document.pages[page - 1];
    if (!own) throw new ProblemError(404, `the document has no page ${page}`, "#/query/page");
    return pageXml(own, { engine: document.engine });
  }
  const written = await writtenDocument(document, (ending === "alto.xml" ? "alto" : ending) as DocumentFormat);
  return typeof written === "string" ? written : Buffer.from(written);
}
