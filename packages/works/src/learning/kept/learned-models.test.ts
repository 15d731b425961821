import { describe, expect, it } from "vitest";
import { databaseKinds, usesDatabase } from "../../../test/test-database.js";
import type { Database } from "../../store/database.js";
import { guard } from "../guard/guard.js";
import { activeId, addModel, listModels, NotPromotedError, promoteModel, rollBack, usableModel } from "./learned-models.js";

const passing = guard({ held: [], base: [] }, { least: 0 });
const refused = guard({ held: [], base: [] }, { least: 200 });

describe.each(databaseKinds)("models in a database that is %s", (kind, isThere) => {
  let database: Database;
  usesDatabase(kind, isThere, (opened) => {
    database = opened.database;
  });

  const add = (parent: string | null, verdict = passing) =>
    addModel(database, { parent, content: "0123abcd", bytes: new Uint8Array([1, 2, 3]), calibration: null, verdict });

  it.skipIf(!isThere)(
    "are promoted only where the guard has nothing against it, beside the model that reads, and rolled back in their order",
    async () => {
      await expect(rollBack(database, "ann")).rejects.toThrow(
        "the model that came with the package is in use; there is none before it to go back to",
      );
      const [one, bad, other] = [await add(null), await add(null, refused), await add(null)];
      await expect(promoteModel(database, bad, "ann")).rejects.toThrow(
        "reader-2 stays a candidate: 0 held fields with a correction are too few to judge by; 200 are wanted: go on reviewing",
      );
      expect(await activeId(database)).toBeNull();
      expect(await promoteModel(database, one, "ann")).toMatchObject({ name: "reader-1", state: "active", parent: null });
      await expect(promoteModel(database, one, "ann")).rejects.toThrow("reader-1 is in use already");
      await expect(promoteModel(database, other, "ann")).rejects.toThrow("reader-3 was judged beside reader, and reader-1 is in use now");
      const two = await add(one);
      expect(await promoteModel(database, two, "ann")).toMatchObject({ name: "reader-4", parent: one });
      expect((await listModels(database)).map(({ name, state }) => [name, state])).toEqual([
        ["reader-4", "active"],
        ["reader-3", "candidate"],
        ["reader-2", "candidate"],
        ["reader-1", "retired"],
      ]);
      expect(await rollBack(database, "ben")).toMatchObject({ name: "reader-1", state: "active" });
      expect(await rollBack(database, "ben")).toBeNull();
      await expect(rollBack(database, "ben")).rejects.toThrow(NotPromotedError);
      expect(await promoteModel(database, one, "ann")).toMatchObject({ state: "active" });
      expect([...((await usableModel(database, one))?.bytes ?? [])]).toEqual([1, 2, 3]);
      const deeds = await database.query<{ who: string; what: string }>("select who, what from audit order by id");
      expect(deeds.map(({ who, what }) => `${who} ${what}`)).toEqual([
        ...["ann promoted", "ann promoted", "ben rolled back", "ben rolled back", "ann promoted"],
      ]);
      expect(await promoteModel(database, "00000000-0000-7000-8000-000000000000", "ann")).toBeUndefined();
    },
  );

  it.skipIf(!isThere)("one takes the place at a time, however many ask for it", async () => {
    const parent = await activeId(database);
    const ids = [await add(parent), await add(parent), await add(parent)];
    const asked = await Promise.allSettled(ids.map((id) => promoteModel(database, id, "ann")));
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await database.query("select id from models where state = 'active'")).length).toBe(1);
  });
});
