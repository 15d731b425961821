import type { FastifyInstance } from "fastify";
import type { Service } from "../service.js";

const answer = { type: "object", required: ["status"], properties: { status: { type: "string" } } } as const;

/** Whether the server lives, and whether it can work; for whoever starts and watches it. */
export async function healthRoutes(app: FastifyInstance, { database }: Service): Promise<void> {
  const schema = (summary: string, answers: Readonly<Record<number, object>>) => ({
    tags: ["health"],
    summary,
    security: [],
    response: answers,
  });
  app.get(
    "/health/live",
    { config: { scope: "anybody" }, schema: schema("Whether it lives", { 200: answer }), logLevel: "warn" },
    async () => ({ status: "live" }),
  );
  app.get(
    "/health/ready",
    { config: { scope: "anybody" }, schema: schema("Whether it can work", { 200: answer, 503: answer }), logLevel: "warn" },
    async (_, reply) => {
      const isThere = await database.query("select 1").then(
        () => true,
        () => false,
      );
      return reply.code(isThere ? 200 : 503).send({ status: isThere ? "ready" : "the database does not answer" });
    },
  );
}
