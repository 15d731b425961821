import type { FastifyRequest } from "fastify";
import { ProblemError } from "../answers/problem.js";

/** What stands in headers where somebody passes a request on. */
const PASSED_ON = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via"];

/**
 * Whether a request comes from this machine to this machine, from a program or from the server's own pages: only such a one needs no key. A page of
 * another site can make a browser send requests to a loopback address; its Origin tells, or Sec-Fetch-Site, or the Host under which it was
 * found. What a proxy passes on comes from anywhere.
 *
 * @throws ProblemError when it comes from here, but a page of another site or another name is behind it
 */
export function isLocal({ ip, headers, hostname, protocol, host }: FastifyRequest): boolean {
  if (!isLoopback(ip) || PASSED_ON.some((name) => headers[name] !== undefined)) return false;
  if (!isLoopback(hostname)) {
    throw new ProblemError(403, `without a key this server answers under 127.0.0.1, [::1] and localhost alone, not under ${host}`);
  }
  const { origin } = headers;
  if (origin !== undefined && origin.toLowerCase() !== `${protocol}://${host}`.toLowerCase()) {
    throw new ProblemError(403, `without a key this server answers its own pages alone, not those of ${origin}`);
  }
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    throw new ProblemError(403, "without a key this server answers its own pages alone, not those of other sites");
  }
  return true;
}

/** Addresses and names of this machine. */
export function isLoopback(name: string): boolean {
  const part = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  return new RegExp(`^((::ffff:)?127\\.${part}\\.${part}\\.${part}|\\[?::1\\]?|localhost)$`, "i").test(name);
}
