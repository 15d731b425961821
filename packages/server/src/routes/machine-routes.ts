import type { FastifyInstance } from "fastify";
import { machinesSeen, throughput } from "tenfold-works/machines";
import { idSchema } from "../schemas/request-validators.js";
import { answersWith } from "../schemas/shared-schemas.js";
import type { Service } from "../service.js";

const count = (description: string) => ({ type: "integer", description }) as const;
const machine = {
  type: "object",
  required: ["id", "host", "pid", "kinds", "readers", "answers", "state", "started", "seen", "documents", "failed", "told"],
  properties: {
    id: idSchema,
    host: { type: "string" },
    pid: { type: "integer" },
    kinds: { type: "array", items: { type: "string" }, description: "Which jobs it takes." },
    readers: { type: "integer" },
    answers: { type: ["string", "null"], description: "The program with its kernels, and the networks; null where it reads nothing." },
    state: { enum: ["working", "ended", "lost"], description: "Lost ones were not heard of for 20 seconds." },
    started: { type: "string", format: "date-time" },
    seen: { type: "string", format: "date-time" },
    documents: count("Documents that it has ended."),
    failed: count("Those of them that could not be read."),
    told: { type: ["string", "null"], description: "The last thing that it had to say, as why it leaves a batch to others." },
  },
} as const;
const queue = {
  type: "object",
  required: ["kind", "waiting", "active", "givenUp", "oldest"],
  properties: {
    kind: { type: "string" },
    waiting: count("Jobs that nobody is at yet."),
    active: count("Jobs that somebody is at."),
    givenUp: count("Jobs of the last week that were tried in vain."),
    oldest: { type: ["number", "null"], description: "Seconds since the oldest one that waits was sent." },
  },
} as const;

/** Who works at jobs, on which machine, and how it is with these. */
export async function machinesRoutes(app: FastifyInstance, { database, jobs }: Service): Promise<void> {
  app.route({
    method: "GET",
    url: "/v1/machines",
    config: { scope: "read" },
    schema: {
      tags: ["machines"],
      summary: "Machines and queues",
      description: "The processes that work at jobs, over all machines, and those of the last day; the newest first.",
      response: answersWith({
        200: {
          type: "object",
          required: ["machines", "queues", "documentsAMinute", "failuresAnHour"],
          properties: {
            machines: { type: "array", items: machine },
            queues: { type: "array", items: queue },
            documentsAMinute: { type: "number", description: "Documents read, over the last five minutes." },
            failuresAnHour: count("Documents that could not be read, in the last hour."),
          },
        },
      }),
    },
    async handler() {
      const [machines, queues, pace] = await Promise.all([machinesSeen(database), jobs.states(), throughput(database)]);
      return { machines, queues, ...pace };
    },
  });
}
