import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { includesScope, keyOf, type Scope } from "tenfold-works/store";
import { ProblemError } from "../answers/problem.js";
import type { Service } from "../service.js";
import { isLocal } from "./local-only.js";

/** Who asks. */
export interface Caller {
  /** A key's id, or "local". */
  readonly id: string;
  /** As the audit has it: the key's name, or what a person on this machine calls themselves. */
  readonly name: string;
  readonly scope: Scope;
}

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller | undefined;
  }
  interface FastifyContextConfig {
    /** What a caller needs to be allowed; "anybody" where nothing. */
    readonly scope?: Scope | "anybody" | undefined;
  }
}

/** The header in which somebody on this machine says their name, for corrections. */
const REVIEWER = "x-reviewer";

/** Lets requests in by key, and those of this machine without one; so many a minute from an address and with a key. */
export async function authorize(app: FastifyInstance, { database, limits, keysOnly }: Service): Promise<void> {
  await app.register(rateLimit, { global: false });
  const byAddress = app.createRateLimit({ max: limits.perAddress, timeWindow: 60_000 });
  const byKey = app.createRateLimit({ max: limits.perKey, timeWindow: 60_000, keyGenerator: ({ caller }) => caller?.id ?? "" });
  app.decorateRequest("caller", undefined);
  app.addHook("onRequest", async (request) => {
    const { scope = "admin" } = request.routeOptions.config;
    refuseTooMany(await byAddress(request));
    if (scope === "anybody") return;
    request.caller = await callerOf(request);
    refuseTooMany(await byKey(request));
    if (!includesScope(request.caller.scope, scope)) {
      throw new ProblemError(
        403,
        `the key "${request.caller.name}" has the scope ${request.caller.scope}; this takes one of scope ${scope}`,
      );
    }
  });

  async function callerOf(request: FastifyRequest): Promise<Caller> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const [, text] = /^bearer +(\S+)$/i.exec(authorization) ?? [];
      const key = text === undefined ? undefined : await keyOf(database, text);
      if (!key) throw unauthorized("the key is none of this server's, or was revoked");
      return { id: key.id, name: key.name, scope: key.scope };
    }
    if (!keysOnly && isLocal(request)) return { id: "local", name: reviewerIn(request), scope: "admin" };
    throw unauthorized("a key is wanted: Authorization: Bearer tf_…; tenfold keys add makes one");
  }
}

/** What a person on this machine calls themselves; "local" where they have not said. */
export function reviewerIn({ headers }: FastifyRequest): string {
  const given = headers[REVIEWER];
  if (given === undefined) return "local";
  const name = Buffer.from(String(given), "latin1").toString("utf8"); // headers come as bytes, and Node takes each for a sign
  if (/^[\p{L}\p{M}\p{N} ._'-]{1,60}$/u.test(name)) return name;
  throw new ProblemError(400, `X-Reviewer is no name of 1 to 60 letters, digits and spaces, in UTF-8`, "#/headers/x-reviewer");
}

function unauthorized(detail: string): ProblemError {
  return new ProblemError(401, detail, undefined, { "www-authenticate": 'Bearer realm="tenfold"' });
}

interface Counted {
  readonly isAllowed: boolean;
  readonly isExceeded?: boolean;
  readonly ttlInSeconds?: number;
}

function refuseTooMany({ isAllowed, isExceeded = false, ttlInSeconds = 1 }: Counted): void {
  if (isAllowed || !isExceeded) return;
  throw new ProblemError(429, "these are too many requests a minute; wait, and send the next one then", undefined, {
    "retry-after": String(ttlInSeconds),
  });
}
