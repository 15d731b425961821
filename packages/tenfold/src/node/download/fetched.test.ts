import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FileServer, type Handler, serveFiles, whole } from "../../../test/file-server.js";
import { FormatError, InputError } from "../../errors.js";
import { copied, type FetchOptions, type FetchProgress, fetched } from "./fetched.js";
import type { PublishedFile } from "./published-file.js";

const content = Uint8Array.from({ length: 100_000 }, (_, at) => (at * 2654435761) >>> 24);
const sha256 = `sha256:${createHash("sha256").update(content).digest("hex")}`;

let cache: string;
let server: FileServer | undefined;
let told: string[];

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), "tenfold-cache-"));
  told = [];
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(cache, { recursive: true, force: true });
});

/** Fetches "f" from a server whose paths behave as told, the first path first. */
async function get(
  handlers: Readonly<Record<string, Handler>>,
  file: Partial<PublishedFile> = {},
  options: FetchOptions = {},
): Promise<string> {
  server ??= await serveFiles(handlers);
  const { origin } = server;
  const urls = Object.keys(handlers).map((path) => `${origin}${path}`);
  const fast = { cache, stallMs: 10_000, retryMs: 1, notice: (sentence: string) => void told.push(sentence.replaceAll(origin, "")) };
  try {
    return await fetched({ name: "f", urls, hash: sha256, ...file }, "set", { ...fast, ...options });
  } catch (error) {
    if (error instanceof InputError) error.message = error.message.replaceAll(origin, "");
    throw error;
  }
}

/** What is left in the cache. */
const left = () => readdir(join(cache, "set"));

const advice = "Connect to the internet and try again, or fetch /f on another machine and hand it over with tenfold data get --from";

/** Answers with headers and some bytes, and breaks the connection once they have arrived. */
const breaking =
  (bytes: number, headers: Readonly<Record<string, string | number>> = { "content-length": content.length, etag: '"v1"' }): Handler =>
  (_request, response) => {
    response.writeHead(200, headers);
    response.write(content.subarray(0, bytes));
    const timer = setInterval(async () => {
      const { size } = await stat(join(cache, "set", "f.part")).catch(() => ({ size: 0 }));
      if (size < bytes) return;
      clearInterval(timer);
      response.destroy();
    }, 2);
  };

/** The first handlers for the first requests, the last one for all that follow. */
const inTurn =
  (...handlers: readonly Handler[]): Handler =>
  (request, response, count) =>
    handlers[Math.min(count, handlers.length - 1)]?.(request, response, count);

describe("fetched", () => {
  it("keeps the file, tells how far it is, and asks no server the next time", async () => {
    const seen: FetchProgress[] = [];
    const path = await get({ "/f": whole(content) }, {}, { onProgress: (progress) => seen.push(progress) });
    expect(path).toBe(join(cache, "set", "f"));
    expect(Buffer.compare(await readFile(path), content)).toBe(0);
    expect(seen[0]).toEqual({ file: "f", received: 0, total: 100_000 });
    expect(seen.at(-1)).toEqual({ file: "f", received: 100_000, total: 100_000 });
    expect(await left()).toEqual(["f"]);
    expect(await get({ "/f": whole(content) }, {}, { offline: true })).toBe(path);
    expect(server?.log).toEqual(["/f"]);
  });

  it("takes MD5 as well, and a length that nobody announces", async () => {
    const md5 = `md5:${createHash("md5").update(content).digest("hex")}`;
    const chunked: Handler = (_request, response) => void response.writeHead(200).end(content); // "transfer-encoding: chunked"
    await get({ "/f": (request, response, count) => chunked(request, response, count) }, { hash: md5 });
    expect(await left()).toEqual(["f"]);
  });

  it("goes on where the server broke off", async () => {
    await get({ "/f": inTurn(breaking(30_000), whole(content)) });
    expect(server?.log).toEqual(["/f", "/f bytes=30000-"]);
    expect(told).toEqual(["/f broke the connection off; asking again"]);
    expect(await left()).toEqual(["f"]);
  });

  it("goes on where an earlier process was killed", async () => {
    const down: Handler = (_request, response) => void response.destroy();
    await expect(get({ "/f": inTurn(breaking(30_000), down, down, down, whole(content)) })).rejects.toThrow(
      new InputError(`cannot fetch f: /f broke the connection off. ${advice}`),
    );
    expect((await left()).sort()).toEqual(["f.part", "f.part.json"]);
    await get({ "/f": whole(content) });
    expect(server?.log.at(-1)).toBe("/f bytes=30000-");
    expect(Buffer.compare(await readFile(join(cache, "set", "f")), content)).toBe(0);
  });

  it("starts over when the server ignores the range, or has another version now", async () => {
    const ignoring: Handler = (_request, response) => void response.writeHead(200, { etag: '"v1"' }).end(content);
    await get({ "/f": inTurn(breaking(30_000), ignoring) });
    expect(server?.log).toEqual(["/f", "/f bytes=30000-"]);
    await rm(join(cache, "set"), { recursive: true });
    await server?.close();
    server = undefined;
    await get({ "/f": inTurn(breaking(30_000), whole(content, '"v2"')) });
    expect(await left()).toEqual(["f"]);
  });

  it("asks for the whole again where the server cannot tell versions apart, or only weakly", async () => {
    const weak = { "content-length": content.length, etag: 'W/"v1"' };
    await get({ "/f": inTurn(breaking(30_000, weak), breaking(30_000, { "content-length": content.length }), whole(content)) });
    expect(server?.log).toEqual(["/f", "/f", "/f"]);
  });

  it("starts over when the rest does not belong to the beginning", async () => {
    const other = new Uint8Array(content).fill(7);
    await get({ "/f": inTurn(breaking(30_000), whole(other), whole(content)) }); // the same tag for other bytes
    expect(server?.log).toEqual(["/f", "/f bytes=30000-", "/f"]);
    expect(Buffer.compare(await readFile(join(cache, "set", "f")), content)).toBe(0);
  });

  it("starts over when another part comes than was asked for, or none", async () => {
    const elsewhere: Handler = (_request, response) =>
      void response.writeHead(206, { "content-range": "bytes 10-99999/100000" }).end(content.subarray(10));
    const none: Handler = (_request, response) => void response.writeHead(416).end();
    await get({ "/f": inTurn(breaking(30_000), elsewhere, breaking(20_000), none, whole(content)) }).catch(() => {});
    await get({ "/f": whole(content) });
    expect(server?.log).toEqual(["/f", "/f bytes=30000-", "/f", "/f bytes=20000-", "/f"]);
    expect(told.slice(1, 2)).toEqual(["/f sent another part than was asked for; asking again"]);
  });

  it.each<[what: string, handler: Handler, sentence: string, requests: number]>([
    ["answers 404", (_request, response) => void response.writeHead(404).end(), "answered 404", 1],
    ["answers 500", (_request, response) => void response.writeHead(500).end(), "answered 500", 4],
    ["sends nothing", () => {}, "sent nothing for 0.15 s", 4],
    [
      "stalls midway",
      (_request, response) => {
        response.writeHead(200, { "content-length": content.length }).write(content.subarray(0, 5000));
      },
      "sent nothing for 0.15 s",
      4,
    ],
    [
      "sends a page of its own",
      (_request, response) => void response.writeHead(200).end("<!DOCTYPE html>Please log in"),
      "sent another file than was published (SHA-256 ",
      1,
    ],
    [
      "announces more than was published",
      (_request, response) => void response.writeHead(200, { "content-length": 100_001 }).end(content),
      "announces 100001 bytes where 100000 were published",
      1,
    ],
    [
      "announces fewer than was published",
      (_request, response) => void response.writeHead(200, { "content-length": 5 }).end("short"),
      "announces 5 bytes where 100000 were published",
      1,
    ],
    [
      "sends without end",
      (_request, response) => {
        const more = () => {
          while (!response.destroyed && response.write(content));
        };
        response.on("drain", more);
        more();
      },
      "sends more than 100000 bytes",
      1,
    ],
    [
      "redirects in a circle",
      (_request, response) => void response.writeHead(302, { location: "/f" }).end(),
      "redirects more than 5 times",
      6,
    ],
    [
      "redirects to a file",
      (_request, response) => void response.writeHead(302, { location: "file:///etc/passwd" }).end(),
      "redirects to file:///etc/passwd, and only https is followed (or http, from http)",
      1,
    ],
    [
      "redirects nowhere",
      (_request, response) => void response.writeHead(302, { location: "http://" }).end(),
      "redirects to http://, and only https is followed (or http, from http)",
      1,
    ],
  ])("refuses a server that %s, and leaves no file", async (_what, handler, sentence, requests) => {
    const error = await get({ "/f": handler }, { size: 100_000 }, { stallMs: 150 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toContain(`cannot fetch f: /f ${sentence}`);
    expect((error as Error).message).toContain(advice);
    expect(server?.log.length).toBe(requests);
    expect(await left()).not.toContain("f");
    expect(await left()).not.toContain("f.lock");
  });

  it("sends drop by drop is stalling too", async () => {
    const dripping: Handler = (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => (response.destroyed ? clearInterval(timer) : response.write("x")), 20);
    };
    await expect(get({ "/f": dripping }, {}, { stallMs: 150 })).rejects.toThrow("sent nothing for 0.15 s");
  });

  it("follows a redirect, and goes to the next address when one fails", async () => {
    const moved: Handler = (_request, response) => void response.writeHead(301, { location: "/there" }).end();
    await get({ "/gone": (_request, response) => void response.writeHead(410).end(), "/f": moved, "/there": whole(content) });
    expect(server?.log).toEqual(["/gone", "/f", "/there"]);
    expect(told).toEqual(["/gone answered 410; trying /f"]);
  });

  it("says that nobody answers", async () => {
    const unreachable = { urls: ["http://127.0.0.1:9/f", "http://nowhere.invalid/f"] };
    const error = await get({}, unreachable).catch((reason: unknown) => String(reason));
    expect(error).toMatch(
      /^InputError: cannot fetch f: http:\/\/127\.0\.0\.1:9\/f cannot be reached: .+; http:\/\/nowhere\.invalid\/f cannot be reached: its name /,
    );
  });

  it("asks a mirror first", async () => {
    server = await serveFiles({ "/near/f": whole(content), "/f": whole(content) });
    await get({ "/f": whole(content) }, {}, { mirror: `${server.origin}/near/` });
    expect(server.log).toEqual(["/near/f"]);
  });

  it("fetches again what is damaged in the cache", async () => {
    await mkdir(join(cache, "set"));
    await writeFile(join(cache, "set", "f"), "damaged");
    await get({ "/f": whole(content) });
    expect(told).toEqual(["f in the cache is damaged and is fetched again"]);
    expect((await readFile(join(cache, "set", "f"))).length).toBe(100_000);
  });

  it("fetches once when several want it at a time", async () => {
    const waiting = `Waiting for process ${process.pid}, which fetches f too`;
    const slow: Handler = (request, response, count) =>
      void vi.waitUntil(() => told.includes(waiting), { timeout: 10_000 }).then(() => whole(content)(request, response, count));
    server = await serveFiles({ "/f": slow });
    const paths = await Promise.all([1, 2, 3].map(() => get({ "/f": slow })));
    expect(new Set(paths).size).toBe(1);
    expect(server.log).toEqual(["/f"]);
    expect(told).toContain(waiting);
    expect(await left()).toEqual(["f"]);
  });

  it("says when it is offline", async () => {
    await expect(get({ "/f": whole(content) }, {}, { offline: true })).rejects.toThrow(
      new InputError(`f is not in ${join(cache, "set")}; fetch it first, or copy it there`),
    );
  });

  it("stops when it is told to", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    await expect(get({ "/f": () => {} }, {}, { signal: controller.signal })).rejects.toThrow("aborted");
  });
});

describe("copied", () => {
  it("takes the published file from a folder, and no other", async () => {
    const file = { name: "f", urls: [], hash: sha256 };
    const from = join(cache, "usb");
    await mkdir(from);
    await expect(copied(file, "set", from, { cache })).rejects.toThrow("there is no such file; check the path");
    await writeFile(join(from, "f"), "another");
    await expect(copied(file, "set", from, { cache })).rejects.toThrow(FormatError);
    await writeFile(join(from, "f"), content);
    expect(await copied(file, "set", from, { cache })).toBe(join(cache, "set", "f"));
    expect(await left()).toEqual(["f"]);
  });
});
