import { connect } from "node:net";
import { text } from "node:stream/consumers";
import Fastify from "fastify";
import { expect, it } from "vitest";
import { answerBroken } from "./broken-requests.js";

it.each([
  ["comes too slowly", "POST / HTTP/1.1\r\nHost: here\r\n", 408, "not there as a whole in time"],
  ["has too large a head", `GET / HTTP/1.1\r\nHost: here\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`, 431, "head is larger"],
  ["is no HTTP", "hello\r\n\r\n", 400, "no request as HTTP"],
])("says in a problem that a request %s, and ends the connection", async (_what, sent, status, told) => {
  const app = Fastify({ clientErrorHandler: answerBroken, http: { headersTimeout: 200, connectionsCheckingInterval: 50 } });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const line = connect((app.server.address() as { port: number }).port, "127.0.0.1");
  line.write(sent);
  const [head = "", body = ""] = (await text(line)).split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*content-type: application/problem\\+json`, "i"));
  expect(JSON.parse(body)).toMatchObject({ type: "about:blank", status, detail: expect.stringContaining(told) });
  await app.close();
});
