import { decodeModel, isPretrained, load, type Model, pretrained } from "tenfold";
import { loadReaders, type Readers } from "tenfold/recognize";
import { ownNetwork } from "./kept/own-networks.js";

let readers: Promise<Readers> | undefined;

/** The page's reader, in a worker of its own, loaded when it is first asked for. */
export function pageReader(): Promise<Readers> {
  readers ??= loadReaders({ workers: 1, queue: 100 });
  readers.catch(() => {
    readers = undefined; // a lost connection: the next call tries again
  });
  return readers;
}

const judges = new Map<string, Promise<Model>>();

/** A network to judge single pictures in the page: one that comes with Tenfold, or one that this browser keeps; loaded when it is first asked for. */
export function judge(name: string): Promise<Model> {
  const found = judges.get(name) ?? opened(name);
  judges.set(name, found);
  found.catch(() => judges.delete(name));
  return found;
}

/** What was kept under a name may be another network from now on. */
export function forgetJudge(name: string): void {
  judges.delete(name);
}

async function opened(name: string): Promise<Model> {
  return load(isPretrained(name) ? await pretrained(name) : decodeModel(await ownNetwork(name), name), { threads: 1 });
}
