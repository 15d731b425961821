import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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
