import { InputError } from "tenfold";
import { v7 as newId } from "uuid";
import { noteDeed } from "../../store/audit.js";
import type { Database, Queries } from "../../store/database.js";

/** A training from corrections. */
export interface Training {
  readonly id: string;
  readonly state: TrainingState;
  /** Who asked for it. */
  readonly who: string;
  /** How far it is; null before it has begun. */
  readonly progress: TrainingProgress | null;
  /** What it was made of; null until that is known. */
  readonly numbers: TrainingNumbers | null;
  /** Why it failed. */
  readonly error: string | null;
  /** The model that came of it, a candidate at first. */
  readonly model: string | null;
  readonly created: Date;
  readonly began: Date | null;
  readonly ended: Date | null;
}

export type TrainingState = (typeof trainingStates)[number];
export const trainingStates = ["waiting", "running", "done", "failed", "cancelled"] as const;

export interface TrainingProgress {
  /** What is being done: digits found in corrected fields; pictures of the base set made; learning; what its confidences are worth; judging. */
  readonly part: "digits" | "base" | "learning" | "calibrating" | "judging";
  /** Of documents, of epochs. */
  readonly done: number;
  readonly of: number;
}

/** What a training is made of. */
export interface TrainingNumbers {
  /** Fields with a correction that are not held, those of them that gave digits, and why the others did not, counted. */
  readonly corrections: number;
  readonly used: number;
  /** Those that are read to fit what the model's confidences are worth, and train nothing. */
  readonly calibrating: number;
  readonly refused: Readonly<Record<string, number>>;
  /** Pictures to learn from: of corrected fields, and of the base set. */
  readonly digits: number;
  readonly base: number;
  /** Fields that are held, to judge by. */
  readonly held: number;
}

/** What a training is refused for where one is under way, or there is nothing to learn from. */
export class NoTrainingError extends InputError {
  override name = "NoTrainingError";
}

const COLUMNS = "id, state, who, progress, numbers, error, model, created, began, ended";

/**
 * Keeps a training that is asked for, with the job that does it.
 *
 * @param enqueue sends that job, within the same transaction
 * @throws NoTrainingError when another is under way, or nothing was corrected that may be learned from
 */
export async function addTraining(
  database: Database,
  who: string,
  enqueue: (queries: Queries, id: string) => Promise<void>,
): Promise<string> {
  return database.transaction(async (queries) => {
    await queries.query("lock table trainings in share row exclusive mode");
    const [other] = await queries.query<{ id: string }>("select id from trainings where state in ('waiting', 'running')");
    if (other) throw new NoTrainingError(`the training ${other.id} is under way; wait for its end, or cancel it`);
    const [{ count } = { count: 0 }] = await queries.query<{ count: number }>(
      `select count(*)::int as count from corrections join fields on fields.id = field
       where undone is null and verdict in ('right', 'corrected') and not held`,
    );
    if (count === 0)
      throw new NoTrainingError("there is nothing to learn from: no field was corrected yet but those that are held to judge by");
    const id = newId();
    await queries.query("insert into trainings (id, state, who) values ($1, 'waiting', $2)", [id, who]);
    await enqueue(queries, id);
    await noteDeed(queries, { who, what: "training", subject: id });
    return id;
  });
}

/**
 * Trainings, the newest first.
 *
 * @param before the id that the page before ended with
 */
export function listTrainings(
  queries: Queries,
  { limit, before }: { readonly limit: number; readonly before?: string | undefined },
): Promise<Training[]> {
  return queries.query<Training>(`select ${COLUMNS} from trainings where ($1::uuid is null or id < $1) order by id desc limit $2`, [
    before ?? null,
    limit,
  ]);
}

export async function trainingOf(queries: Queries, id: string): Promise<Training | undefined> {
  const [found] = await queries.query<Training>(`select ${COLUMNS} from trainings where id = $1`, [id]);
  return found;
}

/**
 * Notes that a training begins, or goes on after its process has died.
 *
 * @returns whether it is still wanted
 */
export async function beginTraining(queries: Queries, id: string): Promise<boolean> {
  const found = await queries.query(
    "update trainings set state = 'running', began = coalesce(began, now()) where id = $1 and state in ('waiting', 'running') and not is_unwanted returning id",
    [id],
  );
  return found.length > 0;
}

/**
 * Notes how far it is.
 *
 * @returns whether it is still wanted
 */
export async function tellProgress(
  queries: Queries,
  id: string,
  { progress, numbers }: { readonly progress?: TrainingProgress | undefined; readonly numbers?: TrainingNumbers | undefined },
): Promise<boolean> {
  const [found] = await queries.query<{ isWanted: boolean }>(
    `update trainings set progress = coalesce($2, progress), numbers = coalesce($3, numbers)
     where id = $1 and state = 'running' returning not is_unwanted as "isWanted"`,
    [id, progress ? JSON.stringify(progress) : null, numbers ? JSON.stringify(numbers) : null],
  );
  return found?.isWanted ?? false;
}

/** How a training ended. */
export type TrainingEnd =
  | { readonly state: "done"; readonly model: string }
  | { readonly state: "failed"; readonly error: string }
  | { readonly state: "cancelled" };

/** Notes how it ended, unless it has, or is done and nobody wants it any more. */
export async function endTraining(queries: Queries, id: string, end: TrainingEnd): Promise<boolean> {
  const { error = null, model = null } = { error: null, model: null, ...end };
  const found = await queries.query(
    `update trainings set state = $2, error = $3, model = $4, ended = now()
     where id = $1 and state in ('waiting', 'running') and not (is_unwanted and $2 = 'done') returning id`,
    [id, end.state, error, model],
  );
  return found.length > 0;
}

/**
 * Has a training cancelled: at once where it waits, and soon where it runs.
 *
 * @returns the training as it is now; undefined where there is none
 * @throws NoTrainingError when it has ended
 */
export async function cancelTraining(database: Database, id: string, who: string): Promise<Training | undefined> {
  return database.transaction(async (queries) => {
    const [found] = await queries.query<{ state: TrainingState }>("select state from trainings where id = $1 for update", [id]);
    if (!found) return undefined;
    if (found.state !== "waiting" && found.state !== "running") {
      throw new NoTrainingError(`the training is ${found.state}; there is nothing to cancel`);
    }
    await queries.query("update trainings set is_unwanted = true where id = $1", [id]);
    if (found.state === "waiting") await endTraining(queries, id, { state: "cancelled" });
    await noteDeed(queries, { who, what: "training cancelled", subject: id });
    return trainingOf(queries, id);
  });
}
