import { InputError } from "tenfold";
import type { OwnCalibration } from "tenfold/recognize";
import { v7 as newId } from "uuid";
import { sha256Of } from "../../files/sha256-of.js";
import { noteDeed } from "../../store/audit.js";
import type { Database, Queries } from "../../store/database.js";
import type { GuardVerdict } from "../guard/guard.js";

/** A network for digits that was learned from corrections, without its bytes. */
export interface KeptModel {
  readonly id: string;
  /** "reader-7" */
  readonly name: string;
  /** The model that it was learned from and judged beside; null where that came with the package. */
  readonly parent: string | null;
  /** Eight hexadecimal digits, as readings and documents name it. */
  readonly content: string;
  readonly sha256: string;
  readonly state: "candidate" | "active" | "retired";
  /** Why it may not be promoted, in sentences; none where it may. */
  readonly reasons: readonly string[];
  /** What the guard found. */
  readonly metrics: Omit<GuardVerdict, "reasons">;
  readonly created: Date;
  readonly promoted: Date | null;
  /** Since when its file is gone, as others have taken its place; what the guard found of it stays. */
  readonly pruned: Date | null;
}

/** The same with what a reader is loaded with. */
export interface UsableModel extends Pick<KeptModel, "id" | "name" | "content"> {
  readonly bytes: Uint8Array;
  /** What corrections say of its confidences, where that was fitted. */
  readonly calibration: OwnCalibration | null;
}

/** What a promotion is refused for, or a rollback. */
export class NotPromotedError extends InputError {
  override name = "NotPromotedError";
}

const NAME = "'reader-' || number as name";
const COLUMNS = `id, ${NAME}, parent, content, sha256, state, reasons, metrics, created, promoted, pruned`;
/** Models change places one at a time: "model" on a telephone's keys. */
const LOCK = 66335;

export interface NewModel extends Pick<UsableModel, "bytes" | "content" | "calibration">, Pick<KeptModel, "parent"> {
  readonly verdict: GuardVerdict;
}

/** Keeps a candidate with what the guard found. */
export async function addModel(queries: Queries, { parent, content, bytes, calibration, verdict }: NewModel): Promise<string> {
  const { reasons, ...metrics } = verdict;
  const id = newId();
  const sha256 = sha256Of(bytes);
  await queries.query(
    `insert into models (id, parent, content, sha256, bytes, calibration, metrics, reasons, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'candidate')`,
    [id, parent, content, sha256, bytes, calibration && JSON.stringify(calibration), JSON.stringify(metrics), JSON.stringify(reasons)],
  );
  return id;
}

/** All that were learned, the newest first. */
export function listModels(queries: Queries): Promise<KeptModel[]> {
  return queries.query<KeptModel>(`select ${COLUMNS} from models order by models.number desc`);
}

export async function modelOf(queries: Queries, id: string): Promise<KeptModel | undefined> {
  const [found] = await queries.query<KeptModel>(`select ${COLUMNS} from models where id = $1`, [id]);
  return found;
}

/** The id of the model that reads; null where that is the one that came with the package. */
export async function activeId(queries: Queries): Promise<string | null> {
  const [found] = await queries.query<{ id: string }>("select id from models where state = 'active'");
  return found?.id ?? null;
}

/** A model with its bytes; undefined where they are gone, too. */
export async function usableModel(queries: Queries, id: string): Promise<UsableModel | undefined> {
  const [found] = await queries.query<UsableModel>(
    `select id, ${NAME}, content, bytes, calibration from models where id = $1 and bytes is not null`,
    [id],
  );
  return found;
}

/** The same by its name, "reader-7". */
export async function usableNamed(queries: Queries, name: string): Promise<UsableModel | undefined> {
  const [, number] = /^reader-([1-9]\d{0,8})$/.exec(name) ?? [];
  if (number === undefined) return undefined;
  const [found] = await queries.query<{ id: string }>("select id from models where models.number = $1", [Number(number)]);
  return found && usableModel(queries, found.id);
}

/**
 * Has a model take the place of the one that reads, if the guard has nothing against it.
 *
 * @returns undefined where there is no such model
 * @throws NotPromotedError with the guard's reasons; where it reads already; where it was judged beside another model than the one that reads
 */
export async function promoteModel(database: Database, id: string, who: string): Promise<KeptModel | undefined> {
  return changing(database, async (queries) => {
    const [model, active] = [await modelOf(queries, id), await activeId(queries)];
    if (!model) return undefined;
    refuseUnproven(model, await namesOf(queries, [model.parent, active]));
    await queries.query("update models set state = 'retired' where state = 'active'");
    await queries.query("update models set state = 'active', promoted = now(), replaced = $2 where id = $1", [id, active]);
    await noteDeed(queries, { who, what: "promoted", subject: id, detail: { name: model.name, replaced: active } });
    return modelOf(queries, id);
  });
}

interface Names {
  readonly parent: string;
  readonly active: string;
}

function refuseUnproven({ name, state, reasons, pruned }: KeptModel, { parent, active }: Names): void {
  if (state === "active") throw new NotPromotedError(`${name} is in use already`);
  if (pruned) throw new NotPromotedError(`${name} was superseded long ago, and its file is gone: start another training`);
  if (reasons.length > 0) throw new NotPromotedError(`${name} stays a candidate: ${reasons.join("; ")}`);
  if (parent !== active) {
    throw new NotPromotedError(
      `${name} was judged beside ${parent}, and ${active} is in use now: start another training, which goes on from that`,
    );
  }
}

/**
 * Has the model read again that read before the one that does.
 *
 * @returns the one that reads now; null where that is the one that came with the package
 * @throws NotPromotedError where that one reads already
 */
export async function rollBack(database: Database, who: string): Promise<KeptModel | null> {
  return changing(database, async (queries) => {
    const [active] = await queries.query<{ id: string; name: string; replaced: string | null }>(
      `select id, ${NAME}, replaced from models where state = 'active'`,
    );
    if (!active) throw new NotPromotedError("the model that came with the package is in use; there is none before it to go back to");
    await queries.query("update models set state = 'retired' where id = $1", [active.id]);
    if (active.replaced !== null) await queries.query("update models set state = 'active' where id = $1", [active.replaced]);
    await noteDeed(queries, { who, what: "rolled back", subject: active.id, detail: { name: active.name, to: active.replaced } });
    return active.replaced === null ? null : ((await modelOf(queries, active.replaced)) ?? null);
  });
}

/** Does what changes which models there are, one at a time. */
export function changing<T>(database: Database, work: (queries: Queries) => Promise<T>): Promise<T> {
  return database.transaction(async (queries) => {
    await queries.query("select pg_advisory_xact_lock($1)", [LOCK]);
    return work(queries);
  });
}

/** What the model is called that came with the package. */
const SHIPPED = "reader";

async function namesOf(queries: Queries, [parent, active]: readonly [string | null, string | null]): Promise<Names> {
  const nameOf = async (id: string | null) => (id === null ? SHIPPED : ((await modelOf(queries, id))?.name ?? SHIPPED));
  return { parent: await nameOf(parent), active: await nameOf(active) };
}
