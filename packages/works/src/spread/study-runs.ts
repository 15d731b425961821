import { FormatError, startEngine } from "tenfold";
import { v7 as newId } from "uuid";
import { sha256Of } from "../files/sha256-of.js";
import type { JobQueue } from "../jobs/job-queue.js";
import { versions } from "../records/machine.js";
import type { Database, Queries } from "../store/database.js";
import type { RunOrder } from "../studies/making/run-order.js";
import type { StudyConfig } from "../studies/study-config.js";

/** A run of a study as the database has it. */
export interface SentRun {
  readonly id: string;
  /** What tells its study from others. */
  readonly study: string;
  readonly order: unknown;
  /** What is to compute it: others might come to other bits. */
  readonly engine: string;
  readonly state: "waiting" | "done" | "failed";
  readonly error: string | null;
}

/** A study that is asked for again is the one that was begun: its `study.json`, with the moment in which it was. */
function studyHash(config: StudyConfig): string {
  return sha256Of(JSON.stringify(config));
}

/** The program and the build of its kernels: runs by equal ones are equal, bit for bit. */
export async function engineHere(): Promise<string> {
  const engine = await startEngine({ threads: 1 });
  await engine.dispose();
  return `tenfold ${versions().tenfold} (${engine.build} kernels)`;
}

/**
 * Sends runs to whoever works at studies: each once, however often it is sent. One that had failed is tried anew.
 *
 * @returns their ids, in the same order
 */
export function sendRuns(database: Database, jobs: JobQueue, orders: readonly RunOrder[], engine: string): Promise<string[]> {
  return database.transaction(async (queries) => {
    const ids: string[] = [];
    for (const order of orders) {
      const study = studyHash(order.study);
      const [sent] = await queries.query<{ id: string; isNew: boolean }>(
        `insert into study_runs (id, study, arm, seed, run_order, engine) values ($1, $2, $3, $4, $5, $6)
         on conflict (study, arm, seed) do update set state = 'waiting', error = null, engine = excluded.engine where study_runs.state = 'failed'
         returning id`,
        [newId(), study, order.arm.name, order.seed, JSON.stringify(order), engine],
      );
      if (sent) await jobs.send("study", { id: sent.id }, queries, { group: study });
      ids.push(sent?.id ?? (await idOf(queries, study, order)));
    }
    return ids;
  });
}

async function idOf(queries: Queries, study: string, { arm, seed }: RunOrder): Promise<string> {
  const [row] = await queries.query<{ id: string }>("select id from study_runs where study = $1 and arm = $2 and seed = $3", [
    study,
    arm.name,
    seed,
  ]);
  return (row as { id: string }).id;
}

export async function sentRun(queries: Queries, id: string): Promise<SentRun | undefined> {
  const [row] = await queries.query<SentRun>(`select id, study, run_order as "order", engine, state, error from study_runs where id = $1`, [
    id,
  ]);
  return row;
}

/** How far runs are. */
export function statesOf(queries: Queries, ids: readonly string[]): Promise<Pick<SentRun, "id" | "state" | "error">[]> {
  return queries.query("select id, state, error from study_runs where id = any($1::uuid[])", [ids]);
}

/** Keeps the files of a run that is done, unless they were kept before. */
export async function keepRun(queries: Queries, id: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const [kept] = await queries.query(
    "update study_runs set state = 'done', done = now() where id = $1 and state = 'waiting' returning id",
    [id],
  );
  if (!kept) return;
  for (const [name, bytes] of files)
    await queries.query("insert into study_files (run, name, sha256, bytes) values ($1, $2, $3, $4)", [id, name, sha256Of(bytes), bytes]);
}

export async function failRun(queries: Queries, id: string, error: string): Promise<void> {
  await queries.query("update study_runs set state = 'failed', error = $2 where id = $1 and state = 'waiting'", [id, error]);
}

/**
 * The files of a run that is done, by name.
 *
 * @throws FormatError where one is not what was kept
 */
export async function filesOf(queries: Queries, id: string): Promise<Map<string, Uint8Array>> {
  const rows = await queries.query<{ name: string; sha256: string; bytes: Uint8Array }>(
    "select name, sha256, bytes from study_files where run = $1",
    [id],
  );
  for (const { name, sha256, bytes } of rows) {
    if (sha256Of(bytes) !== sha256)
      throw new FormatError(`${name} of run ${id} came out of the database otherwise than it was put in; begin the study anew`);
  }
  return new Map(rows.map(({ name, bytes }) => [name, bytes]));
}

/** Forgets runs whose files have arrived. */
export async function dropRuns(queries: Queries, ids: readonly string[]): Promise<void> {
  await queries.query("delete from study_runs where id = any($1::uuid[])", [ids]);
}

/** Forgets runs that nobody came for in so many days. @returns how many */
export async function pruneStudyRuns(queries: Queries, days: number): Promise<number> {
  const gone = await queries.query("delete from study_runs where created < now() - make_interval(days => $1) returning id", [days]);
  return gone.length;
}
