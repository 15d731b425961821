import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createTarget } from "node:net";
import { expect, it } from "vitest";
import { postMessage } from "./post-message.js";

const message = { headers: { "content-type": "application/json" }, body: "{}", timeoutMs: 5000 };

it("goes to no address of this machine, by number or by name, unless it may", async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.end("taken");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  for (const host of ["127.0.0.1", "localhost", "[::1]", "0x7f000001", "127.1"]) {
    await expect(postMessage(`http://${host}:${port}/`, { ...message, allowPrivate: false })).rejects.toThrow("an address of this machine");
  }
  expect(asked).toBe(0);
  expect(await postMessage(`http://127.0.0.1:${port}/`, { ...message, allowPrivate: true })).toBe(200);
  expect(asked).toBe(1);
  server.close();
  await once(server, "close");
  await expect(postMessage(`http://127.0.0.1:${port}/`, { ...message, allowPrivate: true })).rejects.toThrow("nobody listens there");
});

it.each([
  ["another protocol", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: upgrade\r\n\r\n", 101],
  ["no HTTP", "SSH-2.0-other\r\n", "Parse Error: Expected HTTP/"],
  ["nothing, and ends", "END", "it ended the connection without an answer"],
  ["until it ends", "HTTP/1.0 200 OK\r\n\r\ntakenEND", 200],
  ["hints without end", "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100), "it did not answer within 1 s"],
] as const)("does not wait for ever for an answer from who speaks %s", async (_, said, wanted) => {
  const target = createTarget((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => (said.endsWith("END") ? socket.end(said.slice(0, -3)) : socket.write(said)));
  }).listen(0, "127.0.0.1");
  await once(target, "listening");
  const answer = postMessage(`http://127.0.0.1:${(target.address() as AddressInfo).port}/`, {
    ...message,
    timeoutMs: 1000,
    allowPrivate: true,
  });
  if (typeof wanted === "number") expect(await answer).toBe(wanted);
  else await expect(answer).rejects.toThrow(wanted);
  target.close();
});
