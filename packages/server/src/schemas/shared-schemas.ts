import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { FastifyInstance } from "fastify";

/** A problem, RFC 9457. */
const problem = {
  $id: "Problem",
  type: "object",
  required: ["type", "title", "status", "detail"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "The sentence that the command line would print." },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["detail", "pointer"],
        properties: { detail: { type: "string" }, pointer: { type: "string", description: "A JSON pointer into the request." } },
      },
    },
  },
} as const;

/** What routes have in common, by name. The one of documents comes with the library. */
export async function addSharedSchemas(app: FastifyInstance): Promise<void> {
  const path = createRequire(import.meta.url).resolve("tenfold/document/document.schema.json");
  const { $schema: _, $id: __, ...schema } = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
  app.addSchema({ ...schema, $id: "ReadDocument" });
  app.addSchema(problem);
}

/** Answers of a route: what it gives, and the problem that any refusal is. */
export function answersWith(answers: Readonly<Record<number, object>>): object {
  return { ...answers, default: { description: "A problem.", content: { "application/problem+json": { schema: { $ref: "Problem#" } } } } };
}
