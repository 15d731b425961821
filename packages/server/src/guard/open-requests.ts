import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

/** Ends requests that have not come as a whole when the server ends: nobody knows whether they ever will. */
export function endHalfRequests(app: FastifyInstance): void {
  const open = new Set<IncomingMessage>();
  app.addHook("onRequest", async ({ raw }) => {
    open.add(raw);
    raw.once("close", () => open.delete(raw));
  });
  app.addHook("onResponse", async ({ raw }) => void open.delete(raw));
  app.addHook("preClose", async () => {
    for (const request of open) if (!request.complete) request.destroy();
  });
}
