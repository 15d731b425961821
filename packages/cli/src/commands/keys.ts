import { UsageError } from "tenfold/errors";
import { jsonLine } from "tenfold-works";
import type { Key, Scope } from "tenfold-works/store";
import { type Command, oneOf, shared } from "./command.js";
import { databasePlace, type PlaceOptions, place } from "./database-place.js";
import { withServicePackages } from "./service-packages.js";

export interface KeysOptions extends PlaceOptions {
  readonly action: string;
  readonly what?: string;
  readonly scope?: Scope;
  readonly json?: boolean;
}

export const keys: Command<KeysOptions> = {
  details: `add NAME makes a key and prints it once; what is kept of it is a hash. list shows those there are, revoke ID ends one at once. A key of scope read reads, one of \
scope review corrects, too, and one of scope admin may all.

A server with a database of its own has that for itself: end it, make the key, start it again; with --database both work at a time.`,
  arguments: ["add, list or revoke", "the new key's name, or the id of the one to revoke"],
  options: [
    {
      notation: "--scope <scope>",
      description: "what it may do: read, review or admin (default: read)",
      parse: oneOf("read", "review", "admin"),
    },
    ...place,
    shared.json,
  ],
  examples: [
    ["keys add scanner", "a key that may read"],
    ['keys add "Ann Smith" --scope review', "one for a person who corrects"],
    ["keys revoke 1f2e3d4c5b6a", "ends one"],
  ],
  async run({ action, what, scope = "read", json, ...given }, { out, tell }) {
    if (!["add", "list", "revoke"].includes(action)) throw new UsageError(`keys: "${action}" is unknown; add, list or revoke is wanted`);
    if (action !== "list" && what === undefined)
      throw new UsageError(`keys ${action} wants ${action === "add" ? "a name" : "the id of a key"}`);
    const { data, database: address } = await databasePlace(given);
    const { addKey, listKeys, openDatabase, revokeKey } = await withServicePackages(() => import("tenfold-works/store"));
    const database = await withServicePackages(() => openDatabase({ folder: data, address }));
    try {
      if (action === "add") {
        const key = await addKey(database, { name: what ?? "", scope });
        out(json ? jsonLine({ key }) : `${key}\n`);
        tell("It is shown this once: keep it where it is used");
      } else if (action === "revoke") {
        const revoked = await revokeKey(database, what ?? "");
        tell(`The key "${revoked.name}" is revoked`);
      } else {
        const all = await listKeys(database);
        out(json ? jsonLine({ keys: all }) : keysText(all));
      }
    } finally {
      await database.close();
    }
  },
};

function keysText(all: readonly Key[]): string {
  if (all.length === 0) return "There is no key yet; tenfold keys add NAME makes one\n";
  const rows = all.map(({ id, name, scope, created, revoked }) => {
    const until = revoked ? `revoked ${revoked.toISOString().slice(0, 10)}` : "";
    return [id, scope.padEnd(6), created.toISOString().slice(0, 10), name, until].filter(Boolean).join("  ");
  });
  return `${rows.join("\n")}\n`;
}
