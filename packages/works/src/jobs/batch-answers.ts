import type { SharedFolder } from "../files/shared-folder.js";
import type { PageReader } from "../reading/page-reader.js";
import type { Database, Queries } from "../store/database.js";

/**
 * Lends a reader, by the model in use, or by one of before.
 *
 * @param model its id; null is the one that comes with the package
 */
export type UseReader = <T>(work: (reader: PageReader, model: string | null) => Promise<T>, model?: string | null) => Promise<T>;

/** Why a job is left to other workers, in a sentence. */
export class Left extends Error {
  override name = "Left";
}

/** Why what was read is not kept: its batch was begun anew meanwhile. */
export class BegunAnew extends Error {
  override name = "BegunAnew";
}

export interface ReaderWanted {
  readonly database: Database;
  readonly use: UseReader;
  readonly batch: string | null;
  readonly shared: SharedFolder | undefined;
}

/** What answers: which networks, and the program with the build of its kernels, word for word as results have them. Results of equal ones are equal. */
export function answersOf({ model, engine: { name, version, build } }: Pick<PageReader, "model" | "engine">): string {
  return JSON.stringify({ model, engine: { name, version, ...(build !== undefined && { build }) } });
}

/**
 * Does work with a reader for a batch. All of a batch that was submitted as a whole is answered by the same networks, program and build of kernels:
 * those of whoever began it.
 *
 * @throws Left where this process cannot answer as others did, or does not see the files
 */
export async function withReaderFor<T>(wanted: ReaderWanted, work: (reader: PageReader) => Promise<T>): Promise<T> {
  const { database, use, batch } = wanted;
  const whole = batch === null ? undefined : await wholeBatch(database, batch);
  if (!whole) return use(work);
  await refuseUnseen(wanted, whole);
  if (whole.answers !== null) {
    return use(async (reader) => {
      if (answersOf(reader) !== whole.answers) throw new Left(otherwise(whole, reader));
      return work(reader);
    }, whole.readBy);
  }
  const begun = await use(async (reader, model) => {
    const answers = await begin(database, whole.id, answersOf(reader), model);
    return answers === answersOf(reader) ? { came: await work(reader) } : undefined;
  });
  return begun ? begun.came : withReaderFor(wanted, work); // another one has begun it meanwhile
}

interface WholeBatch {
  readonly id: string;
  readonly name: string;
  readonly answers: string | null;
  readonly readBy: string | null;
  readonly shared: string | null;
}

async function wholeBatch(database: Database, id: string): Promise<WholeBatch | undefined> {
  const [found] = await database.query<WholeBatch>(
    `select id, name, answers, read_by as "readBy", shared from batches where id = $1 and content is not null`,
    [id],
  );
  return found;
}

/** @returns how the batch is answered */
async function begin(database: Database, batch: string, answers: string, model: string | null): Promise<string | null> {
  const [begun] = await database.query<{ answers: string }>(
    `update batches set read_by = case when answers is null then $3::uuid else read_by end, answers = coalesce(answers, $2)
     where id = $1 returning answers`,
    [batch, answers, model],
  );
  return begun?.answers ?? null;
}

/**
 * Looks once more how a batch is answered, for whoever holds those of its documents that it has read: all of it may have been told to be read anew since.
 *
 * @throws BegunAnew when it was submitted as a whole and is answered otherwise by now
 */
export async function refuseBegunAnew(queries: Queries, batch: string, answers: string): Promise<void> {
  const [found] = await queries.query<{ answers: string | null }>("select answers from batches where id = $1 and content is not null", [
    batch,
  ]);
  if (found && found.answers !== answers) throw new BegunAnew(`batch ${batch} was begun anew while some of it was read`);
}

async function refuseUnseen({ shared }: ReaderWanted, { id, shared: mark }: WholeBatch): Promise<void> {
  if (mark === null) return;
  if (!shared)
    throw new Left(
      `batch ${id} lies in a folder that machines share, and this worker was told none: it leaves it to others; pass --shared`,
    );
  if ((await shared.mark()) === mark) return;
  throw new Left(
    `batch ${id} was submitted from another folder than ${shared.path}, or it cannot be seen from here: it is left to others; mount it, or mend --shared`,
  );
}

function otherwise({ id, answers }: WholeBatch, reader: PageReader): string {
  return `batch ${id} was begun by ${inWords(answers ?? "")}, and this worker, ${inWords(answersOf(reader))}, might answer otherwise: it leaves it to others`;
}

/** "tenfold 0.1.0 (relaxed kernels) with reading 0a1b2c3d" */
export function inWords(answers: string): string {
  const { model, engine } = JSON.parse(answers) as {
    readonly model: { readonly name: string; readonly content: string };
    readonly engine: { readonly name: string; readonly version: string; readonly build?: string };
  };
  const build = engine.build === undefined ? "" : ` (${engine.build} kernels)`;
  return `${engine.name} ${engine.version}${build} with ${model.name} ${model.content.slice(0, 8)}`;
}
