import { nodeProcess } from "../engine/node-process.js";
import { InputError, UsageError } from "../errors.js";

/** A file of numbers that comes with the package. */
export interface ShippedFile {
  readonly name: string;
  /** Where it lies beside the code; throws in bundles of a form that does not know where it lies itself. */
  readonly file: () => URL;
  /** What it holds, as errors say it: "a network". */
  readonly holds: string;
}

export interface ShippedOptions {
  /**
   * The folder that the file was copied to, for bundlers that copy no files: an address, or a path, which begins at the page's address
   * in browsers and at the working directory in Node. Beside the package's code unless told.
   */
  readonly base?: string | URL | undefined;
}

/**
 * What such a file holds, and where it was: read in Node, fetched elsewhere. Bundlers that know `new URL(…, import.meta.url)` bring the file along.
 *
 * @throws InputError when it is not there
 * @throws UsageError when `base` is no address
 */
export async function shippedFile(
  { name, file, holds }: ShippedFile,
  { base }: ShippedOptions = {},
): Promise<{ readonly bytes: Uint8Array; readonly place: string }> {
  const url = base === undefined ? besideCode(name, file) : inFolder(base, name);
  return { bytes: await bytesAt(url, name, holds), place: url.href };
}

function besideCode(name: string, file: () => URL): URL {
  try {
    return file();
  } catch (error) {
    throw new InputError(`this bundle does not know where it lies, so "${name}" cannot be looked for beside it; ${advice(name)}`, {
      cause: error,
    });
  }
}

function inFolder(base: string | URL, name: string): URL {
  let folder: URL;
  try {
    folder = new URL(base, surroundings());
  } catch (error) {
    throw new UsageError(
      `base: "${base}" came, the address of a folder is wanted; pass one as "/models/" or "https://example.com/models/"`,
      {
        cause: error,
      },
    );
  }
  if (!folder.pathname.endsWith("/")) folder.pathname += "/";
  return new URL(`${name}.safetensors`, folder);
}

/** What a path is a path from. */
function surroundings(): string {
  if (nodeProcess) return nodeProcess.getBuiltinModule("node:url").pathToFileURL("./").href;
  const { document, location } = globalThis as { document?: { baseURI: string }; location: Location };
  return document?.baseURI ?? (location.protocol === "blob:" ? location.origin : location.href);
}

async function bytesAt(url: URL, name: string, holds: string): Promise<Uint8Array> {
  try {
    if (nodeProcess && url.protocol === "file:") {
      return new Uint8Array(await nodeProcess.getBuiltinModule("node:fs").promises.readFile(url));
    }
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (isMarkup(bytes)) throw new Error("a page of HTML");
    return bytes;
  } catch (error) {
    throw new InputError(`${url.href}: ${holds} that comes with the package is wanted, ${(error as Error).message} came; ${advice(name)}`, {
      cause: error,
    });
  }
}

/** What many servers send in place of a file that they do not have. A shipped file begins with a length in 8 bytes, the last of them 0. */
function isMarkup(bytes: Uint8Array): boolean {
  return bytes[0] === 0x3c && bytes[7] !== 0;
}

function advice(name: string): string {
  return `copy node_modules/tenfold/models/${name}.safetensors to where it is read or served from, and say so: { base: "/models/" }`;
}
