import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FileServer, serveFiles, whole } from "../../test/file-server.js";
import { mobileFile } from "./mobile-file.js";
import { shippedNetwork } from "./shipped-network.js";

const mobile = { name: "mobile", file: mobileFile };
const copyIt = 'copy node_modules/tenfold/models/mobile.safetensors to where it is read or served from, and say so: { base: "/models/" }';

describe("a network that comes with the package", () => {
  let server: FileServer;
  let empty: string;

  beforeAll(async () => {
    const bytes = await readFile(mobileFile());
    const page = "<!doctype html><title>not found</title>";
    server = await serveFiles({
      "/models/mobile.safetensors": whole(bytes),
      "/mistyped/mobile.safetensors": (_, response) => response.writeHead(200, { "content-type": "text/html" }).end(bytes),
      "/app/mobile.safetensors": (_, response) => response.writeHead(200, { "content-type": "text/html" }).end(page),
      "/broken/mobile.safetensors": whole(bytes.subarray(0, 1000)),
    });
    empty = await mkdtemp(join(tmpdir(), "tenfold-base-"));
  });

  afterAll(async () => {
    await server.close();
    await rm(empty, { recursive: true });
  });

  it("is read beside the code, or in the folder `base`: a path, an address, with or without a slash at its end", async () => {
    const folder = fileURLToPath(new URL(".", mobileFile()));
    const bases = [undefined, folder, relative("", folder), pathToFileURL(folder), `${server.origin}/models`, `${server.origin}/models/`];
    for (const base of bases) expect((await shippedNetwork(mobile, { base })).network.name).toBe("mobile");
  });

  it("is taken from servers that do not know what type it has", async () => {
    expect((await shippedNetwork(mobile, { base: `${server.origin}/mistyped/` })).network.name).toBe("mobile");
  });

  it("is missed with a sentence: what was looked for, what came, what to do", async () => {
    const missing = async (base: string) => shippedNetwork(mobile, { base }).catch((error: Error) => `${error.name}: ${error.message}`);
    expect(await missing(`${server.origin}/elsewhere/`)).toBe(
      `InputError: ${server.origin}/elsewhere/mobile.safetensors: a network that comes with the package is wanted, 404 Not Found came; ${copyIt}`,
    );
    expect(await missing(`${server.origin}/app/`)).toBe(
      `InputError: ${server.origin}/app/mobile.safetensors: a network that comes with the package is wanted, a page of HTML came; ${copyIt}`,
    );
    expect(await missing(empty)).toBe(
      `InputError: ${pathToFileURL(join(empty, "mobile.safetensors")).href}: a network that comes with the package is wanted, ` +
        `ENOENT: no such file or directory, open '${join(empty, "mobile.safetensors")}' came; ${copyIt}`,
    );
    expect(await missing(`${server.origin}/broken/`)).toMatch(/^FormatError: http:.*\/broken\/mobile\.safetensors /);
  });

  it("is refused an address that is none", async () => {
    await expect(shippedNetwork(mobile, { base: "http://no where/" })).rejects.toThrow(
      'base: "http://no where/" came, the address of a folder is wanted; pass one as "/models/" or "https://example.com/models/"',
    );
  });

  it("asks for `base` in a bundle that does not know where it lies", async () => {
    const file = () => new URL("../../models/mobile.safetensors", undefined);
    await expect(shippedNetwork({ name: "mobile", file })).rejects.toThrow(
      `this bundle does not know where it lies, so "mobile" cannot be looked for beside it; ${copyIt}`,
    );
  });
});
