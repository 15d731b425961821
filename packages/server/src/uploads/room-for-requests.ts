import type { FastifyInstance } from "fastify";
import type { Service } from "../service.js";

/** What is answered without anything being kept. */
const KEEPS_NOTHING = /^\/v1\/(predict|strokes)$|^\/v2\//;

/** Refuses what would be kept where the disk is all but full, before it is taken. */
export function wantRoom(app: FastifyInstance, { database }: Service): void {
  app.addHook("onRequest", async ({ method, headers, routeOptions }) => {
    if ((method !== "POST" && method !== "PUT") || KEEPS_NOTHING.test(routeOptions.url ?? "")) return;
    const bytes = Number(headers["content-length"]) || 0;
    await database.refuseWithoutRoom({ bytes, what: "request" });
  });
}
