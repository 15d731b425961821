import { createServer } from "node:net";
import type { FastifyInstance } from "fastify";
import { InputError } from "tenfold/errors";

/**
 * Has an app listen.
 *
 * @param port 0 is any that is free
 * @returns its address, "http://127.0.0.1:8080"
 * @throws InputError when it cannot
 */
export async function listening(app: FastifyInstance, host: string, port: number): Promise<string> {
  await app.listen({ host, port }).catch((error: NodeJS.ErrnoException): never => refuse(error, host, port));
  const bound = app.server.address() as { readonly port: number };
  return `http://${host.includes(":") ? `[${host}]` : host}:${bound.port}`;
}

/**
 * Looks whether something could listen there, before all that takes time is begun for it.
 *
 * @throws InputError when it could not
 */
export async function refuseTakenPort(host: string, port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen({ host, port }, done);
  }).catch((error: NodeJS.ErrnoException): never => refuse(error, host, port));
  await new Promise((done) => server.close(done));
}

function refuse(error: NodeJS.ErrnoException, host: string, port: number): never {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: "another program listens there; choose another --port",
    EACCES: "this user may not listen there; choose a --port from 1024 on",
    EADDRNOTAVAIL: "this machine has no such address; mend --host",
    ENOTFOUND: "there is no such name; mend --host",
  };
  throw new InputError(`cannot listen on ${host}:${port}: ${reasons[error.code ?? ""] ?? error.message}`, { cause: error });
}
