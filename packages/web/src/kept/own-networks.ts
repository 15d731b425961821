import { decodeModel, InputError } from "tenfold";
import { forget, keep, kept, keptKeys } from "./kept-database.js";

/** The names of the networks that somebody trained here or brought along. */
export async function ownNetworkNames(): Promise<readonly string[]> {
  return (await keptKeys("networks").catch(() => [])).map(String); // where nothing is kept, there are none
}

/**
 * Keeps a network under a name, to be chosen where pages ask for one.
 *
 * @param bytes a model file of a network that takes single digits
 * @returns its name here: another where one of that name is there already
 * @throws InputError when it is no such file, takes other pictures, or the browser has no room
 */
export async function keepOwnNetwork(wanted: string, bytes: Uint8Array): Promise<string> {
  const { network } = decodeModel(bytes, wanted);
  if (network.input.join() !== "28,28,1") {
    throw new InputError(`${wanted} takes pictures of [${network.input.join(", ")}]; wanted is a network for single digits, [28, 28, 1]`);
  }
  const name = freeName(wanted, new Set(await keptKeys("networks")));
  await keep("networks", name, bytes);
  return name;
}

/** The bytes of such a network's file. */
export async function ownNetwork(name: string): Promise<Uint8Array> {
  const bytes = await kept<Uint8Array>("networks", name);
  if (bytes === undefined) throw new InputError(`there is no network "${name}" in this browser any more; choose another`);
  return bytes;
}

export async function forgetOwnNetwork(name: string): Promise<void> {
  await forget("networks", name);
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 2, name = wanted; ; number++) {
    if (!taken.has(name)) return name;
    name = `${wanted} ${number}`;
  }
}
