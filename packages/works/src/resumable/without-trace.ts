import { rm, rmdir } from "node:fs/promises";
import { Interrupted } from "../host.js";

/** Work that was just begun, and how that is taken back. */
export interface Beginning {
  /** Says how the work was begun: what makes a folder one to go on with. */
  readonly order: string;
  /** What it lies in, inmost first; those that are empty go, too. */
  readonly folders: readonly string[];
  /** Whether there is anything by now that going on would spare. */
  kept(): Promise<boolean>;
}

/** Does work that was just begun. Where it fails before anything was kept, another may be begun in its place: nobody could go on with it. */
export async function withoutTrace<T>({ order, folders, kept }: Beginning, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Interrupted || (await kept())) throw error;
    await rm(order, { force: true });
    for (const folder of folders) await rmdir(folder).catch(() => {}); // holds something that is not the work's
    throw error;
  }
}
