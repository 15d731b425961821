import { randomBytes, timingSafeEqual } from "node:crypto";
import { InputError } from "tenfold";
import { sha256Of } from "../files/sha256-of.js";
import type { Queries } from "./database.js";

/** What a key may do: read pictures; correct what was read, too; everything. Each may what those before it may. */
export const scopes = ["read", "review", "admin"] as const;
export type Scope = (typeof scopes)[number];

/** A key as it is kept: of its secret the hash alone. */
export interface Key {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  readonly created: Date;
  readonly revoked: Date | null;
}

/**
 * Makes a key.
 *
 * @returns `tf_<id>_<secret>`, which is nowhere kept and cannot be told again
 * @throws InputError when the name is empty, too long or another living key's, or there is no such scope
 */
export async function addKey(queries: Queries, { name, scope }: Pick<Key, "name" | "scope">): Promise<string> {
  if (!/^\S(.{0,98}\S)?$/u.test(name) || /\p{Cc}/u.test(name)) {
    throw new InputError("a key's name has 1 to 100 signs on one line, none of them a space at its ends");
  }
  if (!scopes.includes(scope)) throw new InputError(`"${scope}" is no scope of a key; read, review or admin is`);
  const [other] = await queries.query("select id from keys where name = $1 and revoked is null", [name]);
  if (other) throw new InputError(`there is a key "${name}" already; revoke it, or choose another name`);
  const [id, secret] = [randomBytes(6).toString("hex"), randomBytes(32).toString("hex")];
  await queries.query("insert into keys (id, name, scope, hash) values ($1, $2, $3, $4)", [id, name, scope, sha256Of(secret)]);
  return `tf_${id}_${secret}`;
}

/** All keys, the newest first. */
export function listKeys(queries: Queries): Promise<Key[]> {
  return queries.query<Key>("select id, name, scope, created, revoked from keys order by created desc, id");
}

/** @throws InputError when there is no such key, or it was revoked before */
export async function revokeKey(queries: Queries, id: string): Promise<Key> {
  const [key] = await queries.query<Key>(
    "update keys set revoked = now() where id = $1 and revoked is null returning id, name, scope, created, revoked",
    [id],
  );
  if (!key) throw new InputError(`there is no key ${JSON.stringify(id)} that could be revoked; tenfold keys list shows those there are`);
  return key;
}

/** The key that a text is, unless it is none, another's, or revoked. The secrets are compared in constant time. */
export async function keyOf(queries: Queries, text: string): Promise<Key | undefined> {
  const [, id, secret] = /^tf_([0-9a-f]{12})_([0-9a-f]{64})$/.exec(text) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  const [found] = await queries.query<Key & { hash: string }>("select id, name, scope, created, revoked, hash from keys where id = $1", [
    id,
  ]);
  const same = timingSafeEqual(Buffer.from(sha256Of(secret), "hex"), Buffer.from(found?.hash ?? sha256Of(""), "hex"));
  if (!found || !same || found.revoked) return undefined;
  const { hash: _, ...key } = found;
  return key;
}

/** Whether a scope may what another may. */
export function includesScope(scope: Scope, wanted: Scope): boolean {
  return scopes.indexOf(scope) >= scopes.indexOf(wanted);
}
