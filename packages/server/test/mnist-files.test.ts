import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import Fastify, { type FastifyInstance } from "fastify";
import { expect, it } from "vitest";
import { answerProblems } from "../src/answers/problems.js";
import { mnistFileRoutes } from "../src/routes/mnist-files.js";

it("reads and packs a file once, and says where one is missing until it is there", async () => {
  const mnist = await mkdtemp(join(tmpdir(), "tenfold-mnist-"));
  const app = Fastify() as unknown as FastifyInstance;
  answerProblems(app);
  await mnistFileRoutes(app, { mnist: () => mnist });
  const ask = () => app.inject({ url: "/data/mnist/t10k-labels-idx1-ubyte.gz" });
  const missing = await ask();
  expect(missing.json()).toMatchObject({ status: 404, detail: expect.stringContaining("MNIST is not installed") });
  await writeFile(join(mnist, "t10k-labels-idx1-ubyte"), "labels");
  const [one, other] = await Promise.all([ask(), ask()]);
  expect([one, other].map(({ rawPayload }) => gunzipSync(rawPayload).toString())).toEqual(["labels", "labels"]);
  await rm(mnist, { recursive: true });
  expect((await ask()).rawPayload).toEqual(one.rawPayload); // no file is opened for each who asks, and left open where they go
  await app.close();
});
