import { isNode } from "../engine/threads-node.js";
import { InputError } from "../errors.js";

/**
 * The bytes of a file that comes with the package, beside the code: read in Node, fetched elsewhere. Bundlers that know
 * `new URL(…, import.meta.url)` bring the file along.
 *
 * @throws InputError when it is not there
 */
export async function shippedFile(url: URL): Promise<Uint8Array> {
  try {
    if (isNode && url.protocol === "file:") {
      const { readFile } = await import("node:fs/promises");
      return new Uint8Array(await readFile(url));
    }
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new InputError(`${url.href} comes with the package and is not there: ${(error as Error).message}; install tenfold again`, {
      cause: error,
    });
  }
}
