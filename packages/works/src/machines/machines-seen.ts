import { hostname } from "node:os";
import { v7 as newId } from "uuid";
import { WORKER_GONE } from "../batches/worker-gone.js";
import { answersOf, inWords } from "../jobs/batch-answers.js";
import type { JobKind } from "../jobs/job-queue.js";
import type { ReadersInUse } from "../learning/work/readers-in-use.js";
import type { Database, Queries } from "../store/database.js";

/** Time between two notes that a process lives, in milliseconds. */
const NOTING = 4000;
/** Those that are gone are shown so long, in hours. */
const SHOWN = 24;

/** Those of so many days ago are forgotten. */
const KEPT = 30;

/** A process that works at jobs, on whichever machine. */
export interface Machine {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly kinds: readonly JobKind[];
  readonly readers: number;
  /** The program with its kernels, and the networks, in words; null where it reads nothing. */
  readonly answers: string | null;
  readonly state: "working" | "ended" | "lost";
  readonly started: Date;
  readonly seen: Date;
  /** Documents that it has ended, and those of them that could not be read. */
  readonly documents: number;
  readonly failed: number;
  /** The last thing that it had to say. */
  readonly told: string | null;
}

/** What a process notes of itself. */
export interface MachineNotes {
  /** Adds to what it has done. */
  add(done: { readonly documents: number; readonly failed: number }): void;
  tell(sentence: string): void;
  end(): Promise<void>;
}

/**
 * Notes in the database that this process works, again and again until its end.
 *
 * @param readers what reads, where it does: which networks these are by now is noted, too
 */
export async function noteMachine(
  database: Database,
  {
    kinds,
    readers,
    pid,
    onError,
  }: {
    readonly kinds: readonly JobKind[];
    readonly readers: ReadersInUse | undefined;
    readonly pid: number;
    readonly onError: (error: Error) => void;
  },
): Promise<MachineNotes> {
  const id = newId();
  let told: string | null = null;
  let [documents, failed] = [0, 0];
  const answers = () => (readers ? answersOf({ model: readers.model, engine: readers.now.engine }) : null);
  const note = (isEnd: boolean) =>
    database.query(
      `insert into workers (id, host, pid, kinds, readers, answers, documents, failed, told) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (id) do update set seen = now(), answers = excluded.answers, documents = excluded.documents, failed = excluded.failed,
         told = excluded.told, ended = case when $10 then now() end`,
      [id, hostname(), pid, JSON.stringify(kinds), readers?.now.workers ?? 0, answers(), documents, failed, told, isEnd],
    );
  await database.query("delete from workers where seen < now() - make_interval(days => $1)", [KEPT]);
  await note(false);
  const timer = setInterval(() => void note(false).catch(onError), NOTING);
  timer.unref();
  return {
    add(done) {
      documents += done.documents;
      failed += done.failed;
    },
    tell(sentence) {
      told = sentence;
    },
    async end() {
      clearInterval(timer);
      await note(true).catch(onError);
    },
  };
}

/** The processes that work, and those that did until lately; the newest first. */
export async function machinesSeen(queries: Queries): Promise<Machine[]> {
  const rows = await queries.query<Machine>(
    `select id, host, pid, kinds, readers, answers, started, seen, documents, failed, told,
       case when ended is not null then 'ended' when seen < now() - make_interval(secs => $1) then 'lost' else 'working' end as state
     from workers where seen > now() - make_interval(hours => $2) order by id desc limit 1000`,
    [WORKER_GONE, SHOWN],
  );
  return rows.map((row) => ({ ...row, answers: row.answers === null ? null : inWords(row.answers) }));
}
