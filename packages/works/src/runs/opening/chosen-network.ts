import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describeNetwork, InputError, type Network, type NetworkDescription, networkFrom, UsageError } from "tenfold";
import { readBytes } from "tenfold/node";

/**
 * The network that a file describes: JSON as `describeNetwork` gives it, or a module whose default export is a network, or makes one of
 * `{ classes }`. A module's code runs.
 *
 * @throws InputError when the file cannot be read, or its code fails
 * @throws FormatError when it describes none
 * @throws UsageError when its ending tells neither
 */
export async function chosenNetwork(path: string, classes: number): Promise<NetworkDescription> {
  const ending = extname(path).toLowerCase();
  if (ending === ".json") return describeNetwork(networkFrom(await jsonOf(path), path));
  if (ending === ".js" || ending === ".mjs") return describeNetwork(await madeBy(path, classes));
  throw new UsageError(`--network ${path}: a name that ends in .json, or in .js or .mjs, is wanted`);
}

async function jsonOf(path: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(path));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`${path} is no JSON: ${(error as Error).message}`, { cause: error });
  }
}

async function madeBy(path: string, classes: number): Promise<Network> {
  await readBytes(path); // says why, where that cannot be
  let made: unknown;
  try {
    const module = (await import(pathToFileURL(resolve(path)).href)) as { default?: unknown };
    made = typeof module.default === "function" ? await module.default({ classes }) : module.default;
  } catch (error) {
    throw new InputError(`${path} makes no network: ${(error as Error).message}`, { cause: error });
  }
  const { name, input, layers } = Object(made) as Partial<Network>;
  if (typeof name !== "string" || !Array.isArray(input) || !Array.isArray(layers))
    throw new InputError(
      `${path} makes no network: its default export is what sequential() makes, or a function of { classes } that makes it`,
    );
  return networkFrom(describeNetwork(made as Network), path); // what another copy of the library made becomes this one's
}
