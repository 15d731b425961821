import { pretrained } from "tenfold";
import type { ModelUsed } from "tenfold/document";
import type { Readers, ReadersOptions } from "tenfold/recognize";
import type { Database } from "../../store/database.js";
import { activeId, usableModel } from "../kept/learned-models.js";

/** Readers by the model that was promoted, one after another. `dispose` them. */
export interface ReadersInUse {
  /** Which model reads. */
  readonly model: ModelUsed;
  /** How they are now, for those who count. */
  readonly now: Pick<Readers, "engine" | "workers" | "atWork" | "waiting">;
  /**
   * Does work with readers of one model from its beginning to its end: those that another model replaces meanwhile stay until it has ended.
   *
   * @param work is told which model that is: its id, null of the one that came with the package
   * @param model the one in use unless told
   */
  use<T>(work: (readers: Readers, model: string | null) => Promise<T>, model?: string | null): Promise<T>;
  /** Has the model read from now on that the database says. What is being read is read to its end by the one before. */
  follow(): Promise<void>;
  dispose(): Promise<void>;
}

/** Makes readers by networks; by those that came with the package where it is given none. */
export type LoadReaders = (networks: Pick<ReadersOptions, "model" | "lines" | "signs" | "calibration">) => Promise<Readers>;

/** Time between two looks at which model another process has promoted, in milliseconds. */
const LOOKING = 5000;

/** A pool of readers, and how much work is at it. */
interface Pool {
  readonly id: string | null;
  readonly readers: Readers;
  uses: number;
  isOver: boolean;
}

/** Readers by the model that the database says, now and from now on. */
export async function readersInUse(database: Database, load: LoadReaders, onError: (error: Error) => void): Promise<ReadersInUse> {
  let pool = await opened(database, load, await activeId(database));
  let other: Promise<Pool> | undefined; // for what was begun by a model that is not in use any more
  let following: Promise<void> = Promise.resolve();
  const timer = setInterval(() => void follow().catch(onError), LOOKING);
  timer.unref();

  /** One change after the other. */
  function follow(): Promise<void> {
    const next = following.catch(() => {}).then(change);
    following = next;
    return next;
  }

  /** Another model's, of which one is kept at a time. It is counted as in use before anybody else may replace it. */
  async function otherPool(id: string | null): Promise<Pool> {
    const before = other;
    const next = (before ?? Promise.resolve(undefined)).then(async (pool) => {
      if (pool?.id === id) return taken(pool);
      if (pool) pool.isOver = true;
      if (pool) await endUnused(pool);
      return taken(await opened(database, load, id));
    });
    other = next.catch(() => ({ id: "", readers: pool.readers, uses: 1, isOver: false }));
    return next;
  }

  async function change(): Promise<void> {
    const id = await activeId(database);
    if (id === pool.id) return;
    const before = pool;
    pool = await opened(database, load, id);
    before.isOver = true;
    await endUnused(before);
  }

  return {
    get model() {
      return pool.readers.model;
    },
    get now() {
      return pool.readers;
    },
    async use(work, model) {
      const own = model === undefined || model === pool.id ? taken(pool) : await otherPool(model);
      try {
        return await work(own.readers, own.id);
      } finally {
        own.uses--;
        await endUnused(own);
      }
    },
    follow,
    async dispose() {
      clearInterval(timer);
      await following.catch(() => {});
      const kept = await other;
      if (kept && kept.readers !== pool.readers) await kept.readers.dispose();
      await pool.readers.dispose();
    },
  };
}

function taken(pool: Pool): Pool {
  pool.uses++;
  return pool;
}

async function opened(database: Database, load: LoadReaders, id: string | null): Promise<Pool> {
  const model = id === null ? undefined : await usableModel(database, id);
  if (!model) return { id, readers: await load({}), uses: 0, isOver: false };
  const { name, bytes, calibration } = model;
  const [lines, signs] = await Promise.all([pretrained("lines"), pretrained("signs")]);
  const readers = await load({ model: bytes, lines, signs, ...(calibration && { calibration }) });
  return { id, readers: named(readers, name), uses: 0, isOver: false };
}

async function endUnused({ uses, isOver, readers }: Pool): Promise<void> {
  if (uses === 0 && isOver) await readers.dispose();
}

/** The same readers, whose documents name the model as it is called here, beside the networks for lines that came with the package. */
function named(readers: Readers, name: string): Readers {
  const { lines, signs, ...model } = readers.model;
  const used: ModelUsed = {
    ...model,
    name,
    ...(lines && { lines: { ...lines, name: "lines" } }),
    ...(signs && { signs: { ...signs, name: "signs" } }),
  };
  return Object.create(readers, { model: { value: used, enumerable: true } }) as Readers;
}
