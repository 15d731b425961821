import { load, type Model, pretrained } from "tenfold";
import { loadReaders, type Readers } from "tenfold/recognize";

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

/** A network that comes with Tenfold, to judge single pictures in the page; loaded when it is first asked for. */
export function judge(name: "classic" | "reader"): Promise<Model> {
  const found = judges.get(name) ?? opened(name);
  judges.set(name, found);
  found.catch(() => judges.delete(name));
  return found;
}

async function opened(name: "classic" | "reader"): Promise<Model> {
  return load(await pretrained(name), { threads: 1 });
}
