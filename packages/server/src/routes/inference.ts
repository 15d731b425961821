import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ProblemError } from "../answers/problem.js";
import { problemIn } from "../answers/problems.js";
import type { ImageModel } from "../image-models.js";
import { inferenceRequest } from "../inference/inference-request.js";
import { inferenceResponse } from "../inference/inference-response.js";
import type { Service } from "../service.js";

/** A number of FP32 as JSON has it is shorter than this. */
const NUMBER = 24;
const PICTURE = 28 * 28;

/** The Open Inference Protocol, for clients made for Triton, KServe and others. Its refusals are `{ error }`. */
export async function inferenceRoutes(app: FastifyInstance, { models, limits, readers, database }: Service): Promise<void> {
  await app.register(async (v2) => {
    v2.removeAllContentTypeParsers();
    v2.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
    v2.setErrorHandler<FastifyError>((error, request, reply) => {
      const { status, detail } = problemIn(error, request, reply);
      return reply.code(status).send({ error: detail });
    });
    const schema = { tags: ["inference"], response: {} };
    const open = { config: { scope: "anybody" as const }, schema, logLevel: "warn" as const };
    const read = { config: { scope: "read" as const }, schema };
    v2.get("/v2", open, async () => ({ name: "tenfold", version: readers.now.engine.version, extensions: ["binary_tensor_data"] }));
    v2.get("/v2/health/live", open, async () => ({ live: true }));
    v2.get("/v2/health/ready", open, async (_, reply) => {
      const isThere = await database.query("select 1").then(
        () => true,
        () => false,
      );
      return reply.code(isThere ? 200 : 503).send({ live: isThere });
    });
    for (const path of ["/v2/models/:model", "/v2/models/:model/versions/:version"]) {
      v2.get(path, read, async (request) => metadataOf(await modelIn(request)));
      v2.get(`${path}/ready`, read, async (request) => ({ name: (await modelIn(request)).name, ready: true }));
      v2.post(`${path}/infer`, read, infer);
    }
  });

  async function infer(request: FastifyRequest, reply: FastifyReply) {
    const model = await modelIn(request);
    const most = limits.pictures * PICTURE * NUMBER;
    const body = await buffer(limited(request.body as Readable, most));
    const head = request.headers["inference-header-content-length"];
    const asked = inferenceRequest(body, typeof head === "string" ? head : undefined, limits.pictures);
    const { probabilities } = await model.answer(asked.pixels);
    const { body: answer, headers } = inferenceResponse(model.name, asked, probabilities);
    return reply.headers(headers).send(answer);
  }

  async function modelIn({ params }: FastifyRequest): Promise<ImageModel> {
    const { model: name, version } = params as { readonly model: string; readonly version?: string };
    const model = version === undefined || version === "1" ? await models.named(name) : undefined;
    if (!model)
      throw new ProblemError(
        404,
        `there is no model ${JSON.stringify(name)}${version ? ` of version ${version}` : ""}; there are ${models.names.join(", ")}`,
      );
    return model;
  }
}

function metadataOf({ name, classNames }: ImageModel) {
  return {
    name,
    versions: ["1"],
    platform: "tenfold",
    inputs: [{ name: "image", datatype: "UINT8", shape: [-1, 28, 28, 1] }],
    outputs: [{ name: "probabilities", datatype: "FP32", shape: [-1, classNames.length] }],
  };
}

async function* limited(body: Readable | undefined, most: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > most) throw new ProblemError(413, `the request is larger than the ${most} bytes that are taken`);
    yield chunk;
  }
}
