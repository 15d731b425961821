import Fastify from "fastify";
import { NoRoomError } from "tenfold-works/store";
import { expect, it } from "vitest";
import { answerProblems } from "../answers/problems.js";
import type { Service } from "../service.js";
import { wantRoom } from "./room-for-requests.js";

it("refuses what would be kept where there is no room for it, before it is taken, and nothing else", async () => {
  const app = Fastify();
  answerProblems(app);
  const asked: unknown[] = [];
  const refuseWithoutRoom = async (what: { readonly bytes?: number }) => {
    asked.push(what);
    if ((what.bytes ?? 0) > 100) throw new NoRoomError("the server's disk is full");
  };
  wantRoom(app, { database: { refuseWithoutRoom } } as unknown as Service);
  for (const url of ["/v1/documents", "/v1/predict"]) app.post(url, async () => "taken");
  app.get("/v1/documents", async () => "shown");
  const post = (url: string, bytes: number) =>
    app.inject({ method: "POST", url, payload: "x".repeat(bytes), headers: { "content-type": "text/plain" } });
  expect((await post("/v1/documents", 100)).statusCode).toBe(200);
  const refused = await post("/v1/documents", 101);
  expect([refused.statusCode, refused.json().detail]).toEqual([507, "the server's disk is full"]);
  expect(asked).toEqual([100, 101].map((bytes) => ({ bytes, what: "request" })));
  expect((await post("/v1/predict", 101)).statusCode).toBe(200);
  expect((await app.inject({ url: "/v1/documents" })).statusCode).toBe(200);
  expect(asked).toHaveLength(2);
});
