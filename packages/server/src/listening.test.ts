import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { refuseTakenPort } from "./listening.js";

it("tells of a port that another program has, and leaves one that is free as it is", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  await expect(refuseTakenPort("127.0.0.1", port)).rejects.toThrow(
    `cannot listen on 127.0.0.1:${port}: another program listens there; choose another --port`,
  );
  other.close();
  await once(other, "close");
  await refuseTakenPort("127.0.0.1", port);
  await refuseTakenPort("127.0.0.1", port); // it was given back
});
