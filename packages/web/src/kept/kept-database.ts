import { InputError } from "tenfold";

/** What this browser keeps of Tenfold, by table. */
export type Table = "training" | "networks" | "templates";

const TABLES: readonly Table[] = ["training", "networks", "templates"];
/** Counts up with the tables. */
const VERSION = 2;

let opened: Promise<IDBDatabase> | undefined;

/** The database of pages and workers of one host. */
function database(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("tenfold", VERSION);
    request.onupgradeneeded = () => {
      for (const name of TABLES) if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name);
    };
    request.onblocked = () => reject(new InputError("another tab of this page is at an older version of it; close it and try again"));
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close(); // a newer page needs it
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

async function asked<T>(table: Table, mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const store = await database();
  return new Promise((resolve, reject) => {
    const transaction = store.transaction(table, mode, { durability: "strict" });
    const request = ask(transaction.objectStore(table));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? request.error);
    transaction.onerror = () => reject(transaction.error ?? request.error);
  });
}

/** What lies under a key; undefined where nothing does. */
export function kept<T>(table: Table, key: string): Promise<T | undefined> {
  return asked(table, "readonly", (store) => store.get(key) as IDBRequest<T | undefined>);
}

export function keptKeys(table: Table): Promise<readonly string[]> {
  return asked(table, "readonly", (store) => store.getAllKeys() as IDBRequest<string[]>);
}

/**
 * Keeps a value, all or none of it, in place of what was there.
 *
 * @throws InputError when the browser has no room left, or keeps nothing, as in a private window
 */
export async function keep(table: Table, key: string, value: unknown): Promise<void> {
  await asked(table, "readwrite", (store) => store.put(value, key)).catch((error: unknown) => {
    const isFull = (error as DOMException | null)?.name === "QuotaExceededError";
    if (error instanceof InputError) throw error;
    const fault = isFull
      ? "has no room left for this page; free some, or forget networks"
      : "keeps nothing for this page; leave its private window";
    throw new InputError(`this browser ${fault}`, { cause: error });
  });
}

export async function forget(table: Table, key?: string): Promise<void> {
  await asked(table, "readwrite", (store) => (key === undefined ? store.clear() : store.delete(key)) as IDBRequest<undefined>);
}
