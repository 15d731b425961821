import Fastify from "fastify";
import { BusyError, InputError } from "tenfold/errors";
import { NoRoomError } from "tenfold-works/store";
import { expect, it } from "vitest";
import { idSchema, validateRequests } from "../schemas/request-validators.js";
import { answerProblems } from "./problems.js";

/** As the pool calls it. */
class WorkerDeath extends Error {
  override name = "WorkerDeath";
}

const coded = (code: string, message = "no") => Object.assign(new Error(message), { code });

it.each<[what: string, error: Error, status: number, told: string]>([
  ["a full disk, of a file", coded("ENOSPC"), 507, "the server's disk is full"],
  ["a full disk, of the database", coded("53100", "could not extend file: No space left on device"), 507, "the server's disk is full"],
  ["a disk that is all but full", new NoRoomError(), 507, "the server's disk is full"],
  ["a reader that died at it", new Error("read: died", { cause: new WorkerDeath("secret") }), 503, "another takes its place"],
  ["a database that is away", coded("57P01"), 503, "the database does not answer"],
  ["readers that are full", new BusyError("2 requests are being read"), 503, "2 requests are being read"],
  ["what cannot be read", new InputError("it holds text"), 422, "it holds text"],
  ["a fault of ours", new Error("secret"), 500, "this is a fault of the server; its log says more"],
])("says of %s what it is", async (_what, error, status, told) => {
  const app = Fastify();
  answerProblems(app);
  app.get("/", async () => {
    throw error;
  });
  const response = await app.inject({ url: "/" });
  expect([response.statusCode, response.json().detail]).toEqual([status, expect.stringContaining(told)]);
  expect(response.headers["content-type"]).toContain("application/problem+json");
  expect(response.body).not.toContain("secret");
});

it.each([
  [
    "an id that is none",
    "/abc",
    '#/params/id is "abc"; wanted is: an id as this server gives them: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12',
  ],
  ["a long one", `/${"x".repeat(90)}`, `#/params/id is "${"x".repeat(60)}…"; wanted is`],
])("says of %s what is wanted in place of it", async (_what, url, told) => {
  const app = Fastify();
  validateRequests(app);
  answerProblems(app);
  app.get("/:id", { schema: { params: { type: "object", properties: { id: idSchema } } } }, async () => "found");
  const response = await app.inject({ url });
  expect([response.statusCode, response.json().detail]).toEqual([400, expect.stringContaining(told)]);
  expect(response.json().errors[0].pointer).toBe("#/params/id");
});
