import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { jsonLine } from "tenfold-works";
import { dropJobs } from "tenfold-works/jobs";
import {
  addBatch,
  type Batch,
  batchCounts,
  batchOf,
  batchPages,
  cancelBatch,
  closeBatch,
  includesScope,
  listBatches,
} from "tenfold-works/store";
import { ProblemError } from "../answers/problem.js";
import type { Caller } from "../guard/authorize.js";
import { idSchema, listProperties } from "../schemas/request-validators.js";
import { answersWith } from "../schemas/shared-schemas.js";
import type { Service } from "../service.js";

const id = idSchema;
const params = { type: "object", required: ["id"], properties: { id } } as const;
const known = {
  id,
  name: { type: "string" },
  state: {
    enum: ["open", "closed", "finished", "cancelled"],
    description: "Open ones take documents; finished is a closed one of which none waits.",
  },
  created: { type: "string", format: "date-time" },
  finished: { type: ["string", "null"], format: "date-time" },
} as const;
const batch = { type: "object", required: ["id", "name", "state", "created", "finished"], properties: known } as const;
const count = (description: string) => ({ type: "integer", description });
const counted = {
  type: "object",
  required: [...batch.required, "documents", "waiting", "reading", "read", "failed", "cancelled", "toReview"],
  properties: {
    ...known,
    documents: count("How many there are in all."),
    waiting: count("Those that nobody is at yet."),
    reading: count("Those that are being read."),
    read: count("Those that are read."),
    failed: count("Those that could not be."),
    cancelled: count("Those that were not read any more."),
    toReview: count("Fields in them that somebody should look at."),
  },
} as const;

/** Documents that belong together: `POST /v1/documents?batch=ID` puts one in. */
export async function batchesRoutes(app: FastifyInstance, { database, jobs, announce }: Service): Promise<void> {
  const idOf = (request: FastifyRequest) => (request.params as { readonly id: string }).id;
  const withCounts = async (found: Batch | undefined) => {
    if (!found) throw noBatch();
    const [counts, reading] = await Promise.all([batchCounts(database, found.id), jobs.readingOf(found.id)]);
    return { ...found, ...counts, waiting: Math.max(0, counts.waiting - reading), reading: Math.min(reading, counts.waiting) };
  };

  app.route({
    method: "POST",
    url: "/v1/batches",
    config: { scope: "read" },
    schema: {
      tags: ["batches"],
      summary: "Begin a batch",
      description: "POST /v1/documents?batch=ID puts documents into it, and POST /v1/batches/ID/close says that no more come.",
      body: {
        type: ["object", "null"],
        additionalProperties: false,
        properties: {
          name: {
            type: "string",
            maxLength: 300,
            pattern: "^[^\\u0000-\\u001f\\u007f]*$",
            description: "What to call the batch, in one line of at most 300 signs.",
          },
        },
      },
      response: answersWith({ 201: counted }),
    },
    async handler(request, reply) {
      const { name = "" } = (request.body ?? {}) as { readonly name?: string };
      const made = await addBatch(database, { name, owner: request.caller?.id ?? "local" });
      return reply
        .code(201)
        .header("location", `/v1/batches/${made.id}`)
        .send(await withCounts(made));
    },
  });

  app.route({
    method: "GET",
    url: "/v1/batches",
    config: { scope: "read" },
    schema: {
      tags: ["batches"],
      summary: "Batches, the newest first",
      querystring: {
        type: "object",
        additionalProperties: false,
        properties: {
          ...listProperties,
        },
      },
      response: answersWith({ 200: { type: "object", required: ["batches"], properties: { batches: { type: "array", items: batch } } } }),
    },
    handler: async (request) => ({ batches: await listBatches(database, request.query as { limit: number }) }),
  });

  app.route({
    method: "GET",
    url: "/v1/batches/:id",
    config: { scope: "read" },
    schema: { tags: ["batches"], summary: "How far a batch is", params, response: answersWith({ 200: counted }) },
    handler: async (request) => withCounts(await batchOf(database, idOf(request))),
  });

  app.route({
    method: "GET",
    url: "/v1/batches/:id/results.jsonl",
    config: { scope: "read" },
    schema: {
      tags: ["batches"],
      summary: "What was read so far, a page a line",
      description: "Each line is a page of the document of values, with the id of its document; of a document that failed, it says why.",
      params,
      response: answersWith({
        200: { description: "What was read.", content: { "application/x-ndjson": { schema: { type: "string", format: "binary" } } } },
      }),
    },
    async handler(request, reply) {
      const id = idOf(request);
      if (!(await batchOf(database, id))) throw noBatch();
      const lines = async function* () {
        for await (const page of batchPages(database, id)) yield jsonLine(page);
      };
      return reply.type("application/x-ndjson; charset=utf-8").send(Readable.from(lines()));
    },
  });

  for (const [deed, summary, work] of [
    ["close", "Say that no more documents come", (id: string) => closeBatch(database, id, announce)],
    [
      "cancel",
      "Read no more of it",
      async (id: string, who: string) => {
        const batch = await cancelBatch(database, id, who);
        if (batch?.state === "cancelled") await dropJobs(database, "read", id);
        return batch;
      },
    ],
  ] as const) {
    const description = "For who began it, and keys of scope admin.";
    app.route({
      method: "POST",
      url: `/v1/batches/:id/${deed}`,
      config: { scope: "read" },
      schema: { tags: ["batches"], summary, description, params, response: answersWith({ 200: counted }) },
      async handler(request) {
        refuseOthers(await batchOf(database, idOf(request)), request.caller, deed);
        return withCounts(await work(idOf(request), request.caller?.name ?? "local"));
      },
    });
  }
}

/** A batch is its owner's: another key neither ends it before its time nor leaves it unread. */
function refuseOthers(batch: Batch | undefined, caller: Caller | undefined, deed: string): void {
  if (!batch || !caller || caller.id === batch.owner || includesScope(caller.scope, "admin")) return;
  throw new ProblemError(403, `the batch was begun by another; who began it may ${deed} it, or a key of scope admin`);
}

function noBatch(): ProblemError {
  return new ProblemError(404, "there is no such batch", "#/params/id");
}
