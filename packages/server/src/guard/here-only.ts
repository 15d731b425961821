import type { FastifyInstance } from "fastify";
import { ProblemError } from "../answers/problem.js";
import { reviewerIn } from "./authorize.js";
import { isLocal } from "./local-only.js";

/** Lets in who is on this machine, and nobody else. */
export function hereOnly(app: FastifyInstance): void {
  app.decorateRequest("caller", undefined);
  app.addHook("onRequest", async (request) => {
    if (!isLocal(request)) throw new ProblemError(403, "this answers on this machine alone");
    request.caller = { id: "local", name: reviewerIn(request), scope: "admin" };
  });
}
